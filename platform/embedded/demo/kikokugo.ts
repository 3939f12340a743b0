/** KikokuGO.com: what its PostgreSQL database holds. */
import { createHash } from 'node:crypto';
import {
  after,
  employersJa,
  ipOf,
  messageOf,
  pick,
  resumeOf,
  times,
  userAgents,
} from './invented.ts';
import { type DemoPerson, demoPeople, emailIn, memberNumber, peopleIn } from './people.ts';
import { portrait } from './portrait.ts';

export const kikokugoSchema = `
  CREATE TABLE users (
    id integer PRIMARY KEY, email text NOT NULL UNIQUE, family_name text, given_name text,
    family_kana text, given_kana text, phone text, emergency_phone text, date_of_birth date,
    gender text, nationality text, postal_code text, address text, residence_status text,
    japanese_level text, visa_type text, visa_expires date, line_id text, photo bytea,
    residence_card_number text, health_insurance_number text, password_hash text,
    secret_question text, secret_answer text, created_at timestamptz
  );
  CREATE TABLE educations (
    id integer PRIMARY KEY, user_id integer REFERENCES users, school text, department text,
    degree text, degree_place text, gpa numeric(3,2), graduated_on date
  );
  CREATE TABLE qualifications (
    id integer PRIMARY KEY, user_id integer REFERENCES users, name text, language text, acquired_on date
  );
  CREATE TABLE desired_work (
    user_id integer PRIMARY KEY REFERENCES users, occupations text[], industries text[], resume text
  );
  CREATE TABLE applications (
    id integer PRIMARY KEY, user_id integer REFERENCES users, employer text, position text,
    status text, form jsonb, applied_at timestamptz
  );
  CREATE INDEX applications_user ON applications (user_id);
  CREATE TABLE messages (
    id integer PRIMARY KEY, application_id integer REFERENCES applications, sender text, body text,
    sent_at timestamptz
  );
  CREATE INDEX messages_application ON messages (application_id);
  CREATE TABLE access_logs (
    id bigint PRIMARY KEY, user_id integer REFERENCES users, at timestamptz, ip inet,
    user_agent text, cookie_id text, path text
  );
  CREATE INDEX access_logs_user ON access_logs (user_id);
  CREATE TABLE newsletter (id integer PRIMARY KEY, email text, topics text[], subscribed_at timestamptz);
  CREATE TABLE seminar_guests (
    id integer PRIMARY KEY, seminar text, name text, kana text, phone text, born date, email text, remarks text
  );
`;

type Rows = Record<string, unknown>[];

/** Rows by table, in an order in which references hold. */
export function kikokugoRows(): [table: string, rows: Rows][] {
  const members = peopleIn('kikokugo');
  const applications = members.flatMap(applicationsOf);
  return [
    ['users', members.map(userOf)],
    ['educations', members.map(educationOf)],
    ['qualifications', members.map(qualificationOf)],
    ['desired_work', members.map(desiredWorkOf)],
    ['applications', applications.map(({ row }) => row)],
    ['messages', applications.flatMap(messagesOf)],
    ['access_logs', members.flatMap(logsOf)],
    ['newsletter', newsletter(members)],
    ['seminar_guests', seminarGuests()],
  ];
}

function userOf(person: DemoPerson): Rows[number] {
  const id = memberNumber(person);
  return {
    id,
    email: emailIn(person, 'kikokugo'),
    family_name: person.family,
    given_name: person.given,
    family_kana: person.familyKana,
    given_kana: person.givenKana,
    phone: person.phone,
    emergency_phone: id % 3 === 0 ? '03-0000-4500' : null,
    date_of_birth: person.born,
    gender: person.gender,
    nationality: person.nationality,
    postal_code: person.postalCode,
    address: person.address,
    residence_status: id % 4 === 0 ? '米国在住' : '日本在住',
    japanese_level: 'ネイティブ',
    visa_type: id % 4 === 0 ? 'F-1' : null,
    visa_expires: id % 4 === 0 ? '2027-06-30' : null,
    line_id: person.lineId,
    photo: person.busy ? `\\x${portrait(id).toString('hex')}` : null,
    residence_card_number: id % 4 === 0 ? `AB${12_345_678 + id}CD` : null,
    health_insurance_number: person.busy ? `0613${1_000 + id}` : null,
    password_hash: `$argon2id$v=19$m=65536$${createHash('sha256').update(person.id).digest('base64')}`,
    secret_question: '母の旧姓は？',
    secret_answer: `${person.family}山`,
    created_at: after(id),
  };
}

function educationOf(person: DemoPerson): Rows[number] {
  const id = memberNumber(person);
  return {
    id,
    user_id: id,
    school: person.school,
    department: pick(['経済学部', '国際関係学部', '工学部'], id),
    degree: '学士',
    degree_place: id % 4 === 0 ? 'California' : '日本',
    gpa: (2.6 + (id % 14) / 10).toFixed(2),
    graduated_on: `${Number(person.born.slice(0, 4)) + 22}-03-25`,
  };
}

function qualificationOf(person: DemoPerson): Rows[number] {
  const id = memberNumber(person);
  return {
    id,
    user_id: id,
    name: pick(['TOEIC 860点', '日商簿記2級', '普通自動車免許', '基本情報技術者'], id),
    language: pick(['英語（ビジネス）', '英語（日常会話）', '中国語（日常会話）'], id),
    acquired_on: `${Number(person.born.slice(0, 4)) + 21}-11-20`,
  };
}

function desiredWorkOf(person: DemoPerson): Rows[number] {
  const id = memberNumber(person);
  return {
    user_id: id,
    occupations: [pick(['営業', '企画', 'エンジニア'], id), 'カスタマーサクセス'],
    industries: [pick(['IT', '物流', '観光', '食品'], id)],
    resume: resumeOf(person),
  };
}

interface Application {
  person: DemoPerson;
  row: { id: number } & Record<string, unknown>;
}

function applicationsOf(person: DemoPerson): Application[] {
  const member = memberNumber(person);
  return times(person.busy ? 24 : 1 + (member % 3), member).map(({ number, at }) => ({
    person,
    row: {
      id: member * 100 + number,
      user_id: member,
      employer: pick(employersJa, member + number),
      position: pick(['海外営業', '事業企画', '通訳・翻訳', 'サポートエンジニア'], number),
      status: pick(['応募済み', '書類選考中', '面接', '内定', '辞退'], member + number),
      form: { motivation: '貴社の海外展開に関心があります。', expected_salary: 4_800_000 + number },
      applied_at: at,
    },
  }));
}

function messagesOf({ person, row }: Application): Rows {
  return times(person.busy ? 12 : 3, row.id % 97).map(({ number, at }) => ({
    id: row.id * 100 + number,
    application_id: row.id,
    sender: number % 2 === 0 ? 'member' : 'advisor',
    body: messageOf(person, row.id + number),
    sent_at: at,
  }));
}

function logsOf(person: DemoPerson): Rows {
  const member = memberNumber(person);
  return times(person.busy ? 900 : 12, member).map(({ number, at }) => ({
    id: member * 10_000 + number,
    user_id: member,
    at,
    ip: ipOf(member + number),
    user_agent: pick(userAgents, number),
    cookie_id: `kg-${member}-${number % 5}`,
    path: pick(['/', '/jobs', '/jobs/search?q=海外', '/mypage', '/messages'], number),
  }));
}

function newsletter(members: readonly DemoPerson[]): Rows {
  return members
    .filter((person) => memberNumber(person) % 2 === 1 || person.emailIn?.newsletter)
    .map((person) => ({
      id: memberNumber(person),
      email: emailIn(person, 'newsletter'),
      topics: ['求人', 'ビザ'],
      subscribed_at: after(memberNumber(person) + 50),
    }));
}

/** Paper lists typed in by hand, mostly without an address of mail. */
function seminarGuests(): Rows {
  const guests = demoPeople.filter(({ id }) =>
    ['hanako', 'ken-tokyo', 'ken-osaka', 'akemi', 'daisuke', 'mio'].includes(id),
  );
  return guests.map((person, at) => ({
    id: at + 1,
    seminar: 'アメリカ就職セミナー2024春',
    name: `${person.family === '渡邉' ? '渡辺' : person.family}　${person.given}`,
    kana: `${person.familyKana}${person.givenKana}`,
    phone: person.phone.replace(/\D/g, '') || person.phone,
    born: person.born,
    email: at === 1 ? person.email.toUpperCase() : null,
    remarks: '個別相談を希望',
  }));
}

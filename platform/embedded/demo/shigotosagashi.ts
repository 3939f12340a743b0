/** ShigotoSagashi.com: what its DynamoDB tables hold. */
import { employersJa, ipOf, messageOf, pick, resumeOf, times, userAgents } from './invented.ts';
import { type DemoPerson, emailIn, memberNumber, peopleIn } from './people.ts';

export interface DemoTable {
  name: string;
  partition: string;
  sort?: string;
  index?: { name: string; partition: string };
  items: Record<string, unknown>[];
}

export function shigotoTables(): DemoTable[] {
  const members = peopleIn('shigotosagashi');
  return [
    {
      name: 'shigoto-members',
      partition: 'memberId',
      index: { name: 'by-email', partition: 'emailKey' },
      items: members.map(memberOf),
    },
    {
      name: 'shigoto-entries',
      partition: 'memberId',
      sort: 'entryId',
      items: members.flatMap(entriesOf),
    },
    {
      name: 'shigoto-activity',
      partition: 'memberId',
      sort: 'at',
      items: members.flatMap(activityOf),
    },
    { name: 'shigoto-inquiries', partition: 'inquiryId', items: members.map(inquiryOf) },
  ];
}

function idOf(person: DemoPerson): string {
  return `ss-${70_000 + memberNumber(person) * 3}`;
}

function memberOf(person: DemoPerson): Record<string, unknown> {
  const number = memberNumber(person);
  const email = emailIn(person, 'shigotosagashi');
  return {
    memberId: idOf(person),
    email,
    emailKey: email.normalize('NFKC').toLowerCase(),
    profile: {
      name: `${person.family} ${person.given}`,
      kana: `${person.familyKana} ${person.givenKana}`,
      phone: person.phone,
      dateOfBirth: person.born,
      gender: person.gender,
      nationality: person.nationality,
      address: person.address,
    },
    languages: ['日本語', number % 2 === 0 ? '英語' : '中国語'],
    experience: [{ employer: person.employer, years: (number % 9) + 1 }],
    resume: resumeOf(person),
    lineId: person.lineId,
    linked: person.busy
      ? [{ service: 'LinkedIn', userId: `li-${number}`, friends: number * 3 }]
      : [],
    payment: {
      method: '口座振替',
      bank: 'さくら信託銀行',
      accountNumber: `${1_000_000 + number}`,
      holder: `${person.familyKana} ${person.givenKana}`,
    },
    passwordHash: `$2b$12$${String(number).repeat(8)}`,
    faceTemplate: person.busy ? `ft1:${number}:${'a7'.repeat(24)}` : null,
    registeredAt: times(1, number)[0]?.at,
  };
}

function entriesOf(person: DemoPerson): Record<string, unknown>[] {
  const member = memberNumber(person);
  return times(person.busy ? 30 : 2, member).map(({ number, at }) => ({
    memberId: idOf(person),
    entryId: `e-${String(number).padStart(4, '0')}`,
    employer: pick(employersJa, member + number),
    occupation: pick(['販売', '事務', '介護', '製造'], number),
    coverLetter: messageOf(person, number),
    enteredAt: at,
  }));
}

/** Long enough for a busy person that one answer of DynamoDB (1 MB) does not hold it all. */
function activityOf(person: DemoPerson): Record<string, unknown>[] {
  const member = memberNumber(person);
  return times(person.busy ? 130 : 6, member + 1).map(({ number, at }) => ({
    memberId: idOf(person),
    at: `${at}#${number}`,
    ip: ipOf(member * 2 + number),
    device: pick(userAgents, number),
    cookies: [`ss-${member}-${number % 4}`],
    location: { latitude: 35.6 + (number % 30) / 100, longitude: 139.7, accuracy: 40 },
    viewed: pick(['/jobs/1200', '/jobs/88?ref=mail', '/companies/12', '/guide'], number),
    clientState: person.busy ? 'x'.repeat(9000) : '',
  }));
}

function inquiryOf(person: DemoPerson): Record<string, unknown> {
  const number = memberNumber(person);
  return {
    inquiryId: `q-${number}`,
    from: emailIn(person, 'inquiry'),
    name: `${person.family}${person.given}`,
    text: messageOf(person, number),
  };
}

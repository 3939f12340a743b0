/** Leverages Career U.S.: an API of its own, paged by cursor, with files by address. */
import { Hono } from 'hono';
import { employersEn, messageOf, pick, resumeOf, times } from './invented.ts';
import { type DemoPerson, emailIn, memberNumber, peopleIn } from './people.ts';
import { portrait } from './portrait.ts';

export const CAREER_TOKEN = 'demo-career-token';
const MAX_PAGE = 25;

type Item = Record<string, unknown>;

/** @param down asked at every request; `true` answers 503 */
export function careerApi(down: () => boolean): Hono {
  const people = peopleIn('career');
  const candidates = people.map(candidateOf);
  const applications = people.flatMap(applicationsOf);
  const app = new Hono();
  app.use(async (c, next) => {
    if (down()) return c.json({ error: 'down for maintenance' }, 503);
    if (c.req.header('authorization') !== `Bearer ${CAREER_TOKEN}`)
      return c.json({ error: 'unknown client' }, 401);
    return next();
  });
  app.get('/health', (c) => c.json({ ok: true }));
  app.get('/v1/candidates', (c) => {
    const { email, kikokugo_member_id: member } = c.req.query();
    if (!email && !member) return c.json({ error: 'email or kikokugo_member_id' }, 400);
    const found = candidates.filter(
      (item) =>
        (email && item.email === email.toLowerCase()) ||
        (member && String(item.kikokugo_member_id) === member),
    );
    return c.json(page(found, c.req.query()));
  });
  app.get('/v1/applications', (c) => {
    const { candidate_id: candidate } = c.req.query();
    const found = applications.filter((item) => item.candidate_id === candidate);
    return c.json(page(found, c.req.query()));
  });
  app.get('/v1/candidates/:id/notes', (c) => {
    const person = people.find((entry) => candidateId(entry) === c.req.param('id'));
    if (!person) return c.json({ error: 'no such candidate' }, 404);
    return c.json(page(notesOf(person), c.req.query()));
  });
  app.get('/v1/photos/:id', (c) => {
    const person = people.find((entry) => candidateId(entry) === c.req.param('id'));
    if (!person?.busy) return c.json({ error: 'no such photo' }, 404);
    const body = new Uint8Array(portrait(memberNumber(person)));
    return c.body(body, 200, { 'content-type': 'image/png' });
  });
  return app;
}

/** The cursor is where to go on, opaque to callers; `null` after the last page. */
function page(items: readonly Item[], query: Record<string, string>) {
  const limit = Math.min(MAX_PAGE, Math.max(1, Number(query.limit) || 10));
  const start = query.cursor ? Number(Buffer.from(query.cursor, 'base64url').toString()) : 0;
  const end = start + limit;
  const more = end < items.length;
  return {
    data: items.slice(start, end),
    next_cursor: more ? Buffer.from(String(end)).toString('base64url') : null,
  };
}

function candidateId(person: DemoPerson): string {
  return `cand_${(memberNumber(person) * 7919).toString(36)}`;
}

function candidateOf(person: DemoPerson): Item {
  const number = memberNumber(person);
  return {
    id: candidateId(person),
    kikokugo_member_id: person.services.includes('kikokugo') ? number : null,
    email: emailIn(person, 'career').toLowerCase(),
    full_name: person.language === 'en' ? `${person.given} ${person.family}` : 'Hanako Yamada',
    phone: person.phone,
    birth_date: person.born,
    gender: person.gender,
    nationality: person.nationality,
    address: { street: person.address, zip: person.postalCode },
    education: {
      university: person.school,
      degree: pick(['B.A. Economics', 'B.S. Computer Science', 'B.A. History'], number),
      gpa: 2.9 + (number % 11) / 10,
      graduated: `${Number(person.born.slice(0, 4)) + 22}-05-18`,
    },
    visa: { status: person.nationality === 'United States' ? 'Citizen' : 'H-1B', sponsor: null },
    desired: { roles: ['Operations', 'Customer Success'], industries: ['Logistics', 'SaaS'] },
    current_employer: person.employer,
    resume_text: resumeOf(person),
    photo_url: person.busy ? `/v1/photos/${candidateId(person)}` : null,
    onboarding: {
      ssn: `900-${10 + (number % 80)}-${1000 + number}`,
      drivers_license: `Y${7_000_000 + number}`,
      direct_deposit: { bank: 'First Harbor Bank', routing: '990001234', account: `44${number}81` },
    },
    created_at: times(1, number)[0]?.at,
  };
}

function applicationsOf(person: DemoPerson): Item[] {
  const number = memberNumber(person);
  return times(person.busy ? 60 : 3, number).map(({ number: at, at: when }) => ({
    id: `app_${number}_${at}`,
    candidate_id: candidateId(person),
    employer: pick(employersEn, number + at),
    title: pick(['Coordinator', 'Analyst', 'Store Lead', 'Interpreter'], at),
    stage: pick(['applied', 'screen', 'onsite', 'offer', 'closed'], number + at),
    cover_note: messageOf(person, at),
    applied_at: when,
  }));
}

/** They name no candidate: the path says whose they are. */
function notesOf(person: DemoPerson): Item[] {
  return times(person.busy ? 14 : 1, memberNumber(person)).map(({ number, at }) => ({
    id: `note_${number}`,
    author: 'recruiter',
    text: pick(['Strong communicator.', 'Prefers remote work.', 'Available from June.'], number),
    written_at: at,
  }));
}

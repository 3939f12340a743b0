/** Data points, and the declaration where the plan asks for it (L-10). */
import { html } from 'hono/html';
import type { z } from 'zod';
import { Claims } from '../../core/case/events.ts';
import { offerPoints } from '../../core/case/identity.ts';
import type { CaseState } from '../../core/case/state.ts';
import { openTask } from '../../core/case/tasks.ts';
import type { Language } from '../../core/law/rights.ts';
import { act } from '../desk.ts';
import {
  checkbox,
  errorSummary,
  type FieldErrors,
  type TextField,
  textField,
} from '../pages/form.ts';
import type { Html } from '../pages/layout.ts';
import { Entries, readEntries } from './entries.ts';
import { show } from './page.ts';
import type { CaseRequest, Site } from './site.ts';
import { home } from './the-case.ts';
import { AGENT_WORDS } from './words/agents.ts';
import { WORDS } from './words.ts';

/** What is compared; an address that a mail reached proves nothing more, so it does not count. */
const COUNTED = ['name', 'phone', 'dateOfBirth', 'postalAddress', 'school', 'employer'] as const;

const FIELDS: Readonly<
  Record<(typeof COUNTED)[number], Pick<TextField, 'type' | 'autocomplete' | 'maxlength'>>
> = {
  name: { autocomplete: 'name', maxlength: 200 },
  phone: { type: 'tel', autocomplete: 'tel', maxlength: 40 },
  dateOfBirth: { type: 'date', autocomplete: 'bday' },
  postalAddress: { autocomplete: 'street-address', maxlength: 400 },
  school: { autocomplete: 'off', maxlength: 200 },
  employer: { autocomplete: 'organization', maxlength: 200 },
};

export const pointsPage = (site: Site) => (c: CaseRequest) =>
  openTask(c.get('state'), 'provide-points')
    ? form(c, site, new Entries(new URLSearchParams()), {})
    : home(c, '?already');

function form(
  c: CaseRequest,
  site: Site,
  entries: Entries,
  errors: FieldErrors,
): Promise<Response> {
  const [state, language] = [c.get('state'), c.get('language')];
  const words = WORDS[language].points;
  const { points: needed = 0 } = state.plan?.verification ?? {};
  const declaration = declares(state);
  const wrong = Object.keys(errors).length > 0;
  const field = (name: (typeof COUNTED)[number]) =>
    textField({
      ...FIELDS[name],
      name,
      label: words[name],
      language,
      required: name === 'name',
      value: entries.one(name),
      error: errors[name],
    });
  const [first, ...rest] = COUNTED;
  return show(c, site, language, {
    title: words.title,
    status: wrong ? 422 : 200,
    body: html`${errorSummary(errors, language)}
<h1>${words.title}</h1>
<p class="lead">${words.lead(needed)}</p>
${state.agent ? html`<p class="note">${AGENT_WORDS[language].points}</p>` : ''}
<p class="note">${words.use}</p>
<form method="post" action="${c.get('home')}/points" novalidate>
${field(first)}
${textField({ name: 'email', type: 'email', label: words.email, hint: words.emailHint, language, autocomplete: 'email', maxlength: 254, value: entries.one('email'), error: errors.email })}
${rest.map(field)}
${declaration ? declarationFields(c, entries, errors) : ''}
<p class="actions"><button>${words.send}</button></p>
</form>`,
  });
}

/** Where the plan asks for it; a subject whom an agent's request was told of has declared it already. */
const declares = ({ plan, declared }: CaseState): boolean =>
  plan?.verification.declaration === true && !declared;

/** An agent declares that they may act; they are not the person whose data it is (L-22). */
const declarationOf = ({ agent }: CaseState, language: Language) =>
  agent ? AGENT_WORDS[language].declaration : WORDS[language].points.declaration;

function declarationFields(c: CaseRequest, entries: Entries, errors: FieldErrors): Html {
  const language = c.get('language');
  const words = WORDS[language].points;
  return html`<section class="card"><h2>${words.declarationTitle}</h2>
<p>${words.declarationWhy}</p>
<blockquote>${declarationOf(c.get('state'), language)(words.you)}</blockquote>
${checkbox({ name: 'declare', label: words.declare, language, required: true, checked: entries.one('declare') === 'yes', error: errors.declare })}
${textField({ name: 'signature', label: words.typed, language, required: true, autocomplete: 'off', maxlength: 200, value: entries.one('signature'), error: errors.signature })}</section>`;
}

const plain = (name: string) => name.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase();

export const sendPoints = (site: Site) => async (c: CaseRequest) => {
  const [state, language] = [c.get('state'), c.get('language')];
  if (!state.requester || !openTask(state, 'provide-points')) return home(c, '?already');
  const words = WORDS[language];
  const entries = await readEntries(c);
  const counted = COUNTED.map((name) => [name, entries.given(name)] as const);
  const claims = Claims.safeParse({
    ...Object.fromEntries(counted.filter(([, value]) => value)),
    name: entries.one('name'),
    ...addressOf(state, entries),
  });
  const { points: needed = 0 } = state.plan?.verification ?? {};
  const declaration = declares(state);
  const given = counted.filter(([, value]) => value).length;
  const errors: FieldErrors = {
    ...wrongIn(claims.error?.issues ?? [], words.errors),
    ...(given < needed && given > 0 && { phone: words.errors.points(needed) }),
    ...(declaration && entries.one('declare') !== 'yes' && { declare: words.errors.declare }),
    ...(declaration &&
      plain(entries.one('signature')) !== plain(signerOf(state, entries)) && {
        signature: words.errors.typed,
      }),
  };
  if (!claims.success || Object.keys(errors).length > 0) return form(c, site, entries, errors);
  const signed = declarationOf(state, language)(entries.one('signature'));
  await act(site.context, state.caseId, 'requester', (now) =>
    offerPoints(now, { claims: claims.data, ...(declaration && { declaration: signed }) }),
  );
  return home(c);
};

/** Who signs: the person of these details, or the agent under the name they gave. */
const signerOf = ({ agent, requester }: CaseState, entries: Entries): string =>
  agent ? (requester?.name ?? '') : entries.one('name');

/** The subject's address: never the agent's (L-22). */
function addressOf({ agent, subject, requester }: CaseState, entries: Entries) {
  const email = entries.given('email') ?? (agent ? subject?.email : requester?.email);
  return email ? { email } : {};
}

function wrongIn(
  issues: readonly z.core.$ZodIssue[],
  words: { name: string; email: string; dateOfBirth: string; tooLong: string },
): FieldErrors {
  return Object.fromEntries(
    issues.map(({ path: [field] }) => {
      const name = String(field);
      const known = name === 'name' || name === 'email' || name === 'dateOfBirth';
      return [name, known ? words[name] : words.tooLong];
    }),
  );
}

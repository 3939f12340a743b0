/** The part of the form for those who ask for another person (L-22). Style alone shows it when it is needed. */
import { html } from 'hono/html';
import { agentsUnder } from '../../core/law/agents.ts';
import { regimeFor } from '../../core/law/plan-for.ts';
import type { Language, Residence } from '../../core/law/rights.ts';
import { type AgentFault, AgentRequest, faultsOfAgent } from '../acts/agent-request.ts';
import type { Submission } from '../acts/open-request.ts';
import { choices, type FieldErrors, textField } from '../pages/form.ts';
import type { Html } from '../pages/layout.ts';
import type { Entries } from './entries.ts';
import { AGENT_WORDS } from './words/agents.ts';

const forAnother = (entries: Entries): boolean => entries.one('for') === 'other';

export function actingFields(
  residence: Residence,
  entries: Entries,
  errors: FieldErrors,
  language: Language,
): Html {
  const { form: words } = AGENT_WORDS[language];
  const regime = regimeFor(residence);
  return html`${choices({
    name: 'for',
    kind: 'one',
    label: words.who,
    language,
    options: [
      { value: 'self', label: words.self },
      { value: 'other', label: words.other, hint: words.otherHint },
    ],
    chosen: [forAnother(entries) ? 'other' : 'self'],
  })}
<div class="for-other"><h2>${words.subject}</h2>
${choices({
  name: 'agentKind',
  kind: 'one',
  label: words.kind,
  language,
  error: errors.agentKind,
  options: agentsUnder(regime).map(({ kind, title, about }) => ({
    value: kind,
    label: title[language],
    hint: about[language],
  })),
  chosen: entries.all('agentKind'),
})}
${textField({ name: 'subjectName', label: words.subjectName, hint: words.subjectNameHint, language, unmarked: true, autocomplete: 'off', maxlength: 200, value: entries.one('subjectName'), error: errors.subjectName })}
${textField({ name: 'subjectEmail', type: 'email', label: words.subjectEmail, hint: words.subjectEmailHint, language, unmarked: regime === 'ccpa', autocomplete: 'off', maxlength: 254, value: entries.one('subjectEmail'), error: errors.subjectEmail })}
</div>`;
}

/** `undefined` for people who ask for themselves, whatever else was filled in. */
export function agentFrom(entries: Entries): Record<string, unknown> | undefined {
  if (!forAnother(entries)) return undefined;
  return {
    kind: entries.one('agentKind'),
    subjectName: entries.one('subjectName'),
    ...(entries.given('subjectEmail') && { subjectEmail: entries.given('subjectEmail') }),
  };
}

const FIELDS = {
  kind: 'agentKind',
  subjectName: 'subjectName',
  subjectEmail: 'subjectEmail',
} as const;

/** What is wrong with these fields, in words; `read` is the rest of the form, once that can be read. */
export function agentErrors(
  entries: Entries,
  read: Pick<Submission, 'residence' | 'rights' | 'email'> | undefined,
  language: Language,
): FieldErrors {
  const given = agentFrom(entries);
  if (!given) return {};
  const { errors: words } = AGENT_WORDS[language];
  const agent = AgentRequest.safeParse(given);
  if (agent.success) {
    const faults: AgentFault[] = read ? faultsOfAgent({ ...read, agent: agent.data }) : [];
    return Object.fromEntries(
      faults.map((fault) => [fault === 'sameEmail' ? 'subjectEmail' : fault, words[fault]]),
    );
  }
  const wrong = agent.error.issues.map(({ path: [field] }) => field);
  return Object.fromEntries(
    Object.entries(FIELDS).flatMap(([field, name]) =>
      wrong.includes(field) ? [[name, words[name]]] : [],
    ),
  );
}

/** Who asks, and for what: every set of up to three rights under both regimes. */
import {
  type Asked,
  openFromForm,
  openFromMail,
  openFromOperator,
  openFromSignal,
} from '../../core/case/opening.ts';
import type { AgentKind } from '../../core/law/agent-kind.ts';
import { agentsUnder } from '../../core/law/agents.ts';
import { dayIn, ZONES } from '../../core/law/calendar.ts';
import { planFor, rightsUnder } from '../../core/law/plan-for.ts';
import type { Regime, Right } from '../../core/law/rights.ts';
import { SIGNAL } from '../../core/law/signal.ts';
import type { Model } from './model.ts';
import { CASE } from './world.ts';

export type Rights = readonly [Right, ...Right[]];

export interface Requester {
  name: string;
  /** How a case of theirs begins. */
  asks: (model: Model, regime: Regime, rights: Rights) => Promise<unknown>;
  /** For these rights alone; any, where nothing is said. */
  only?: Right;
  agent?: AgentKind;
}

const PERSON = { name: 'Model Person', email: 'person@example.com' };
const SUBJECT = { name: 'Model Subject', email: 'subject@example.com' };
const KEYS = { subjectKeys: ['key'], submission: 'once' };

export const askedFor = (regime: Regime, rights: Rights): Asked => ({
  language: 'en',
  residence: regime === 'ccpa' ? 'california' : 'japan',
  rights,
  period: null,
  delivery: 'electronic',
});

const nowIn = ({ world }: Model): string => new Date(world.ms).toISOString();

const BY_FORM: Requester = {
  name: 'by form',
  asks: (model, regime, rights) => {
    const event = openFromForm(askedFor(regime, rights), nowIn(model), PERSON, KEYS);
    return model.context.cases.open(CASE, 'requester', event);
  },
};

const BY_MAIL: Requester = {
  name: 'by e-mail',
  asks: ({ context }) => context.cases.open(CASE, 'mail', openFromMail('en', PERSON, KEYS)),
};

/** By phone or post, on the very day: the clocks run from that day's start. */
const THROUGH_OPERATOR: Requester = {
  name: 'by phone',
  asks: (model, regime, rights) => {
    const now = nowIn(model);
    const came = { on: dayIn(ZONES[regime], now), how: 'phone', now } as const;
    const event = openFromOperator(askedFor(regime, rights), came, PERSON, KEYS);
    return model.context.cases.open(CASE, 'operator:model', event);
  },
};

const BY_SIGNAL: Requester = {
  name: 'by a browser’s signal',
  only: SIGNAL.right,
  asks: ({ context }) => context.cases.open(CASE, 'requester', openFromSignal('en', PERSON, KEYS)),
};

const byAgent = (kind: AgentKind): Requester => ({
  name: `by ${kind}`,
  agent: kind,
  asks: (model, regime, rights) => {
    const keys = { ...KEYS, agent: { kind } };
    const person = { ...PERSON, subject: SUBJECT };
    const event = openFromForm(askedFor(regime, rights), nowIn(model), person, keys);
    return model.context.cases.open(CASE, 'requester', event);
  },
});

/** Every kind of requester that a regime knows. */
export const requestersUnder = (regime: Regime): Requester[] => [
  BY_FORM,
  BY_MAIL,
  THROUGH_OPERATOR,
  ...(rightsUnder(regime).includes(SIGNAL.right) ? [BY_SIGNAL] : []),
  ...agentsUnder(regime).map(({ kind }) => byAgent(kind)),
];

/** Requesters of whose cases everything is alike but names: by form or taken down on the same day, by agents with the same kind of plan. */
export function alike(regime: Regime, rights: Rights): [Requester, ...Requester[]][] {
  const groups = new Map<string, [Requester, ...Requester[]]>();
  for (const requester of requestersUnder(regime)) {
    const { agent, only } = requester;
    if (only && (rights.length > 1 || rights[0] !== only)) continue;
    const { name } = requester === THROUGH_OPERATOR ? BY_FORM : requester;
    const key = agent ? `agent, asked: ${isAsked(agent, regime, rights)}` : name;
    const known = groups.get(key);
    if (known) known.push(requester);
    else groups.set(key, [requester]);
  }
  return [...groups.values()];
}

/** `null`: no proof is needed; else whether the subject is asked, too (L-22). */
function isAsked(agent: AgentKind, regime: Regime, rights: Rights): boolean | null {
  const receivedAt = '2026-11-20T07:30:00.000Z';
  return planFor({ regime, rights, receivedAt, agent }).authority?.confirm ?? null;
}

/** In the order of the form; that rights are named in another order changes nothing of a plan but their order. */
export function setsOfRights(regime: Regime): Rights[] {
  const all = rightsUnder(regime);
  return all.flatMap((first, i) => [
    [first] as const,
    ...all
      .slice(i + 1)
      .flatMap((second, j) => [
        [first, second] as const,
        ...all.slice(i + j + 2).map((third) => [first, second, third] as const),
      ]),
  ]);
}

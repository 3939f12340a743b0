/** How a case begins: what each channel says, as one event. */
import type { Instant } from '../ids.ts';
import { receiptOn } from '../law/entry.ts';
import type { Day } from '../law/plan.ts';
import { planFor, regimeFor } from '../law/plan-for.ts';
import type { Language, Residence, Right } from '../law/rights.ts';
import { SIGNAL } from '../law/signal.ts';
import type { Arrival, Delivery, NewEvent, Particulars, Period } from './events.ts';
import { Refused } from './refused.ts';
import type { CaseState } from './state.ts';
import { openTask, settleOpen } from './tasks.ts';

export interface Asked {
  language: Language;
  residence: Residence;
  rights: readonly [Right, ...Right[]];
  period: Period;
  delivery: Delivery;
}

type Opened = NewEvent & { type: 'case.opened' };

/**
 * From the web form: everything that the plan needs is there. Of an agent `keys` has the kind, and
 * `person` the subject; the keys are the subject's.
 * @throws {MixedRegimes} when a right does not belong to where the person lives.
 */
export function openFromForm(
  asked: Asked,
  receivedAt: string,
  person: Opened['personal'],
  keys: Pick<Opened['data'], 'subjectKeys' | 'submission' | 'agent'>,
): Opened {
  const regime = regimeFor(asked.residence);
  planFor({ regime, rights: asked.rights, receivedAt });
  return {
    type: 'case.opened',
    data: { channel: 'form', ...asked, rights: [...asked.rights], regime, ...keys },
    personal: person,
  };
}

/**
 * What came by phone, by post or to a person, as an operator took it down (L-31).
 * @throws {MixedRegimes} @throws {ReceiptOutOfRange}
 */
export function openFromOperator(
  asked: Asked,
  came: { on: Day; how: Arrival; now: Instant },
  person: Opened['personal'],
  keys: { subjectKeys: string[]; submission: string },
): Opened {
  const regime = regimeFor(asked.residence);
  const at = receiptOn(came.on, regime, came.now);
  planFor({ regime, rights: asked.rights, receivedAt: at });
  const arrived = { at, how: came.how };
  return {
    type: 'case.opened',
    data: { channel: 'operator', ...asked, rights: [...asked.rights], regime, ...keys, arrived },
    personal: person,
  };
}

/** A browser's signal of a consumer whom we know: without identity, agent's proof or fee (L-23). */
export function openFromSignal(
  language: Language,
  person: Opened['personal'],
  keys: { subjectKeys: string[]; submission: string },
): Opened {
  return {
    type: 'case.opened',
    data: {
      channel: 'signal',
      language,
      rights: [SIGNAL.right],
      regime: regimeFor('california'),
      residence: 'california',
      delivery: 'electronic',
      period: null,
      ...keys,
    },
    personal: person,
  };
}

/** From an e-mail: who wrote is known, what is asked for is for the sender to say (L-31). */
export function openFromMail(
  language: Language,
  person: Opened['personal'],
  keys: { subjectKeys: string[]; submission: string },
): Opened {
  return {
    type: 'case.opened',
    data: {
      channel: 'email',
      language,
      rights: [],
      regime: 'appi',
      residence: null,
      delivery: 'electronic',
      period: null,
      ...keys,
    },
    personal: person,
  };
}

/** What the e-mail had left open. Saying it through the mailed link confirms the contact, too. */
export function completeRequest(
  state: CaseState,
  asked: Asked,
  personal: {
    name: string;
    postalAddress?: string | undefined;
    particulars?: Particulars | undefined;
  },
): NewEvent[] {
  if (!openTask(state, 'complete-request')) throw new Refused('already-answered');
  const regime = regimeFor(asked.residence);
  planFor({ regime, rights: asked.rights, receivedAt: state.receivedAt });
  const [first, ...more] = asked.rights;
  return [
    {
      type: 'request.completed',
      data: { ...asked, rights: [first, ...more], regime },
      personal,
    },
    ...(state.contactConfirmed ? [] : [{ type: 'contact.confirmed', data: {} } as const]),
    ...settleOpen(state, 'complete-request', 'done'),
  ];
}

/** An answer on paper (L-19): an operator prints and posts it, and says when. */
import type { Instant } from '../ids.ts';
import { dayIn, ZONES } from '../law/calendar.ts';
import type { Day } from '../law/plan.ts';
import type { NewEvent } from './events.ts';
import { Refused } from './refused.ts';
import type { CaseState } from './state.ts';
import { openTask, settled } from './tasks.ts';

export interface Posting {
  /** In Japan: from there everything is posted. */
  on: Day;
  /** As it stood on the envelope, line by line. */
  address: string;
  /** Of a registered letter; empty without one. */
  tracking: string;
}

/** Where the answer goes unless the operator knows better; the name is not in it. */
export const postalAddressOf = ({ requester, claims }: CaseState): string =>
  requester?.postalAddress ?? claims?.postalAddress ?? '';

/**
 * Posted: from now on the request is answered, and its clocks stand still.
 * @throws {Refused} `already-answered`, `postal-address-needed`, `posting-day` (ahead, or before there was an answer)
 */
export function postAnswer(
  state: CaseState,
  { on, address, tracking }: Posting,
  now: Instant,
): NewEvent[] {
  const task = openTask(state, 'post-answer');
  if (!task || !state.answer) throw new Refused('already-answered');
  if (address.trim() === '') throw new Refused('postal-address-needed');
  if (on < dayIn(ZONES.appi, state.answer.at) || on > dayIn(ZONES.appi, now))
    throw new Refused('posting-day');
  const number = tracking.trim();
  return [
    {
      type: 'answer.posted',
      data: { on },
      personal: { address: address.trim(), ...(number && { tracking: number }) },
    },
    settled(task.id, 'done'),
  ];
}

/**
 * By link after all: nobody knows an address, or the requester would rather have it so.
 * @throws {Refused} `already-answered`, `reason-needed`
 */
export function handOverByLink(state: CaseState, remark: string): NewEvent[] {
  const task = openTask(state, 'post-answer');
  if (!task) throw new Refused('already-answered');
  if (remark.trim() === '') throw new Refused('reason-needed');
  return [
    {
      type: 'delivery.changed',
      data: { delivery: 'electronic' },
      personal: { remark: remark.trim() },
    },
    settled(task.id, 'electronic'),
  ];
}

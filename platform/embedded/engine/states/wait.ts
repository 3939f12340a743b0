/** Wait: for a number of seconds or until an instant. One that is past already does not wait. */
import { z } from 'zod';
import type { Frame } from '../execution.ts';
import type { WaitState } from '../machine.ts';
import { evaluate, wholeNumber, wrongType } from '../template.ts';
import { leave } from '../transition.ts';
import type { Turn } from '../turn.ts';

const SECOND = 1000; // ms
const LONGEST = 99_999_999; // seconds; Step Functions' bound
const Timestamp = z.iso.datetime({ offset: true });

export async function enterWait(turn: Turn, frame: Frame, state: WaitState): Promise<void> {
  const until = await instant(turn, frame, state);
  if (until <= turn.at) return waitOver(turn, frame, state);
  turn.setPhase(frame, { kind: 'wait', until });
}

export async function waitOver(turn: Turn, frame: Frame, state: WaitState): Promise<void> {
  await leave(turn, frame, { next: state.next, leaving: state });
}

/** Milliseconds since 1970. */
async function instant(turn: Turn, frame: Frame, { until }: WaitState): Promise<number> {
  const bindings = turn.bindings(frame);
  if ('seconds' in until)
    return turn.at + SECOND * (await wholeNumber(until.seconds, bindings, 'Seconds', [0, LONGEST]));
  const given = Timestamp.safeParse(await evaluate(until.timestamp, bindings));
  if (!given.success)
    throw wrongType('Timestamp', 'an RFC 3339 instant such as 2026-11-22T08:00:00Z', given.data);
  return Date.parse(given.data);
}

/** Succeed: ends the list of states that it stands in. */
import type { Frame } from '../execution.ts';
import type { SucceedState } from '../machine.ts';
import { leave } from '../transition.ts';
import type { Turn } from '../turn.ts';

export async function enterSucceed(turn: Turn, frame: Frame, state: SucceedState): Promise<void> {
  await leave(turn, frame, { next: null, leaving: { output: state.output, assign: undefined } });
}

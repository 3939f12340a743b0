/** Pass: reshapes its input, sets variables. */
import type { Frame } from '../execution.ts';
import type { PassState } from '../machine.ts';
import { leave } from '../transition.ts';
import type { Turn } from '../turn.ts';

export async function enterPass(turn: Turn, frame: Frame, state: PassState): Promise<void> {
  await leave(turn, frame, { next: state.next, leaving: state });
}

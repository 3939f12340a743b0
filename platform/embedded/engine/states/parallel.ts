/** Parallel: every branch gets the same input; the result is the list of their outputs. */
import type { Frame } from '../execution.ts';
import { payload } from '../json.ts';
import type { ParallelState } from '../machine.ts';
import { evaluate } from '../template.ts';
import type { Turn } from '../turn.ts';

export async function enterParallel(turn: Turn, frame: Frame, state: ParallelState): Promise<void> {
  const input =
    state.arguments === undefined
      ? frame.input
      : payload(await evaluate(state.arguments, turn.bindings(frame)), 'Arguments');
  turn.record({ type: 'ParallelStateStarted', state: state.name });
  turn.setPhase(frame, { kind: 'inside', concurrency: state.branches.length });
  state.branches.forEach((branch, position) => {
    turn.addFrame({
      parent: frame.id,
      position,
      item: null,
      state: branch.startAt,
      input,
      phase: { kind: 'ready', again: false },
    });
  });
}

/** Walks ready frames through their states until each waits for something. */
import type { Frame } from './execution.ts';
import type { State } from './machine.ts';
import { enterChoice } from './states/choice.ts';
import { enterFail } from './states/fail.ts';
import { enterMap } from './states/map.ts';
import { enterParallel } from './states/parallel.ts';
import { enterPass } from './states/pass.ts';
import { enterSucceed } from './states/succeed.ts';
import { enterTask } from './states/task.ts';
import { enterWait } from './states/wait.ts';
import { within } from './transition.ts';
import type { Turn } from './turn.ts';

/** States entered in one turn; a machine that circles without ever waiting is written in between. */
const LONGEST_WALK = 200;

/** @returns false when there is still something ready: write, then walk on */
export async function walk(turn: Turn): Promise<boolean> {
  for (let steps = 0; steps < LONGEST_WALK; steps += 1) {
    const frame = turn.nextReady();
    if (frame === undefined) return true;
    await within(turn, frame, () => enter(turn, frame, turn.stateOf(frame)));
  }
  return false;
}

async function enter(turn: Turn, frame: Frame, state: State): Promise<void> {
  if (frame.phase.kind === 'ready' && !frame.phase.again) {
    frame.enteredAt = turn.at;
    turn.record({ type: `${state.kind}StateEntered`, state: state.name });
  }
  switch (state.kind) {
    case 'Task':
      return enterTask(turn, frame, state);
    case 'Pass':
      return enterPass(turn, frame, state);
    case 'Choice':
      return enterChoice(turn, frame, state);
    case 'Wait':
      return enterWait(turn, frame, state);
    case 'Succeed':
      return enterSucceed(turn, frame, state);
    case 'Fail':
      return enterFail(turn, frame, state);
    case 'Parallel':
      return enterParallel(turn, frame, state);
    case 'Map':
      return enterMap(turn, frame, state);
    default:
      return state satisfies never;
  }
}

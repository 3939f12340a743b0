/** What can happen to an execution from outside. Each is applied within a turn. */
import { TaskTimedOut } from '../../ports.ts';
import { StateFailed, timedOut } from './errors.ts';
import { dueOf, type Frame, type TaskPhase } from './execution.ts';
import type { Outcome } from './invoker.ts';
import {
  heartbeatCame,
  taskCompleted,
  taskExpired,
  taskFailed,
  taskReturned,
  taskThrew,
} from './states/task.ts';
import { waitOver } from './states/wait.ts';
import { described } from './transition.ts';
import type { Turn } from './turn.ts';

export interface Command {
  /** @throws {TaskTimedOut} when it completes a token that nothing waits for any more */
  apply(turn: Turn): Promise<void> | void;
  /** In its place, when the execution has ended. */
  whenOver(): void;
}

const nothing = (): void => {};
const tooLate = (): never => {
  throw new TaskTimedOut('nothing waits for this task token any more');
};

/** Starts walking where the machine starts. The turn is the execution's first. */
export function begin(): Command {
  return {
    whenOver: nothing,
    apply: (turn) => {
      turn.record({ type: 'ExecutionStarted' });
      turn.addFrame({
        parent: null,
        position: 0,
        item: null,
        state: turn.machine.root.startAt,
        input: turn.execution.input,
        phase: { kind: 'ready', again: false },
      });
    },
  };
}

/** Nothing happened; whatever is ready goes on. */
export function goOn(): Command {
  return { whenOver: nothing, apply: nothing };
}

/** A handler has come back. What is no longer awaited is dropped: the task was timed out, stopped or answered. */
export function settle(frameId: number, invocation: number, outcome: Outcome): Command {
  return {
    whenOver: nothing,
    apply: async (turn) => {
      const frame = turn.execution.frames.get(frameId);
      if (frame === undefined || !isRunning(frame, invocation)) return;
      if ('thrown' in outcome) await taskThrew(turn, frame, outcome.thrown);
      else await taskReturned(turn, frame, outcome.returned);
    },
  };
}

/** Whether that invocation of the frame's handler is still awaited. */
export function isRunning({ phase }: Frame, invocation: number): boolean {
  return phase.kind === 'task' && !phase.submitted && phase.invocation === invocation;
}

export function complete(token: string, output: unknown): Command {
  return {
    whenOver: tooLate,
    apply: (turn) => taskCompleted(turn, awaiting(turn, token).frame, output),
  };
}

export function failTask(token: string, error: string, cause: string): Command {
  return {
    whenOver: tooLate,
    apply: (turn) => taskFailed(turn, awaiting(turn, token).frame, new StateFailed(error, cause)),
  };
}

export function heartbeat(token: string): Command {
  return {
    whenOver: tooLate,
    apply: (turn) => {
      const { frame, phase } = awaiting(turn, token);
      heartbeatCame(turn, frame, phase);
    },
  };
}

function awaiting(turn: Turn, token: string): { frame: Frame; phase: TaskPhase } {
  for (const frame of turn.execution.frames.values())
    if (frame.phase.kind === 'task' && frame.phase.token === token)
      return { frame, phase: frame.phase };
  return tooLate();
}

export function stop(error: string, cause: string): Command {
  return {
    whenOver: nothing,
    apply: (turn) => {
      turn.record({ type: 'ExecutionAborted', error, cause });
      turn.end({ status: 'ABORTED', error, cause });
    },
  };
}

/** Whatever is due by the turn's time: the whole execution, waits, retries, tasks. */
export function clockMoved(): Command {
  return { whenOver: nothing, apply: applyClock };
}

async function applyClock(turn: Turn): Promise<void> {
  const { deadline, frames } = turn.execution;
  if (deadline !== null && deadline <= turn.at) {
    const failure = described(timedOut('timeout'));
    turn.record({ type: 'ExecutionTimedOut', ...failure });
    turn.end({ status: 'TIMED_OUT', ...failure });
  }
  for (const frame of [...frames.values()]) {
    const due = dueOf(frame.phase);
    if (due !== null && due <= turn.at && frames.has(frame.id)) await frameDue(turn, frame);
  }
}

async function frameDue(turn: Turn, frame: Frame): Promise<void> {
  const { phase } = frame;
  if (phase.kind === 'task') return taskExpired(turn, frame, phase);
  if (phase.kind === 'retry') return turn.setPhase(frame, { kind: 'ready', again: true });
  const state = turn.stateOf(frame);
  if (state.kind === 'Wait') await waitOver(turn, frame, state);
}

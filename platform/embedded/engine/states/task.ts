/** Task: calls a Lambda handler; with `.waitForTaskToken`, waits for what completes the token. */
import { ErrorName, handlerFailed, StateFailed, timedOut } from '../errors.ts';
import type { Frame, TaskPhase } from '../execution.ts';
import { isObject, type Json, payload } from '../json.ts';
import type { TaskState } from '../machine.ts';
import { evaluate, type Template, wholeNumber } from '../template.ts';
import { described, fail, leave, within } from '../transition.ts';
import type { Turn } from '../turn.ts';

const SECOND = 1000; // ms
const LONGEST = 99_999_999; // seconds; Step Functions' bound

export async function enterTask(turn: Turn, frame: Frame, state: TaskState): Promise<void> {
  const token = state.waitsForToken ? turn.sources.token() : undefined;
  const bindings = turn.bindings(frame, {}, token === undefined ? {} : { token });
  const call = callFrom(await evaluate(state.arguments, bindings));
  const timeout = await seconds(state.timeout, 'TimeoutSeconds');
  const heartbeat = await seconds(state.heartbeat, 'HeartbeatSeconds');
  frame.invocations += 1;
  turn.record({ type: 'TaskScheduled', state: state.name, resource: resourceOf(state) });
  turn.setPhase(frame, {
    kind: 'task',
    invocation: frame.invocations,
    ...call,
    token: token ?? null,
    submitted: false,
    timeoutAt: timeout === null ? null : turn.at + timeout * SECOND,
    heartbeatSeconds: heartbeat,
    heartbeatAt: heartbeat === null ? null : turn.at + heartbeat * SECOND,
  });
  turn.scheduled.add(frame);

  async function seconds(template: Template | undefined, field: string): Promise<number | null> {
    return template === undefined ? null : wholeNumber(template, bindings, field, [1, LONGEST]);
  }
}

function resourceOf(state: TaskState): string {
  return state.waitsForToken ? 'invoke.waitForTaskToken' : 'invoke';
}

/** In the emitted definition a function is named by a substitution of CDK's: `${plan}` is `plan`. */
function callFrom(value: unknown): { functionName: string; payload: Json } {
  const args = payload(value, 'Arguments');
  if (!isObject(args) || typeof args.FunctionName !== 'string')
    throw new StateFailed(ErrorName.runtime, 'Arguments must hold a FunctionName, a string');
  return {
    functionName: args.FunctionName.replace(/^\$\{(.+)\}$/, '$1'),
    payload: args.Payload ?? {},
  };
}

/** The handler returned. Without a token that is the result; with one, the wait begins. */
export async function taskReturned(turn: Turn, frame: Frame, returned: unknown): Promise<void> {
  const { phase } = frame;
  const state = turn.stateOf(frame);
  if (phase.kind !== 'task' || state.kind !== 'Task') return;
  if (phase.token !== null) {
    turn.record({ type: 'TaskSubmitted', state: state.name, resource: resourceOf(state) });
    turn.setPhase(frame, { ...phase, submitted: true });
    return;
  }
  const result = { ExecutedVersion: '$LATEST', Payload: returned ?? null, StatusCode: 200 };
  await succeed(turn, frame, state, result);
}

export async function taskCompleted(turn: Turn, frame: Frame, output: unknown): Promise<void> {
  const state = turn.stateOf(frame);
  if (state.kind === 'Task') await succeed(turn, frame, state, output);
}

async function succeed(turn: Turn, frame: Frame, state: TaskState, given: unknown): Promise<void> {
  await within(turn, frame, async () => {
    const result = payload(given, `the result of state ${JSON.stringify(state.name)}`);
    turn.record({ type: 'TaskSucceeded', state: state.name, resource: resourceOf(state) });
    await leave(turn, frame, { next: state.next, leaving: state, result: { result } });
  });
}

export async function taskFailed(turn: Turn, frame: Frame, failure: StateFailed): Promise<void> {
  turn.record({ type: 'TaskFailed', state: frame.state, ...described(failure) });
  await fail(turn, frame, failure);
}

export async function taskThrew(turn: Turn, frame: Frame, thrown: unknown): Promise<void> {
  await taskFailed(turn, frame, handlerFailed(thrown));
}

/** Its time has run out, or no heartbeat came. */
export async function taskExpired(turn: Turn, frame: Frame, phase: TaskPhase): Promise<void> {
  const byTimeout = phase.timeoutAt !== null && phase.timeoutAt <= turn.at;
  const failure = timedOut(byTimeout ? 'timeout' : 'heartbeat');
  turn.record({ type: 'TaskTimedOut', state: frame.state, ...described(failure) });
  await fail(turn, frame, failure);
}

export function heartbeatCame(turn: Turn, frame: Frame, phase: TaskPhase): void {
  if (phase.heartbeatSeconds === null) return;
  turn.setPhase(frame, { ...phase, heartbeatAt: turn.at + phase.heartbeatSeconds * SECOND });
}

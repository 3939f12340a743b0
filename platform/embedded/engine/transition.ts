/**
 * From state to state: leaving one, finishing a list, failing, and what that means
 * for the Parallel or Map state around it.
 */
import { asFailure, ErrorName, type StateFailed } from './errors.ts';
import { childrenOf, type Frame } from './execution.ts';
import { isObject, type JsonObject, payload } from './json.ts';
import type { Leaving, MapState, ParallelState, Target } from './machine.ts';
import { catcherFor, retryFor } from './retry.ts';
import { evaluate } from './template.ts';
import type { Turn } from './turn.ts';

/** Carries out `work` for a state; what it throws is the state's failure. */
export async function within(turn: Turn, frame: Frame, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.error === ErrorName.queryEvaluation)
      turn.record({ type: 'EvaluationFailed', state: frame.state, ...described(failure) });
    await fail(turn, frame, failure);
  }
}

export interface Departure {
  readonly next: Target;
  readonly leaving: Leaving;
  /** `$states.result` or `$states.errorOutput`. */
  readonly result?: { readonly result: unknown } | { readonly errorOutput: JsonObject };
}

/**
 * Output and Assign both see the variables as they were; then the frame goes on.
 * Without Output, the result goes on, or the input where there is no result.
 */
export async function leave(turn: Turn, frame: Frame, departure: Departure): Promise<void> {
  const { leaving, result, next } = departure;
  const bindings = turn.bindings(frame, result);
  const [fallback = frame.input] = result === undefined ? [] : Object.values(result);
  const raw = leaving.output === undefined ? fallback : await evaluate(leaving.output, bindings);
  const output = payload(raw, `the output of state ${JSON.stringify(frame.state)}`);
  if (leaving.assign !== undefined) {
    const assigned = payload(
      await evaluate(leaving.assign, bindings),
      `what state ${JSON.stringify(frame.state)} assigns`,
    );
    if (isObject(assigned)) frame.variables = { ...frame.variables, ...assigned };
  }
  const { kind } = turn.stateOf(frame);
  if (kind !== 'Fail') turn.record({ type: `${kind}StateExited`, state: frame.state });
  if (next === null) return finish(turn, frame, output);
  frame.state = next;
  frame.input = output;
  frame.attempts = [];
  turn.setPhase(frame, { kind: 'ready', again: false });
}

async function finish(turn: Turn, frame: Frame, output: Frame['input']): Promise<void> {
  const around = turn.parentOf(frame);
  if (around === undefined) {
    turn.record({ type: 'ExecutionSucceeded' });
    turn.end({ status: 'SUCCEEDED', output });
    return;
  }
  turn.setPhase(frame, { kind: 'done', output });
  const state = turn.stateOf(around);
  if (state.kind === 'Map')
    turn.record({ type: 'MapIterationSucceeded', state: state.name, index: frame.position });
  if (state.kind === 'Map' || state.kind === 'Parallel') await goOn(turn, around, state);
}

/** Starts iterations as far as MaxConcurrency allows, and leaves the state once all are done. */
export async function goOn(
  turn: Turn,
  frame: Frame,
  state: MapState | ParallelState,
): Promise<void> {
  if (frame.phase.kind !== 'inside') return;
  const inside = childrenOf(turn.execution, frame);
  const queued = inside.filter(({ phase }) => phase.kind === 'queued');
  const outputs = inside.flatMap(({ phase }) => (phase.kind === 'done' ? [phase.output] : []));
  const running = inside.length - queued.length - outputs.length;
  for (const child of queued.slice(0, frame.phase.concurrency - running)) {
    turn.record({ type: 'MapIterationStarted', state: state.name, index: child.position });
    child.enteredAt = turn.at;
    turn.setPhase(child, { kind: 'ready', again: false });
  }
  if (outputs.length < inside.length) return;
  for (const child of inside) turn.removeFrame(child);
  turn.record({ type: `${state.kind}StateSucceeded`, state: state.name });
  await within(turn, frame, async () =>
    leave(turn, frame, {
      next: state.next,
      leaving: state,
      result: { result: payload(outputs, `the result of state ${JSON.stringify(state.name)}`) },
    }),
  );
}

/** Tries again, goes where Catch says, or fails the list of states that the frame walks. */
export async function fail(turn: Turn, frame: Frame, failure: StateFailed): Promise<void> {
  const state = turn.stateOf(frame);
  if (!('retry' in state)) return failList(turn, frame, failure);
  const retry = retryFor(state, failure, frame.attempts, turn.sources);
  if (retry !== undefined) {
    frame.attempts = retry.attempts;
    turn.setPhase(frame, { kind: 'retry', until: turn.at + retry.delay });
    return;
  }
  const catcher = catcherFor(state, failure);
  if (catcher === undefined) return failList(turn, frame, failure);
  try {
    const result = { errorOutput: failure.output };
    await leave(turn, frame, { next: catcher.next, leaving: catcher, result });
  } catch (thrown) {
    await failList(turn, frame, asFailure(thrown));
  }
}

async function failList(turn: Turn, frame: Frame, failure: StateFailed): Promise<void> {
  const around = turn.parentOf(frame);
  if (around === undefined) {
    turn.record({ type: 'ExecutionFailed', ...described(failure) });
    turn.end({ status: 'FAILED', ...described(failure) });
    return;
  }
  const state = turn.stateOf(around);
  if (state.kind === 'Map')
    turn.record({
      type: 'MapIterationFailed',
      state: state.name,
      index: frame.position,
      ...described(failure),
    });
  for (const child of childrenOf(turn.execution, around)) turn.removeFrame(child);
  if (state.kind === 'Map' || state.kind === 'Parallel')
    turn.record({ type: `${state.kind}StateFailed`, state: state.name, ...described(failure) });
  await fail(turn, around, failure.ofBranch());
}

export function described({ error, explanation }: StateFailed): { error?: string; cause?: string } {
  return {
    ...(error !== undefined && { error }),
    ...(explanation !== undefined && { cause: explanation }),
  };
}

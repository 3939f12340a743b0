/**
 * One execution as it lies in the journal: a row of its own and a frame for each
 * list of states that it is inside of. The root frame walks the machine; a Parallel
 * or Map state has a frame for each branch or iteration.
 */
import type { Json } from './json.ts';

export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** What a frame waits for. Milliseconds since 1970 throughout. */
export type Phase =
  /** Its state is to be entered, or tried again. */
  | { readonly kind: 'ready'; readonly again: boolean }
  /** An iteration that waits for its turn under MaxConcurrency. */
  | { readonly kind: 'queued' }
  | TaskPhase
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'retry'; readonly until: number }
  /** Parallel or Map, until its own frames are done. */
  | { readonly kind: 'inside'; readonly concurrency: number }
  /** A branch or iteration that waits for the others. */
  | { readonly kind: 'done'; readonly output: Json };

export interface TaskPhase {
  readonly kind: 'task';
  /** Number of this invocation in its frame: what an earlier one still returns is not for us. */
  readonly invocation: number;
  readonly functionName: string;
  readonly payload: Json;
  /** Of `.waitForTaskToken`, else null. The same for as long as this attempt lasts. */
  readonly token: string | null;
  /** The handler has returned and only the token's completion is awaited. */
  readonly submitted: boolean;
  readonly timeoutAt: number | null;
  readonly heartbeatSeconds: number | null;
  readonly heartbeatAt: number | null;
}

export interface Frame {
  readonly id: number;
  readonly parent: number | null;
  /** Which branch or iteration of the parent's state. */
  readonly position: number;
  /** Of a Map: the item, for the context object. */
  readonly item: Json;
  state: string;
  enteredAt: number;
  input: Json;
  invocations: number;
  /** How often each retrier of the state has been used. */
  attempts: readonly number[];
  /** The variables of this scope; those of outer scopes are in the parents. */
  variables: Readonly<Record<string, Json>>;
  phase: Phase;
}

export interface Execution {
  readonly id: number;
  readonly name: string;
  /** Row of the definition it was started with: an upgrade does not change it midway. */
  readonly definition: number;
  readonly input: Json;
  readonly startedAt: number;
  readonly deadline: number | null;
  readonly frames: Map<number, Frame>;
  end: End | null;
}

export interface End {
  readonly status: Exclude<Status, 'RUNNING'>;
  readonly at: number;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
}

/** When the clock next matters to a frame, or null. */
export function dueOf(phase: Phase): number | null {
  switch (phase.kind) {
    case 'wait':
    case 'retry':
      return phase.until;
    case 'task':
      if (phase.timeoutAt === null) return phase.heartbeatAt;
      return phase.heartbeatAt === null
        ? phase.timeoutAt
        : Math.min(phase.timeoutAt, phase.heartbeatAt);
    default:
      return null;
  }
}

/** Whether there is something to do for a frame without anything happening from outside. */
export function isRunnable(phase: Phase): boolean {
  return phase.kind === 'ready' || (phase.kind === 'task' && !phase.submitted);
}

export function childrenOf(execution: Execution, parent: Frame): Frame[] {
  const children = [...execution.frames.values()].filter((frame) => frame.parent === parent.id);
  return children.sort((a, b) => a.position - b.position);
}

/** A state machine, compiled: what the interpreters work from. Made by `definition.ts` only. */
import type { Retrier, StateKind } from './schema.ts';
import type { Template } from './template.ts';

export type { Retrier };

export interface Machine {
  /** Top-level TimeoutSeconds: how long an execution may take. */
  readonly timeoutSeconds: number | undefined;
  readonly root: StateList;
}

export interface StateList {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

/** `null` stands for the end of the list. */
export type Target = string | null;

/** What is said and kept when a state is left. */
export interface Leaving {
  readonly output: Template | undefined;
  readonly assign: Template | undefined;
}

interface Named {
  readonly name: string;
}

interface CarriesOn extends Named, Leaving {
  readonly next: Target;
}

export interface Catcher extends Leaving {
  readonly errorEquals: readonly string[];
  readonly next: string;
}

interface HandlesErrors {
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export interface TaskState extends CarriesOn, HandlesErrors {
  readonly kind: 'Task';
  readonly waitsForToken: boolean;
  readonly arguments: Template;
  readonly timeout: Template | undefined;
  readonly heartbeat: Template | undefined;
}

export interface PassState extends CarriesOn {
  readonly kind: 'Pass';
}

interface Rule extends Leaving {
  readonly condition: Template;
  readonly next: string;
}

export interface ChoiceState extends Named, Leaving {
  readonly kind: 'Choice';
  readonly rules: readonly Rule[];
  readonly otherwise: string | undefined;
}

export interface WaitState extends CarriesOn {
  readonly kind: 'Wait';
  readonly until: { readonly seconds: Template } | { readonly timestamp: Template };
}

export interface SucceedState extends Named {
  readonly kind: 'Succeed';
  readonly output: Template | undefined;
}

export interface FailState extends Named {
  readonly kind: 'Fail';
  readonly error: Template | undefined;
  readonly cause: Template | undefined;
}

export interface ParallelState extends CarriesOn, HandlesErrors {
  readonly kind: 'Parallel';
  readonly arguments: Template | undefined;
  readonly branches: readonly StateList[];
}

export interface MapState extends CarriesOn, HandlesErrors {
  readonly kind: 'Map';
  readonly items: Template | undefined;
  readonly itemSelector: Template | undefined;
  readonly maxConcurrency: Template;
  readonly processor: StateList;
}

export type State =
  | TaskState
  | PassState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

/** The compiled states are exactly the kinds that the schema knows. */
export type StateOf<K extends StateKind> = Extract<State, { kind: K }>;

/** The part of the Amazon States Language that our workflows use, JSONata only, as types. */

export interface Retrier {
  ErrorEquals: string[];
  IntervalSeconds: number;
  MaxAttempts: number;
  BackoffRate: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: 'FULL';
}

export interface Catcher {
  ErrorEquals: string[];
  Next: string;
  Assign?: Record<string, unknown>;
}

interface Transition {
  Comment?: string;
  Assign?: Record<string, unknown>;
  Output?: unknown;
  Next?: string;
  End?: true;
}

export interface TaskState extends Transition {
  Type: 'Task';
  Resource: string;
  Arguments: Record<string, unknown>;
  Retry?: Retrier[];
  Catch?: Catcher[];
}

export interface ChoiceState {
  Type: 'Choice';
  Comment?: string;
  Choices: { Condition: string; Next: string; Assign?: Record<string, unknown> }[];
  Default: string;
}

export interface PassState extends Transition {
  Type: 'Pass';
}

export interface ParallelState extends Transition {
  Type: 'Parallel';
  Branches: Flow[];
  Retry?: Retrier[];
  Catch?: Catcher[];
}

export interface MapState extends Transition {
  Type: 'Map';
  Items: string;
  ItemSelector?: Record<string, unknown>;
  MaxConcurrency?: number;
  ItemProcessor: Flow & { ProcessorConfig: { Mode: 'INLINE' } };
}

export type State =
  | TaskState
  | ChoiceState
  | PassState
  | ParallelState
  | MapState
  | { Type: 'Succeed'; Comment?: string };

export interface Flow {
  StartAt: string;
  States: Record<string, State>;
}

export interface StateMachine extends Flow {
  Comment: string;
  QueryLanguage: 'JSONata';
}

/** Wraps a JSONata expression as Step Functions wants it. */
export const jsonata = (expression: string): string => `{% ${expression} %}`;

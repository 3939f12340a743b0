/**
 * The history of an execution, under Step Functions' event names. Lean on purpose:
 * names, errors and results of waits, no inputs and outputs between states, no
 * `previousEventId`.
 */
type EventType =
  | 'ExecutionStarted'
  | 'ExecutionSucceeded'
  | 'ExecutionFailed'
  | 'ExecutionAborted'
  | 'ExecutionTimedOut'
  | `${'Task' | 'Pass' | 'Choice' | 'Wait' | 'Succeed' | 'Parallel' | 'Map'}State${'Entered' | 'Exited'}`
  | 'FailStateEntered'
  | `Task${'Scheduled' | 'Submitted' | 'Succeeded' | 'Failed' | 'TimedOut'}`
  | `ParallelState${'Started' | 'Succeeded' | 'Failed'}`
  | `MapState${'Started' | 'Succeeded' | 'Failed'}`
  | `MapIteration${'Started' | 'Succeeded' | 'Failed'}`
  | 'EvaluationFailed';

export interface HistoryEvent {
  readonly type: EventType;
  /** State that it happened in. */
  readonly state?: string;
  /** Iteration of a Map. */
  readonly index?: number;
  readonly resource?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** An event as `history()` gives it back: numbered from 1, with its time in RFC 3339. */
export interface RecordedEvent extends HistoryEvent {
  readonly id: number;
  readonly timestamp: string;
}

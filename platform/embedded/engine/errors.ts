/**
 * How a state fails, in the words of the Amazon States Language, and which
 * `ErrorEquals` names a failure. The rules are those of "Handling errors in Step
 * Functions workflows" and of states-language.net, "Errors".
 */

export const ErrorName = {
  all: 'States.ALL',
  taskFailed: 'States.TaskFailed',
  timeout: 'States.Timeout',
  heartbeatTimeout: 'States.HeartbeatTimeout',
  dataLimitExceeded: 'States.DataLimitExceeded',
  queryEvaluation: 'States.QueryEvaluationError',
  runtime: 'States.Runtime',
  branchFailed: 'States.BranchFailed',
  noChoiceMatched: 'States.NoChoiceMatched',
} as const;

/** A state failed. `error` is what the workflow catches, `explanation` becomes its `Cause`. */
export class StateFailed extends Error {
  override readonly name = 'StateFailed';
  readonly error: string | undefined;
  readonly explanation: string | undefined;
  /** Further names under which Retry and Catch know this failure. */
  readonly aliases: readonly string[];

  constructor(
    error: string | undefined,
    explanation?: string,
    options: ErrorOptions & { aliases?: readonly string[] } = {},
  ) {
    super(`${error ?? 'a failure without a name'}: ${explanation ?? 'no cause given'}`, options);
    this.error = error;
    this.explanation = explanation;
    this.aliases = options.aliases ?? [];
  }

  /** What `$states.errorOutput` holds. */
  get output(): { Error?: string; Cause?: string } {
    return {
      ...(this.error !== undefined && { Error: this.error }),
      ...(this.explanation !== undefined && { Cause: this.explanation }),
    };
  }

  /** The same failure as the Parallel or Map state around the branch sees it. */
  ofBranch(): StateFailed {
    return new StateFailed(this.error, this.explanation, {
      cause: this,
      aliases: [...this.aliases, ErrorName.branchFailed],
    });
  }
}

/**
 * `States.Runtime` always ends the execution. `States.DataLimitExceeded` is caught
 * by its own name only. `States.TaskFailed` stands for everything but a timeout.
 */
export function isNamed(failure: StateFailed, errorEquals: readonly string[]): boolean {
  const { error, aliases } = failure;
  if (error === ErrorName.runtime) return false;
  const names = error === undefined ? aliases : [error, ...aliases];
  if (names.some((name) => errorEquals.includes(name))) return true;
  if (error === ErrorName.dataLimitExceeded) return false;
  if (errorEquals.includes(ErrorName.all)) return true;
  return errorEquals.includes(ErrorName.taskFailed) && error !== ErrorName.timeout;
}

/** A heartbeat that fails to come is reported as `States.Timeout` and caught under either name. */
export function timedOut(by: 'timeout' | 'heartbeat'): StateFailed {
  return new StateFailed(ErrorName.timeout, undefined, {
    aliases: by === 'heartbeat' ? [ErrorName.heartbeatTimeout] : [],
  });
}

/** Anything thrown while a state was carried out, as a failure of that state. */
export function asFailure(thrown: unknown): StateFailed {
  if (thrown instanceof StateFailed) return thrown;
  const explanation = thrown instanceof Error ? thrown.message : String(thrown);
  return new StateFailed(ErrorName.runtime, explanation, { cause: thrown });
}

/**
 * What a handler threw, as Lambda reports it: the error's name, and a Cause in JSON.
 * The stack stays here; a Cause is shown to operators and kept for years.
 */
export function handlerFailed(thrown: unknown): StateFailed {
  const errorType = thrown instanceof Error ? thrown.name : 'Error';
  const errorMessage = thrown instanceof Error ? thrown.message : String(thrown);
  const explanation = JSON.stringify({ errorType, errorMessage, trace: [] });
  return new StateFailed(errorType, explanation, { cause: thrown });
}

/** The definition is not a state machine that this engine runs. Every fault found, a line each. */
export class InvalidDefinition extends Error {
  override readonly name = 'InvalidDefinition';
  readonly faults: readonly string[];
  constructor(faults: readonly string[], options?: ErrorOptions) {
    super(`the state machine cannot be run:\n- ${faults.join('\n- ')}`, options);
    this.faults = faults;
  }
}

/** The engine was closed; what was asked for is neither begun nor lost: ask the next one. */
export class EngineClosed extends Error {
  override readonly name = 'EngineClosed';
  constructor() {
    super('the workflow engine is closed');
  }
}

/** States that call our steps: each `step` a Lambda, each `wait` a task that somebody settles. */
import type { TaskKind } from '../core/case/events.ts';
import { type Catcher, jsonata, type Retrier, type TaskState } from './asl.ts';
import type { StepName } from './contract.ts';

/** Anything may fail for a moment: a throttled table, a cold start, a region in trouble. Some seven minutes in all. */
const TRANSIENT: Retrier = {
  ErrorEquals: ['States.TaskFailed'],
  IntervalSeconds: 1,
  MaxAttempts: 10,
  BackoffRate: 2,
  MaxDelaySeconds: 300,
  JitterStrategy: 'FULL',
};

/**
 * A mail may be on its way, which is known for certain within half a minute (`platform/aws/mailer.ts`), or the day's mails
 * are used up: asked again for three quarters of an hour, never sooner than the doubt is over.
 */
const MAIL_DELAYED: Retrier = {
  ErrorEquals: ['MailUnderWay', 'MailRejected'],
  IntervalSeconds: 30,
  MaxAttempts: 8,
  BackoffRate: 2,
  MaxDelaySeconds: 600,
};

/** Errors that trying again cannot mend; they go straight to a person. */
const FINAL: Retrier = {
  ErrorEquals: ['NoSuchCase', 'BrokenLog', 'StoreRefused', 'StoreMisconfigured'],
  IntervalSeconds: 1,
  MaxAttempts: 0,
  BackoffRate: 1,
};

type After = { next: string } | { end: unknown };

interface StepOptions {
  comment?: string;
  /** More of the step's input than the case's id. */
  input?: Record<string, unknown>;
  assign?: Record<string, unknown>;
  retry?: Retrier[];
  catch?: Catcher[];
}

const going = (after: After) =>
  'next' in after
    ? { Next: after.next, Output: jsonata('$states.input') }
    : { End: true as const, Output: after.end };

/** Calls a step. What it returns is `$states.result.Payload` in `assign`. */
export function step(name: StepName, after: After, options: StepOptions = {}): TaskState {
  return {
    Type: 'Task',
    ...(options.comment && { Comment: options.comment }),
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: {
      FunctionName: `\${${name}}`,
      Payload: { caseId: jsonata('$caseId'), ...options.input },
    },
    ...(options.assign && { Assign: options.assign }),
    ...going(after),
    Retry: [FINAL, ...(options.retry ?? []), MAIL_DELAYED, TRANSIENT],
    ...(options.catch && { Catch: options.catch }),
  };
}

/**
 * Opens a task and waits, as long as it takes, for the one outcome that the log decides. It is
 * assigned to `variable`: a Parallel's or Map's own must not bear the name of an outer one.
 */
export function wait(
  kind: TaskKind,
  variable: string,
  next: string,
  options: { comment?: string; round?: string; store?: string } = {},
): TaskState {
  return {
    Type: 'Task',
    ...(options.comment && { Comment: options.comment }),
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: {
      FunctionName: `\${open-task}`,
      Payload: {
        caseId: jsonata('$caseId'),
        kind,
        round: options.round ?? 1,
        store: options.store ?? null,
        plan: jsonata('$plan.number'),
        token: jsonata('$states.context.Task.Token'),
      },
    },
    Assign: { [variable]: jsonata('$states.result.outcome') },
    Output: jsonata('$states.input'),
    Next: next,
    Retry: [FINAL, MAIL_DELAYED, TRANSIENT],
  };
}

/** The `Workflow` port on Step Functions: an execution is named by its case. */
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut as TimedOutThere,
} from '@aws-sdk/client-sfn';
import { z } from 'zod';
import type { CaseId, TaskToken } from '../../core/ids.ts';
import { TaskTimedOut, type Workflow } from '../ports.ts';

/** What Step Functions takes. */
const LONGEST_ERROR = 256;
const LONGEST_CAUSE = 32_768;

const Status = z
  .enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'])
  // About to go on where it failed.
  .transform((status) => (status === 'PENDING_REDRIVE' ? 'RUNNING' : status));

export class AwsWorkflow implements Workflow {
  readonly #sfn: SFNClient;
  readonly #stateMachineArn: string;

  constructor(sfn: SFNClient, stateMachineArn: string) {
    this.#sfn = sfn;
    this.#stateMachineArn = stateMachineArn;
  }

  /** Step Functions keeps a name for 90 days after its execution has ended. */
  async start(caseId: CaseId, input: Record<string, unknown>): Promise<void> {
    try {
      await this.#sfn.send(
        new StartExecutionCommand({
          stateMachineArn: this.#stateMachineArn,
          name: caseId,
          input: JSON.stringify(input),
        }),
      );
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  }

  /** The SDK repeats a call whose reply was lost, and is then told that nothing waits: the result is there. */
  async resume(token: TaskToken, output: Record<string, unknown>): Promise<void> {
    try {
      await this.#sfn.send(
        new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(output) }),
      );
    } catch (error) {
      const isOver =
        error instanceof TimedOutThere ||
        error instanceof TaskDoesNotExist ||
        error instanceof InvalidToken;
      if (!isOver) throw error;
      throw new TaskTimedOut('nothing waits for this task token any more', { cause: error });
    }
  }

  async stop(caseId: CaseId, error: string, cause: string): Promise<void> {
    try {
      await this.#sfn.send(
        new StopExecutionCommand({
          executionArn: this.#executionArn(caseId),
          error: error.slice(0, LONGEST_ERROR),
          cause: cause.slice(0, LONGEST_CAUSE),
        }),
      );
    } catch (failure) {
      if (!(failure instanceof ExecutionDoesNotExist)) throw failure;
    }
  }

  async describe(caseId: CaseId): ReturnType<Workflow['describe']> {
    try {
      const { status, error, cause } = await this.#sfn.send(
        new DescribeExecutionCommand({ executionArn: this.#executionArn(caseId) }),
      );
      return {
        status: Status.parse(status),
        ...(error !== undefined && { error }),
        ...(cause !== undefined && { cause }),
      };
    } catch (failure) {
      if (failure instanceof ExecutionDoesNotExist) return null;
      throw failure;
    }
  }

  /** Step Functions removes an ended execution with its history by itself, after 90 days, and only so. */
  async erase(caseId: CaseId): Promise<void> {
    await this.stop(caseId, 'Erased', 'its record has expired');
  }

  #executionArn(caseId: CaseId): string {
    return `${this.#stateMachineArn.replace(':stateMachine:', ':execution:')}:${caseId}`;
  }
}

/** The calls of Step Functions that we make, over the wire, in front of the engine that runs the same definition. */
import { SFNClient } from '@aws-sdk/client-sfn';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { CaseId, TaskToken } from '../../core/ids.ts';
import type { EmbeddedWorkflow } from '../../platform/embedded/workflow.ts';
import { TaskTimedOut } from '../../platform/ports.ts';
import { LOCAL } from './aws-table.ts';
import { jsonService, WireError } from './aws-wire.ts';

export const STATE_MACHINE = 'arn:aws:states:ap-northeast-1:123456789012:stateMachine:dsar';
const EXECUTION = 'arn:aws:states:ap-northeast-1:123456789012:execution:dsar:';

const Json = z.string().transform((text): unknown => JSON.parse(text));
const Input = Json.pipe(z.record(z.string(), z.unknown()));
const Start = z.object({
  stateMachineArn: z.literal(STATE_MACHINE),
  name: CaseId,
  input: Input,
});
const Success = z.object({ taskToken: TaskToken, output: Input });
const Arn = z.object({
  executionArn: z
    .string()
    .startsWith(EXECUTION)
    .transform((arn) => CaseId.parse(arn.slice(EXECUTION.length))),
});
const Stop = Arn.extend({ error: z.string().max(256), cause: z.string().max(32_768) });

export async function testStepFunctions(
  engine: EmbeddedWorkflow,
): Promise<{ sfn: SFNClient; endpoint: string }> {
  const inputs = new Map<CaseId, string>();
  const known = async (caseId: CaseId) => {
    const found = await engine.describe(caseId);
    if (!found) throw new WireError('ExecutionDoesNotExist', 'no such execution');
    return found;
  };
  const endpoint = await jsonService({
    StartExecution: async (given) => {
      const { name, input } = Start.parse(given);
      const running = (await engine.describe(name))?.status;
      // The same once more is the same execution, so long as it runs.
      const same = running === 'RUNNING' && inputs.get(name) === JSON.stringify(input);
      if (running && !same)
        throw new WireError('ExecutionAlreadyExists', `Execution Already Exists: '${name}'`);
      inputs.set(name, JSON.stringify(input));
      await engine.start(name, input);
      return { executionArn: `${EXECUTION}${name}`, startDate: 1 };
    },
    SendTaskSuccess: async (given) => {
      const { taskToken, output } = Success.parse(given);
      try {
        await engine.resume(taskToken, output);
      } catch (error) {
        if (!(error instanceof TaskTimedOut)) throw error;
        throw new WireError('TaskTimedOut', 'Task Timed Out: Provided task does not exist anymore');
      }
    },
    StopExecution: async (given) => {
      const { executionArn: caseId, error, cause } = Stop.parse(given);
      await known(caseId);
      await engine.stop(caseId, error, cause);
      return { stopDate: 1 };
    },
    DescribeExecution: async (given) => {
      const { executionArn: caseId } = Arn.parse(given);
      return { ...(await known(caseId)), name: caseId, startDate: 1 };
    },
  });
  const sfn = new SFNClient({ ...LOCAL, endpoint });
  onTestFinished(() => sfn.destroy());
  return { sfn, endpoint };
}

/**
 * What the `Workflow` port promises, for every implementation of it. The machine of
 * the suite asks one question and ends with the answer.
 */
import { describe, expect, it, onTestFinished } from 'vitest';
import { CaseId, TaskToken } from '../../core/ids.ts';
import { AwsWorkflow } from '../../platform/aws/workflow.ts';
import { Database } from '../../platform/embedded/database.ts';
import { EmbeddedWorkflow } from '../../platform/embedded/workflow.ts';
import { TaskTimedOut, type Workflow } from '../../platform/ports.ts';
import { STATE_MACHINE, testStepFunctions } from '../support/aws-sfn.ts';

const QUESTION = {
  QueryLanguage: 'JSONata',
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: {
        FunctionName: `\${ask}`, // a substitution of CDK's
        Payload: { token: '{% $states.context.Task.Token %}', input: '{% $states.input %}' },
      },
      Next: 'Judge',
    },
    Judge: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.good %}', Next: 'Good' }],
      Default: 'Bad',
    },
    Good: { Type: 'Succeed' },
    Bad: { Type: 'Fail', Error: 'Refused', Cause: 'the answer was no' },
  },
};

/** A running implementation, and what the machine's one function was given so far. */
interface Subject {
  workflow: Workflow;
  asked: { token: TaskToken; input: unknown }[];
}

/** @param erased how an erased execution is described: Step Functions forgets it only after 90 days, by itself */
function workflowContract(
  name: string,
  make: () => Promise<Subject>,
  erased: { status: 'ABORTED' } | null,
): void {
  describe(`the Workflow port, ${name}`, () => {
    const caseId = CaseId.parse('KJ-7F3K2-9QXM4');

    async function asked() {
      const subject = await make();
      await subject.workflow.start(caseId, { n: 1 });
      await expect.poll(() => subject.asked.length, { timeout: 5000 }).toBe(1);
      const token = subject.asked[0]?.token ?? TaskToken.parse('none');
      return { ...subject, token };
    }
    const status = (workflow: Workflow) =>
      expect.poll(async () => (await workflow.describe(caseId))?.status, { timeout: 5000 });

    it('describes an unknown case as null', async () => {
      const { workflow } = await make();
      expect(await workflow.describe(caseId)).toBeNull();
    });

    it('starts a case once, with the first input', async () => {
      const { workflow, asked: questions } = await asked();
      await workflow.start(caseId, { n: 2 });
      await status(workflow).toBe('RUNNING');
      expect(questions.map(({ input }) => input)).toEqual([{ n: 1 }]);
    });

    it('goes on with the answer', async () => {
      const { workflow, token } = await asked();
      await workflow.resume(token, { good: true });
      await status(workflow).toBe('SUCCEEDED');
    });

    it('describes a failure with its error and cause', async () => {
      const { workflow, token } = await asked();
      await workflow.resume(token, { good: false });
      await status(workflow).toBe('FAILED');
      expect(await workflow.describe(caseId)).toEqual({
        status: 'FAILED',
        error: 'Refused',
        cause: 'the answer was no',
      });
    });

    it('refuses a second answer with TaskTimedOut', async () => {
      const { workflow, token } = await asked();
      await workflow.resume(token, { good: true });
      await expect(workflow.resume(token, { good: false })).rejects.toBeInstanceOf(TaskTimedOut);
      await status(workflow).toBe('SUCCEEDED');
    });

    it('erases a case, running or ended, and bears being asked again', async () => {
      const { workflow, token } = await asked();
      await workflow.erase(caseId);
      await workflow.erase(caseId);
      expect((await workflow.describe(caseId))?.status).toBe(erased?.status);
      await expect(workflow.resume(token, { good: true })).rejects.toBeInstanceOf(TaskTimedOut);
    });

    it('stops a case for good: no answer is taken any more', async () => {
      const { workflow, token } = await asked();
      await workflow.stop(caseId, 'Withdrawn', 'by the requester');
      await status(workflow).toBe('ABORTED');
      await expect(workflow.resume(token, { good: true })).rejects.toBeInstanceOf(TaskTimedOut);
      await workflow.start(caseId, { n: 3 });
      await status(workflow).toBe('ABORTED');
    });
  });
}

async function engine() {
  const asked: Subject['asked'] = [];
  const database = new Database(':memory:');
  const workflow = new EmbeddedWorkflow({
    database,
    clock: { now: () => new Date() },
    definition: QUESTION,
    invoke: async (_, payload) => {
      const { token, input } = Object(payload);
      asked.push({ token: TaskToken.parse(token), input });
    },
  });
  await workflow.open();
  onTestFinished(async () => {
    await workflow.close();
    database.close();
  });
  return { workflow, asked };
}

workflowContract('embedded', engine, null);

workflowContract(
  'AWS',
  async () => {
    const { workflow, asked } = await engine();
    const { sfn } = await testStepFunctions(workflow);
    return { workflow: new AwsWorkflow(sfn, STATE_MACHINE), asked };
  },
  { status: 'ABORTED' },
);

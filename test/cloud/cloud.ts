/** What tests know of the deployed Kaiji: its doors, and AWS's own calls. */
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { inject } from 'vitest';
import { eventually } from '../support/eventually.ts';
import type { Doors } from '../support/people.ts';
import { clientsOf, DEPLOYMENT } from './deploy.ts';

export const { endpoint, frontDoor, outputs, officer: OFFICER } = inject('cloud');
const aws = clientsOf(endpoint);

export const doors: Doors = {
  baseUrl: frontDoor,
  smtpPort: 0,
  contactAddress: DEPLOYMENT.mail.contact,
  names: { [outputs.PortalUrl ?? '']: frontDoor, [outputs.SignInDomain ?? '']: endpoint },
};

const workflows = new SFNClient(aws);

/** How Step Functions says that the case's workflow ended, once it has. */
export function workflowEnded(caseId: string): Promise<string> {
  const machine = outputs.StateMachineArn?.replace(':stateMachine:', ':execution:');
  const executionArn = `${machine}:${caseId}`;
  return eventually(
    async () => {
      const { status } = await workflows.send(new DescribeExecutionCommand({ executionArn }));
      return status !== 'RUNNING' && status;
    },
    () => `the workflow of ${caseId} does not end`,
  );
}

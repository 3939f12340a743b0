import { expect, it } from 'vitest';
import { Requester } from '../support/people.ts';
import { doors, workflowEnded } from './cloud.ts';

it('an opt-out goes from the form to its confirmation, through the deployed functions (L-06)', async () => {
  const emily = new Requester(doors, 'emily.tanaka@example.com', 'en');
  await emily.asks('california', ['ccpa.opt-out'], 'Emily Tanaka');
  const confirmed = await emily.mailbox.waitFor('We have stopped selling and sharing');
  expect(confirmed.subject).toContain(emily.caseId);
  expect(await workflowEnded(emily.caseId)).toBe('SUCCEEDED');
});

import { expect, it } from 'vitest';
import { decide } from '../../../core/case/answer.ts';
import { openTask } from '../../../core/case/tasks.ts';
import { act } from '../../../functions/desk.ts';
import { NoTimeStamp } from '../../../platform/ports.ts';
import { emily, openPortal } from './requester.ts';

const at = openPortal();

it('an authority that gives no time stamp does not keep the answer: the letter goes out, and it is logged', async () => {
  const { rig } = at();
  rig.context.ports.timeStamps = {
    stamp: async () => {
      throw new NoTimeStamp('the authority is out of order');
    },
  };
  const right = 'ccpa.know-categories';
  const request = { residence: 'california', rights: [right], email: emily.email };
  const { caseId, link } = await at().toPoints(request);
  await rig.post(`${link}/points`, emily);
  await rig.until(caseId, (now) => !!openTask(now, 'decide'));
  await act(rig.context, caseId, 'operator:test', (now) =>
    decide(now, [{ right, outcome: 'grant', grounds: ['ccpa.granted'] }], {
      reasons: { [right]: 'for the record' },
    }),
  );
  await rig.untilAsked(caseId, 'fetch-answer');
  expect(rig.logged).toContainEqual({
    event: 'letter.unstamped',
    facts: { caseId, why: 'the authority is out of order' },
  });
});

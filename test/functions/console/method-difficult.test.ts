import { afterAll, beforeAll, expect, it } from 'vitest';
import { decide } from '../../../core/case/answer.ts';
import { assembleAnswer } from '../../../functions/steps/assemble-answer.ts';
import { respond } from '../../../functions/steps/respond.ts';
import { atDeciding } from '../../support/console-cases.ts';
import { ConsoleRig } from '../../support/console-rig.ts';

let rig: ConsoleRig;
beforeAll(async () => {
  rig = await ConsoleRig.open();
});
afterAll(() => rig.close());

it('a disclosure by another method than was chosen is told first, once, then answered on paper (L-19)', async () => {
  const caseId = await atDeciding(rig);
  const right = 'appi.disclose';
  await rig.act(caseId, (state) =>
    decide(state, [{ right, outcome: 'method-changed', grounds: ['appi.method-difficult'] }], {
      reasons: { [right]: 'The scans fill forty boxes.' },
    }),
  );
  await assembleAnswer(rig.context)({ caseId });
  await assembleAnswer(rig.context)({ caseId });
  expect(await respond(rig.context)({ caseId })).toEqual({ paper: true });
  const { notices, answer } = await rig.context.cases.read(caseId);
  const said = notices.map(({ purpose }) => purpose);
  expect(said.filter((purpose) => purpose === 'method-difficult')).toHaveLength(1);
  expect(said).not.toContain('answer-ready');
  expect(answer).not.toBeNull();
});

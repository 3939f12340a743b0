import { beforeAll, describe, expect, it } from 'vitest';
import { decide } from '../../../core/case/answer.ts';
import { close } from '../../../core/case/ending.ts';
import type { CaseId } from '../../../core/ids.ts';
import { atDeciding } from '../../support/console-cases.ts';
import { ConsoleRig } from '../../support/console-rig.ts';

const RIGHT = 'ccpa.know-categories';
const THIRD = 'ccpa.third-in-12-months';
const SHA = '0'.repeat(64);

let rig: ConsoleRig;

beforeAll(async () => {
  rig = await ConsoleRig.open();
  return () => rig.close();
});

async function answered(): Promise<CaseId> {
  const caseId = await atDeciding(rig, { right: RIGHT, language: 'en' });
  await rig.act(caseId, (now) =>
    decide(now, [{ right: RIGHT, outcome: 'grant', grounds: ['ccpa.granted'] }]),
  );
  const hashes = { sha256: SHA, letterSha256: SHA, manifestSha256: SHA, logHead: SHA };
  await rig.act(caseId, () => [
    { type: 'answer.assembled', data: { key: `${caseId}/answer.zip`, size: 1, ...hashes } },
  ]);
  await rig.act(caseId, (now) => close(now, 'answered', '2027-03-01T00:00:00.000Z'));
  return caseId;
}

const form = (caseId: CaseId) => ({
  task: `${caseId}/decide`,
  [`outcome:${RIGHT}`]: 'deny',
  [`grounds:${RIGHT}:deny`]: THIRD,
});

describe('a third request to know within twelve months (L-15)', () => {
  it('is shown with the earlier ones, may be refused as such, and not before', async () => {
    const first = await answered();
    const second = await atDeciding(rig, { right: RIGHT, language: 'en' });
    let officer = await rig.browser(['operator']);
    const early = await officer.read(`/console/cases/${second}`);
    expect(early).toContain('One earlier request to know of this person was answered');
    expect(early).toContain(`href="/console/cases/${first}"`);
    expect(early).not.toContain(THIRD);
    const refused = await officer.post(`/console/cases/${second}/decide`, form(second));
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('this one must be answered');

    await answered();
    const third = await atDeciding(rig, { right: RIGHT, language: 'en' });
    officer = await rig.browser(['operator'], '森 花', 'ja');
    const page = await officer.read(`/console/cases/${third}`);
    expect(page).toContain('情報を知る請求2件に回答しています');
    expect(page).toContain(THIRD);
    expect((await officer.post(`/console/cases/${third}/decide`, form(third))).status).toBe(303);
    const { decisions } = await rig.context.cases.read(third);
    expect(decisions).toMatchObject([{ outcome: 'deny', grounds: [THIRD] }]);
  });
});

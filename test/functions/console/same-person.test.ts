import { beforeAll, describe, expect, it } from 'vitest';
import { decide } from '../../../core/case/answer.ts';
import { close } from '../../../core/case/ending.ts';
import { settleIdentity } from '../../../core/case/identity.ts';
import type { CaseId } from '../../../core/ids.ts';
import { atCollecting, atDeciding, atJudging, openTaskOf } from '../../support/console-cases.ts';
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

describe('a second open case of the same person for the same right', () => {
  const ask = () => atCollecting(rig, 'appi.disclose', 'en');

  it('is shown on both pages once both are verified, never before (L-32)', async () => {
    const { caseId: first } = await atJudging(rig, { language: 'en' });
    const second = await ask();
    let officer = await rig.browser(['operator']);
    for (const caseId of [first, second])
      expect(await officer.read(`/console/cases/${caseId}`)).not.toContain('asks twice');
    await rig.act(first, (now) => settleIdentity(now, 'evidence'));
    officer = await rig.browser(['operator']);
    const later = await officer.read(`/console/cases/${second}`);
    expect(later).toContain('The same person asks twice');
    expect(later).toContain(`Merge into ${first}`);
    const earlier = await officer.read(`/console/cases/${first}`);
    expect(earlier).toContain(`href="/console/cases/${second}"`);
    expect(earlier).not.toContain('Merge into KJ-');
    const auditor = await rig.browser(['auditor']);
    expect(await auditor.read(`/console/cases/${second}`)).not.toContain('Merge into KJ-');
    await rig.act(first, (now) => close(now, 'by-hand', '2027-03-01T00:00:00.000Z'));
    await rig.act(second, (now) => close(now, 'by-hand', '2027-03-01T00:00:00.000Z'));
  });

  it('is merged by one command, once, into a case that still is a duplicate', async () => {
    const first = await ask();
    const second = await ask();
    await openTaskOf(rig, second, { kind: 'decide' });
    const officer = await rig.browser(['operator']);
    const path = `/console/cases/${second}/merge`;
    const wrong = await officer.post(`/console/cases/${first}/merge`, { into: second });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('These cases can no longer be merged');
    expect((await officer.post(path, { into: 'KJ-00000-00000' })).status).toBe(404);
    expect((await officer.post(path, {})).status).toBe(422);
    const done = await officer.post(path, { into: first });
    expect(done.headers.get('location')).toBe(`/console/cases/${second}?done=merge`);
    expect((await officer.post(path, { into: first })).status).toBe(303);
    const state = await rig.context.cases.read(second);
    expect(state.mergedInto).toBe(first);
    expect(state.tasks.at(-1)?.outcome).toBe('merged');
    expect((await rig.types(second)).filter((type) => type === 'case.merged')).toHaveLength(1);
    expect(await rig.types(first)).not.toContain('case.merged');
    const page = await officer.read(`/console/cases/${second}?lang=ja`);
    expect(page).toContain('統合先（先の案件）');
    const auditor = await rig.browser(['auditor']);
    expect((await auditor.post(path, { into: first })).status).toBe(403);
  });
});

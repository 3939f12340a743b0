import { beforeAll, describe, expect, it } from 'vitest';
import { close } from '../../../core/case/ending.ts';
import type { CaseId } from '../../../core/ids.ts';
import type { Right } from '../../../core/law/rights.ts';
import { received, YUKI } from '../../support/console-cases.ts';
import { type Browser, ConsoleRig } from '../../support/console-rig.ts';

const WHY = 'Four hundred from one address in an hour.';
const EXPLAINED = 'Your request came with four hundred others from one machine.';

let rig: ConsoleRig;
let ken: Browser;
let hana: Browser;

beforeAll(async () => {
  rig = await ConsoleRig.open();
  ken = await rig.browser(['operator'], 'Ken Aoki');
  hana = await rig.browser(['operator', 'approver'], 'Hana Mori');
  return () => rig.close();
});

/** Carried out and closed, as such a case is within seconds. */
async function carriedOut(right: Right, language: 'en' | 'ja' = 'en'): Promise<CaseId> {
  const caseId = await received(rig, right, YUKI, language);
  const at = rig.clock.now().toISOString();
  await rig.act(caseId, () => [{ type: 'right.applied', data: { right, effectiveAt: at } }]);
  const purgeAt = new Date(rig.clock.ms + 30 * 86_400_000).toISOString();
  await rig.act(caseId, (state) => close(state, 'answered', purgeAt));
  return caseId;
}

const page = (browser: Browser, caseId: CaseId, query = '') =>
  browser.read(`/console/cases/${caseId}${query}`);

const doubt = (browser: Browser, caseId: CaseId, fields: Record<string, string> = {}) =>
  browser.post(`/console/cases/${caseId}/doubt`, {
    right: 'ccpa.opt-out',
    outcome: 'deny',
    reason: WHY,
    explanation: EXPLAINED,
    sure: 'yes',
    ...fields,
  });

const look = (browser: Browser, caseId: CaseId, fields: Record<string, string>) =>
  browser.post(`/console/cases/${caseId}/judge-doubt`, { right: 'ccpa.opt-out', ...fields });

const told = async (caseId: CaseId) =>
  (await rig.mails(caseId)).filter(({ subject }) =>
    /any longer|取り消|nothing to change/.test(subject),
  );

describe('an opt-out believed to be fraudulent, in the console (L-06)', () => {
  it('is doubted by one, taken back by another, and the requester is told why (L-06, L-18)', async () => {
    const caseId = await carriedOut('ccpa.opt-out');
    expect(await page(ken, caseId)).toContain(`/console/cases/${caseId}/doubt"`);
    const response = await doubt(ken, caseId);
    expect(response.headers.get('location')).toBe(`/console/cases/${caseId}?done=doubt`);
    expect(await page(ken, caseId, '?done=doubt')).toContain('A denial counts when an approver');
    expect(await told(caseId)).toEqual([]);
    expect(await ken.read('/console?show=mine')).toContain(caseId);
    const shown = await page(hana, caseId);
    expect(shown).toContain(WHY);
    expect(shown).toContain(EXPLAINED);
    expect(shown).toMatch(/proposed by Ken Aoki/);
    const approved = await look(hana, caseId, { how: 'approve' });
    expect(approved.status).toBe(303);
    const after = await page(ken, caseId);
    expect(after).toMatch(/proposed by you.* · approved by Hana Mori/);
    expect(after).not.toContain(`/console/cases/${caseId}/doubt"`);
    const late = await look(hana, caseId, { how: 'approve' });
    expect(await late.text()).toContain('This had been settled already.');
    const [mail, ...more] = await told(caseId);
    expect(more).toEqual([]);
    expect(mail?.to).toBe(YUKI.email);
    expect(mail?.text).toContain('good-faith, reasonable and documented belief');
    expect(mail?.text).not.toContain(EXPLAINED);
    expect(mail?.text).not.toContain(WHY);
    expect(await ken.read('/console?show=mine')).not.toContain(caseId);
  });

  it('is not taken back by whoever doubted it, nor by one who is no approver (L-06)', async () => {
    const caseId = await carriedOut('ccpa.opt-out');
    await doubt(hana, caseId);
    expect(await page(hana, caseId)).toContain('Another approver must look at it.');
    expect(await (await look(hana, caseId, { how: 'approve' })).text()).toContain(
      'You decided this yourself.',
    );
    expect((await look(ken, caseId, { how: 'approve' })).status).toBe(422);
    expect((await rig.context.cases.read(caseId)).judged).toEqual([]);
  });

  it('stays as it is where the approver does not agree, and says so (L-06)', async () => {
    const caseId = await carriedOut('ccpa.opt-out');
    await doubt(ken, caseId);
    expect((await look(hana, caseId, { how: 'send-back', note: '' })).status).toBe(422);
    await look(hana, caseId, { how: 'send-back', note: 'A school, not a machine.' });
    const after = await page(ken, caseId);
    expect(after).toMatch(/left as it is by Hana Mori/);
    expect(after).toContain('A school, not a machine.');
    expect(after).toContain(`/console/cases/${caseId}/doubt"`);
    expect(await told(caseId)).toEqual([]);
  });

  it('keeps what was written where something is missing, and is not for auditors (L-06)', async () => {
    const caseId = await carriedOut('ccpa.opt-out');
    const missing = await doubt(ken, caseId, { reason: '' });
    expect(missing.status).toBe(422);
    const again = await missing.text();
    expect(again).toContain('Give a reason.');
    expect(again).toContain(EXPLAINED);
    const auditor = await rig.browser(['auditor']);
    expect(await page(auditor, caseId)).not.toContain('/doubt"');
    expect((await doubt(auditor, caseId)).status).toBe(403);
    await doubt(ken, caseId);
    const seen = await page(auditor, caseId);
    expect(seen).toContain('it stays carried out until an approver has agreed');
    expect(seen).not.toContain(WHY);
    expect(seen).not.toContain(EXPLAINED);
  });

  it('comes too late once the case is purged, and that is said (L-27)', async () => {
    const caseId = await carriedOut('ccpa.opt-out');
    await rig.act(caseId, () => [{ type: 'case.purged', data: {} }]);
    expect(await page(ken, caseId)).not.toContain('/doubt"');
    expect(await (await doubt(ken, caseId)).text()).toContain('It is too late');
  });
});

describe('a limit that changed nothing, in the console (T-5)', () => {
  it('is recorded by one operator, and the requester is told in their language (L-06)', async () => {
    const caseId = await carriedOut('ccpa.limit', 'ja');
    const response = await doubt(ken, caseId, {
      right: 'ccpa.limit',
      outcome: 'not-needed',
      reason: '',
      explanation: '',
    });
    expect(response.status).toBe(303);
    const { judged } = await rig.context.cases.read(caseId);
    expect(judged).toMatchObject([{ outcome: 'not-needed', approval: null }]);
    const mails = (await rig.mails(caseId)).filter(({ subject }) => /制限すべき/.test(subject));
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain('11 CCR 7027(m)');
    expect(mails[0]?.text).toContain('引き続き記録');
  });
});

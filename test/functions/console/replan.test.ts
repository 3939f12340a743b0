import { beforeAll, describe, expect, it } from 'vitest';
import { atDeciding, received, YUKI } from '../../support/console-cases.ts';
import { ConsoleRig } from '../../support/console-rig.ts';

let rig: ConsoleRig;

beforeAll(async () => {
  rig = await ConsoleRig.open();
  return () => rig.close();
});

const FORM = {
  residence: 'california',
  regime: 'ccpa',
  'rights:ccpa': ['ccpa.delete'],
  'rights:appi': ['appi.disclose'],
  reason: 'The address is in Oakland.',
  sure: 'yes',
};

describe('changing the law of a case on its page', () => {
  it('offers the nearest rights, records who and why, and shows it; the reason is sealed (L-01, L-07)', async () => {
    const caseId = await atDeciding(rig, { right: 'appi.cease' });
    const officer = await rig.browser(['operator']);
    const before = await officer.read(`/console/cases/${caseId}`);
    expect(before).toMatch(/id="replan-ccpa-ccpa\.delete"[^>]*checked/);
    const response = await officer.post(`/console/cases/${caseId}/replan`, FORM);
    expect(response.headers.get('location')).toBe(`/console/cases/${caseId}?done=replan`);
    const page = await officer.read(`/console/cases/${caseId}?done=replan`);
    expect(page).toContain('The plan is made anew');
    expect(page).toContain('The address is in Oakland.');
    expect(page).toContain('45 days from 19 November 2026');
    const { regime, rights, plan } = await rig.context.cases.read(caseId);
    expect({ regime, rights, fee: plan?.fee }).toEqual({
      regime: 'ccpa',
      rights: ['ccpa.delete'],
      fee: null,
    });
    const auditor = await rig.browser(['auditor']);
    expect(await auditor.read(`/console/cases/${caseId}`)).not.toContain('Oakland');
    expect(await rig.types(caseId)).toContain('case.replanned');
  });

  it.each([
    [{ ...FORM, reason: ' ' }, 'Give a reason.'],
    [{ ...FORM, sure: '' }, 'Choose how to go on.'],
    [{ ...FORM, 'rights:ccpa': ['appi.disclose'] }, 'These rights belong to another law.'],
    [{ ...FORM, regime: 'appi', residence: 'japan' }, 'handled already'],
  ])('says what is wrong and changes nothing: %#', async (form, words) => {
    const caseId = await atDeciding(rig);
    const officer = await rig.browser(['operator']);
    const response = await officer.post(`/console/cases/${caseId}/replan`, form);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(words);
    expect((await rig.context.cases.read(caseId)).regime).toBe('appi');
  });

  it('is not for auditors, and not while the machine is at work', async () => {
    const caseId = await received(rig, 'appi.disclose', YUKI, 'en');
    const auditor = await rig.browser(['auditor']);
    expect((await auditor.post(`/console/cases/${caseId}/replan`, FORM)).status).toBe(403);
    const officer = await rig.browser(['operator']);
    const response = await officer.post(`/console/cases/${caseId}/replan`, FORM);
    expect(await response.text()).toContain('working on the case at this moment');
  });
});

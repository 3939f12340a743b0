import { beforeAll, describe, expect, it } from 'vitest';
import { received, YUKI } from '../../support/console-cases.ts';
import { ConsoleRig } from '../../support/console-rig.ts';

let rig: ConsoleRig;

beforeAll(async () => {
  rig = await ConsoleRig.open();
  return () => rig.close();
});

const extensions = async (caseId: Parameters<ConsoleRig['mails']>[0]) =>
  (await rig.mails(caseId)).filter(({ subject }) => /need more time|延長/.test(subject));

describe('extending on the case page (L-02)', () => {
  it('records the reason, tells the requester at once, and shows the new days (L-02)', async () => {
    const caseId = await received(rig, 'ccpa.know-specific', YUKI, 'en');
    const officer = await rig.browser(['operator']);
    expect(await officer.read(`/console/cases/${caseId}`)).toContain(
      'The last day becomes 17 February 2027.',
    );
    const response = await officer.post(`/console/cases/${caseId}/extend`, { reason: 'systems' });
    expect(response.headers.get('location')).toBe(`/console/cases/${caseId}?done=extend`);
    const page = await officer.read(`/console/cases/${caseId}?done=extend`);
    expect(page).toContain('The period is extended, and the requester is told.');
    expect(page).toContain('90 days from 19 November 2026; every day counted.');
    expect(page).not.toContain('/extend"');
    const [mail, ...more] = await extensions(caseId);
    expect(more).toEqual([]);
    expect(mail?.text).toMatch(/could not be searched in time/);
    expect(mail?.text).toContain('17 February 2027');
    expect(mail?.text).not.toContain(YUKI.name);
  });

  it('refuses a second one, and one for APPI, in words (L-02)', async () => {
    const officer = await rig.browser(['operator']);
    const once = await received(rig, 'ccpa.delete', YUKI, 'en');
    await officer.post(`/console/cases/${once}/extend`, { reason: 'systems' });
    const again = await officer.post(`/console/cases/${once}/extend`, { reason: 'systems' });
    expect(again.status).toBe(422);
    expect(await again.text()).toContain('the law allows it once');
    const japanese = await received(rig, 'appi.disclose');
    expect(await officer.read(`/console/cases/${japanese}`)).not.toContain('/extend"');
    const refused = await officer.post(`/console/cases/${japanese}/extend`, { reason: 'systems' });
    expect(await refused.text()).toContain('Nothing of this case can be extended.');
    expect(await extensions(japanese)).toEqual([]);
  });

  it('asks for a reason of the list, and is not for auditors (L-02)', async () => {
    const caseId = await received(rig, 'ccpa.delete', YUKI, 'en');
    const officer = await rig.browser(['operator']);
    expect((await officer.post(`/console/cases/${caseId}/extend`, {})).status).toBe(422);
    const auditor = await rig.browser(['auditor']);
    expect(await auditor.read(`/console/cases/${caseId}`)).not.toContain('/extend"');
    const form = { reason: 'systems' };
    expect((await auditor.post(`/console/cases/${caseId}/extend`, form)).status).toBe(403);
    expect((await rig.context.cases.read(caseId)).extension).toBeNull();
  });

  it('says after day 45 that it is too late, and refuses (L-02)', async () => {
    const caseId = await received(rig, 'ccpa.delete', YUKI, 'en');
    rig.clock.walk({ days: 46 });
    const officer = await rig.browser(['operator']);
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toContain('the notice had to go out by 3 January 2027');
    const late = await officer.post(`/console/cases/${caseId}/extend`, { reason: 'systems' });
    expect(await late.text()).toContain('It is too late');
    expect(await extensions(caseId)).toEqual([]);
  });
});

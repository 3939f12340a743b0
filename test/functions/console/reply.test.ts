import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replyTo } from '../../../core/case/answer.ts';
import { confirmContact } from '../../../core/case/identity.ts';
import { openTaskOf, received } from '../../support/console-cases.ts';
import { ConsoleRig } from '../../support/console-rig.ts';

let rig: ConsoleRig;
beforeAll(async () => {
  rig = await ConsoleRig.open();
});
afterAll(() => rig.close());

const REPLY = 'お預かりした応募書類は\r\n一年間保管します。';

async function atReplying() {
  const caseId = await received(rig, 'inquiry');
  await openTaskOf(rig, caseId, { kind: 'confirm-contact' });
  await rig.act(caseId, confirmContact, 'requester');
  await openTaskOf(rig, caseId, { kind: 'decide' });
  const form = {
    task: `${caseId}/decide`,
    'outcome:inquiry': 'answered',
    'grounds:inquiry:answered': 'inquiry.answered',
  };
  return { caseId, form };
}

describe('replying to an inquiry (P-9)', () => {
  it('offers its only outcome, chosen already, and a field for the reply', async () => {
    const { caseId } = await atReplying();
    const officer = await rig.browser(['operator']);
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toMatch(/id="outcome:inquiry"[^>]* checked/);
    expect(page).toMatch(/<textarea id="reply:inquiry:answered"[^>]*maxlength="4000"/);
    expect(page).toContain('Nothing that was asked needs a search.');
  });

  it('is refused without a reply, and what was filled in is kept', async () => {
    const { caseId, form } = await atReplying();
    const officer = await rig.browser(['operator']);
    const refused = await officer.post(`/console/cases/${caseId}/decide`, form);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('Write the reply that the letter shall print.');
    expect((await rig.context.cases.read(caseId)).decisions).toEqual([]);
  });

  it('seals the reply, shows it to operators and hides it from auditors (L-30)', async () => {
    const { caseId, form } = await atReplying();
    const officer = await rig.browser(['operator']);
    const filled = { ...form, 'reply:inquiry:answered': REPLY };
    const letter = await officer.post(`/console/cases/${caseId}/letter`, filled);
    expect(letter.headers.get('content-type')).toBe('application/pdf');
    const done = await officer.post(`/console/cases/${caseId}/decide`, filled);
    expect(done.status).toBe(303);
    const state = await rig.context.cases.read(caseId);
    expect(replyTo(state, 'inquiry')).toBe('お預かりした応募書類は\n一年間保管します。');
    expect(await officer.read(`/console/cases/${caseId}`)).toContain('一年間保管します');
    const auditor = await rig.browser(['auditor']);
    expect(await auditor.read(`/console/cases/${caseId}`)).not.toContain('一年間保管します');
    expect(JSON.stringify(await rig.context.ports.caseLog.read(caseId))).not.toContain('一年間');
  });
});

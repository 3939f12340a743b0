import { expect, it } from 'vitest';
import { received, YUKI } from '../../support/console-cases.ts';
import { ConsoleRig } from '../../support/console-rig.ts';

const REPLY = 'We keep applications for a year.';

it('P-9, L-30: an operator answers the question first; the mail holds no word of the reply', async () => {
  const rig = await ConsoleRig.open();
  const caseId = await received(rig, ['ccpa.delete', 'inquiry'], YUKI, 'en');
  const officer = await rig.browser(['operator'], 'Ken Aoki');
  const post = (reply: string) =>
    officer.post(`/console/cases/${caseId}/answer-inquiry`, { reply });
  expect(await officer.read(`/console/cases/${caseId}`)).not.toContain('Answer the question first');
  expect(await (await post(REPLY)).text()).toContain('has not confirmed the address yet');
  await rig.act(caseId, () => [{ type: 'contact.confirmed', data: {} }], 'requester');
  const page = await officer.read(`/console/cases/${caseId}`);
  expect(page).toContain('Answer the question first');
  expect(page).toContain('保有されている私の情報');
  expect(await officer.read('/console?show=mine')).toContain('answer the question');
  expect((await post(' ')).status).toBe(422);
  expect((await post(REPLY)).headers.get('location')).toContain('done=answer-inquiry');
  const after = await officer.read(`/console/cases/${caseId}?done=answer-inquiry`);
  expect(after).toContain('answered before the rest by you');
  expect(after).toContain(REPLY);
  expect(after).not.toContain('Answer the question first');
  const [mail] = (await rig.mails(caseId)).filter(({ subject }) => /replied/.test(subject));
  expect(mail?.text).not.toContain('applications');
  expect(JSON.stringify(await rig.context.ports.caseLog.read(caseId))).not.toContain('for a year');
  const auditor = await rig.browser(['auditor'], 'Aya Abe', 'ja');
  const seen = await auditor.read(`/console/cases/${caseId}`);
  expect(seen).toContain('先に回答');
  expect(seen).not.toContain(REPLY);
  rig.close();
});

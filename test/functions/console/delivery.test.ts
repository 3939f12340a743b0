/** What an operator sees and does of an answer's way to the requester. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordDownload } from '../../../core/case/answer.ts';
import { mailReturned, mendContact } from '../../../core/case/contact.ts';
import { confirmContact } from '../../../core/case/identity.ts';
import type { CaseId } from '../../../core/ids.ts';
import { recordBounce } from '../../../functions/intake/email.ts';
import { sendNotice } from '../../../functions/notify.ts';
import { sweep } from '../../../functions/scheduled/sweep.ts';
import { openTaskOf, received, YUKI } from '../../support/console-cases.ts';
import { type Browser, ConsoleRig } from '../../support/console-rig.ts';

let rig: ConsoleRig;
let officer: Browser;
beforeAll(async () => {
  rig = await ConsoleRig.open();
  await rig.workflow.open();
  officer = await rig.browser(['operator']);
});
afterAll(async () => {
  await rig.workflow.close();
  rig.close();
});

const hash = '0'.repeat(64);

/** Answered, and the requester is waited for. */
async function answered(): Promise<CaseId> {
  const caseId = await received(rig, 'appi.disclose');
  const letter = { key: `${caseId}/answer/letter.pdf`, size: 20_000, alone: false };
  const files = { key: `${caseId}/answer/package.zip`, sha256: hash, size: 5_000_000, letter };
  const hashes = { letterSha256: hash, manifestSha256: hash, logHead: hash };
  await rig.act(caseId, () => [
    { type: 'answer.assembled', data: { ...files, ...hashes } },
    { type: 'notice.sent', data: { purpose: 'answer-ready', messageId: `${caseId}.ready@x` } },
  ]);
  await openTaskOf(rig, caseId, { kind: 'fetch-answer' });
  return caseId;
}

describe('the case page', () => {
  it('shows each download with its time: which file, and which part of it (L-30)', async () => {
    const caseId = await answered();
    const sent = (file: 'letter' | 'package', from: number, bytes: number) =>
      rig.act(caseId, (state) => recordDownload(state, file, { from, bytes }), 'requester');
    await sent('letter', 0, 20_000);
    await sent('package', 0, 4_000_000);
    rig.clock.walk({ minutes: 5 });
    await sent('package', 3_900_000, 1_100_000);
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toContain('letter, whole (20.0 KB)');
    expect(page).toContain('package, in part (4.0 MB: bytes 0–3999999)');
    expect(page).toContain(
      'package, in part (1.1 MB: bytes 3900000–4999999); with this, all of it',
    );
    expect(page.match(/17:00|17:05/g)?.length).toBeGreaterThan(1);
  });
});

/** The mail that says that the answer is there came back. */
async function returned(): Promise<CaseId> {
  const caseId = await answered();
  const state = await rig.context.cases.read(caseId);
  await sendNotice(rig.context, state, { purpose: 'answer-ready', key: 'answer-ready-1' });
  const { notices } = await rig.context.cases.read(caseId);
  const originalMessageId = notices.at(-1)?.messageId ?? '';
  await recordBounce(rig.context, { originalMessageId, permanent: true, final: true });
  await recordBounce(rig.context, { originalMessageId, permanent: true, final: true });
  return caseId;
}

const remark = 'Called 090-1234-5678: the mailbox was full.';

describe('a mail that came back', () => {
  it('stands in the queue and at the top of the case, with which it was', async () => {
    const caseId = await returned();
    expect((await rig.types(caseId)).filter((type) => type === 'mail.bounced')).toHaveLength(1);
    const queue = await officer.read('/console?show=mine');
    expect(queue).toMatch(new RegExp(`${caseId}[\\s\\S]*?a mail came back`));
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toContain('Our mail to the requester came back');
    expect(page).toContain('The answer does not expire before you have seen to this');
    expect(page).toMatch(/the answer is ready: 19 November 2026/);
    const auditor = await (await rig.browser(['auditor'])).read(`/console/cases/${caseId}`);
    expect(auditor).toContain('Our mail to the requester came back');
    expect(auditor).not.toContain('name="remark"');
    const ja = await (await rig.browser(['operator'], 'Ken', 'ja')).read(
      `/console/cases/${caseId}`,
    );
    expect(ja).toContain('請求者宛てのメールが届きませんでした');
  });

  it('that only is late asks for nobody: the server says how it ends', async () => {
    const caseId = await answered();
    const originalMessageId = `${caseId}.ready@x`;
    await recordBounce(rig.context, { originalMessageId, permanent: false, final: false });
    expect(await rig.types(caseId)).not.toContain('mail.bounced');
    await recordBounce(rig.context, { originalMessageId, permanent: false, final: true });
    expect(await officer.read(`/console/cases/${caseId}`)).toContain('may work another time');
  });

  it('is sent again once, with why in the sealed part of the log', async () => {
    const caseId = await returned();
    const before = (await rig.mails(caseId)).length;
    const path = `/console/cases/${caseId}/mend-contact`;
    const empty = await officer.post(path, { party: 'requester', how: 'resent', remark: '' });
    expect(empty.status).toBe(422);
    const sent = await officer.post(path, { party: 'requester', how: 'resent', remark });
    expect(sent.headers.get('location')).toBe(`/console/cases/${caseId}?done=mend-contact`);
    const again = await officer.post(path, { party: 'requester', how: 'resent', remark });
    expect(await again.text()).toContain('settled already');
    const mails = await rig.mails(caseId);
    expect(mails.slice(before).map(({ to }) => to)).toEqual([YUKI.email]);
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).not.toContain('Our mail to the requester came back');
    const sealed = JSON.stringify(await rig.context.ports.caseLog.read(caseId));
    expect(sealed).not.toContain('mailbox was full');
  });

  it('is mailed by the sweep where a crash came between the record and the mail', async () => {
    const caseId = await returned();
    const before = (await rig.mails(caseId)).length;
    const who = { by: 'operator:one', mayApprove: false } as const;
    const now = rig.clock.now().toISOString();
    const { owedMails, unfinishedSince } = await rig.act(caseId, (state) =>
      mendContact(state, { party: 'requester', how: 'resent', remark }, who, now),
    );
    expect([owedMails.length, unfinishedSince]).toEqual([1, now]);
    await sweep(rig.context);
    await sweep(rig.context);
    expect((await rig.mails(caseId)).length).toBe(before + 1);
    expect((await rig.context.cases.read(caseId)).owedMails).toEqual([]);
  });

  it('goes to another address only with a second operator, once the old one was confirmed', async () => {
    const caseId = await returned();
    await openTaskOf(rig, caseId, { kind: 'confirm-contact' });
    await rig.act(caseId, confirmContact, 'requester');
    const path = `/console/cases/${caseId}/mend-contact`;
    const form = { party: 'requester', how: 'corrected', remark };
    const wrong = await officer.post(path, { ...form, email: 'a@b@c' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toMatch(/Write an address like[\s\S]*value="a@b@c"/);
    await officer.post(path, { ...form, email: 'yuki.new@example.com' });
    expect((await rig.mails(caseId)).map(({ to }) => to)).not.toContain('yuki.new@example.com');
    const own = await officer.read(`/console/cases/${caseId}`);
    expect(own).toContain('You proposed this address yourself');
    const agrees = { party: 'requester', how: 'agreed', remark: '' };
    expect(await (await officer.post(path, agrees)).text()).toContain('Only an approver');
    const second = await rig.browser(['approver'], 'Second Person');
    expect(await second.read(`/console/cases/${caseId}`)).toContain('Agree to the new address');
    await second.post(path, agrees);
    expect((await rig.mails(caseId)).map(({ to }) => to)).toContain('yuki.new@example.com');
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toMatch(/Written to at[\s\S]*yuki\.new@example\.com/);
    const log = JSON.stringify(await rig.context.ports.caseLog.read(caseId));
    expect(log).not.toContain('yuki.new');
  });
});

it('a notice to a recipient that came back is shown by name (L-26)', async () => {
  const caseId = await received(rig, 'ccpa.opt-out', YUKI, 'en');
  const told = {
    right: 'ccpa.opt-out',
    recipient: 'meta',
    messageId: `${caseId}.to-meta@x`,
  } as const;
  await rig.act(caseId, () => [{ type: 'third-party.told', data: told }]);
  await rig.act(caseId, (state) =>
    mailReturned(state, { messageId: told.messageId, permanent: true }),
  );
  const page = await officer.read(`/console/cases/${caseId}`);
  expect(page).toMatch(/Our notice to a recipient of the data came back[\s\S]*Meta/);
  expect(page).not.toContain('Write to another address');
});

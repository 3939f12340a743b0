import { expect, it } from 'vitest';
import { contest } from '../../../core/case/contest.ts';
import { received, YUKI } from '../../support/console-cases.ts';
import { ConsoleRig } from '../../support/console-rig.ts';

const STATEMENT = 'I left in 2024, not in 2019.';
const NOTE = 'KikokuGO, remark of the profile; told two clients.';

it('L-17: an operator reads the statement, notes it in the stores and says so; the requester is told', async () => {
  const rig = await ConsoleRig.open();
  const caseId = await received(rig, 'ccpa.correct', YUKI, 'ja');
  const hash = 'ab'.repeat(32);
  const hashes = { sha256: hash, letterSha256: hash, manifestSha256: hash, logHead: hash };
  const denied = { outcome: 'deny', grounds: ['ccpa.more-likely-accurate'] } as const;
  await rig.act(caseId, () => [
    {
      type: 'decision.made',
      data: { right: 'ccpa.correct', ...denied, grounds: [...denied.grounds] },
    },
    { type: 'answer.assembled', data: { key: 'k', size: 1, ...hashes } },
  ]);
  const now = rig.clock.now().toISOString();
  await rig.act(caseId, (state) => contest(state, 'ccpa.correct', STATEMENT, now), 'requester');
  expect(JSON.stringify(await rig.context.ports.caseLog.read(caseId))).not.toContain('2019');

  const officer = await rig.browser(['operator'], 'Ken Aoki');
  expect(await officer.read('/console?show=mine')).toContain('note that it is contested');
  const page = await officer.read(`/console/cases/${caseId}`);
  expect(page).toContain(STATEMENT);
  const post = (note: string) =>
    officer.post(`/console/cases/${caseId}/note-contest`, { right: 'ccpa.correct', note });
  expect((await post('')).status).toBe(422);
  expect((await post(NOTE)).headers.get('location')).toBe(
    `/console/cases/${caseId}?done=note-contest`,
  );
  const after = await officer.read(`/console/cases/${caseId}?done=note-contest`);
  expect(after).toContain('Noted by you');
  expect(after).toContain(NOTE);
  expect(await (await post(NOTE)).text()).toContain('This had been settled already.');
  const mails = (await rig.mails(caseId)).filter(({ subject }) => /記録いたしました/.test(subject));
  expect(mails).toHaveLength(1);
  expect(mails[0]?.text).not.toMatch(/異議|訂正|2019/);
  const auditor = await rig.browser(['auditor'], 'Aya Abe', 'ja');
  const seen = await auditor.read(`/console/cases/${caseId}`);
  expect(seen).toContain('請求者による異議の申出');
  expect(seen).not.toContain('2019');
  expect(seen).not.toContain('two clients');
  rig.close();
});

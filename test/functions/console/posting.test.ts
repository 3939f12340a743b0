/** An operator prints and posts an answer (L-19). */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseId } from '../../../core/ids.ts';
import { openTaskOf, received, YUKI } from '../../support/console-cases.ts';
import { type Browser, ConsoleRig } from '../../support/console-rig.ts';
import { hasTool } from '../../support/tools.ts';

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
const ADDRESS = '〒150-0002\n東京都渋谷区渋谷2-24-12\n渋谷スクランブルスクエア';

async function toPost(language: 'ja' | 'en' = 'ja'): Promise<CaseId> {
  const caseId = await received(
    rig,
    'appi.disclose',
    { ...YUKI, postalAddress: ADDRESS },
    language,
    'paper',
  );
  const letter = { key: `${caseId}/answer/letter.pdf`, size: 3, alone: false };
  const files = { key: `${caseId}/answer/package.zip`, sha256: hash, size: 3, letter };
  for (const { key } of [letter, files]) await rig.put(key, 'abc', 'application/pdf');
  const hashes = { letterSha256: hash, manifestSha256: hash, logHead: hash };
  await rig.act(caseId, () => [{ type: 'answer.assembled', data: { ...files, ...hashes } }]);
  await openTaskOf(rig, caseId, { kind: 'post-answer' });
  return caseId;
}

const posts = (caseId: CaseId, more: Record<string, string>) =>
  officer.post(`/console/cases/${caseId}/post-answer`, {
    ...{ task: `${caseId}/post-answer`, how: 'posted', on: '2026-11-19', address: ADDRESS },
    ...{ tracking: '1234-5678-9012', ...more },
  });

describe('an answer on paper', () => {
  it('stands in the queue; its page has the address and what is to be printed', async () => {
    const caseId = await toPost();
    expect(await officer.read('/console?show=mine')).toContain('posting the answer');
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toContain(ADDRESS);
    for (const part of ['cover-sheet', 'answer/letter', 'answer/package'])
      expect(page).toContain(`/console/cases/${caseId}/${part}`);
    // The first button is the one that the Enter key presses.
    const form = page.slice(page.indexOf('/post-answer"'));
    expect(form.indexOf('Record it')).toBeLessThan(form.indexOf('Open the cover sheet</button>'));
    const auditor = await (await rig.browser(['auditor'])).read(`/console/cases/${caseId}`);
    expect(auditor).not.toContain('渋谷区');
    const printed = await officer.get(`/console/cases/${caseId}/answer/letter`);
    expect(await printed.text()).toBe('abc');
    expect(printed.headers.get('cache-control')).toBe('no-store');
    expect((await officer.get(`/console/cases/${caseId}/answer/other`)).status).toBe(404);
    expect(await rig.types(caseId)).toContain('answer.viewed');
  });

  it.runIf(hasTool('pdftotext'))(
    'has a cover sheet with the address as it stands in the form',
    async () => {
      const caseId = await toPost();
      const cover = await officer.post(`/console/cases/${caseId}/cover-sheet`, {
        ...{ task: `${caseId}/post-answer` },
        address: ' 〒150-0003 \r\n\r\n東京都渋谷区渋谷3-1-1\u0007',
      });
      expect(cover.headers.get('content-type')).toBe('application/pdf');
      const text = execFileSync('pdftotext', ['-', '-'], {
        input: Buffer.from(await cover.arrayBuffer()),
      }).toString();
      expect(text).toMatch(/〒150-0003\s+東京都渋谷区渋谷3-1-1/);
      expect(text).toContain('佐藤 由紀 様');
      expect(text).toContain('開示する個人データ');
      const none = await officer.post(`/console/cases/${caseId}/cover-sheet`, {
        ...{ task: `${caseId}/post-answer`, address: ' ' },
      });
      expect(none.status).toBe(422);
    },
  );

  it('is recorded with day and number, sealed where to; the requester is told by mail, once (L-30)', async () => {
    const caseId = await toPost('en');
    const ahead = await posts(caseId, { on: '2026-11-30' });
    expect(await ahead.text()).toMatch(/not ahead[\s\S]*1234-5678-9012/);
    expect((await posts(caseId, { address: '' })).status).toBe(422);
    expect((await posts(caseId, {})).headers.get('location')).toContain('done=post-answer');
    expect((await posts(caseId, {})).headers.get('location')).toContain('already=');
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toContain('posted on 19 November 2026');
    expect(page).toContain('1234-5678-9012');
    const told = (await rig.mails(caseId)).filter(({ text }) =>
      text.includes('We posted our answer'),
    );
    expect(told).toHaveLength(1);
    expect(told[0]?.text).not.toMatch(/渋谷|1234-5678/);
    const log = JSON.stringify(await rig.context.ports.caseLog.read(caseId));
    expect(log).not.toMatch(/渋谷|1234-5678/);
  });

  it('goes by link after all only with why', async () => {
    const caseId = await toPost();
    expect((await posts(caseId, { how: 'electronic', remark: '' })).status).toBe(422);
    await posts(caseId, { how: 'electronic', remark: 'She asked for it on the telephone.' });
    const { tasks, delivery } = await rig.context.cases.read(caseId);
    expect([tasks.at(-1)?.outcome, delivery]).toEqual(['electronic', 'electronic']);
  });
});

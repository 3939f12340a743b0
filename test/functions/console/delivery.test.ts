/** What an operator sees and does of an answer's way to the requester. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordDownload } from '../../../core/case/answer.ts';
import type { CaseId } from '../../../core/ids.ts';
import { openTaskOf, received } from '../../support/console-cases.ts';
import { type Browser, ConsoleRig } from '../../support/console-rig.ts';

let rig: ConsoleRig;
let officer: Browser;
beforeAll(async () => {
  rig = await ConsoleRig.open();
  officer = await rig.browser(['operator']);
});
afterAll(() => rig.close());

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

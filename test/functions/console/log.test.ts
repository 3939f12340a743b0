import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { LogFile } from '../../../core/case/log-file.ts';
import type { CaseId } from '../../../core/ids.ts';
import { verifyLog } from '../../../platform/embedded/verify-log.ts';
import { atDeciding, atJudging, YUKI } from '../../support/console-cases.ts';
import { type Browser, ConsoleRig } from '../../support/console-rig.ts';
import { dataDirectory } from '../../support/data-directory.ts';

let rig: ConsoleRig;
let auditor: Browser;
let caseId: CaseId;

beforeAll(async () => {
  rig = await ConsoleRig.open();
  const officer = await rig.browser(['operator']);
  const judging = await atJudging(rig);
  caseId = judging.caseId;
  await officer.read(`/console/cases/${caseId}`);
  auditor = await rig.browser(['auditor'], 'An Auditor');
  return () => rig.close();
});

const download = async (id: string = caseId) => auditor.get(`/console/cases/${id}/log.json`);
const logOf = async (id: string = caseId) => LogFile.parse(await (await download(id)).json());

/** Status and what was printed of a file with this content. */
async function verified(content: unknown) {
  const directory = dataDirectory();
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'log.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  const spies = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')];
  for (const spy of spies) spy.mockImplementation(() => {});
  const status = await verifyLog([file], { KAIJI_DATA: join(directory, 'none') });
  const said = spies.flatMap((spy) => spy.mock.calls.flat()).join('\n');
  for (const spy of spies) spy.mockRestore();
  return { status, said };
}

describe('the log of a case as a file', () => {
  it('is for an auditor, too, is named by the case, and linked from its page', async () => {
    expect(await auditor.read(`/console/cases/${caseId}`)).toContain(
      `/console/cases/${caseId}/log.json`,
    );
    const { status, headers } = await download();
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('application/json');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${caseId}-log.json"`);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('L-30: holds nothing personal that could be read', async () => {
    const text = await (await download()).text();
    for (const personal of ['佐藤', '由紀', YUKI.email, '1994-05-02', 'alert(1)', '090-'])
      expect(text).not.toContain(personal);
    expect((await logOf()).commits.some(({ events }) => events.some((one) => one.personal))).toBe(
      true,
    );
  });

  it('says who acted by name, and that the chain holds up to its head', async () => {
    const log = await logOf();
    expect(log).toMatchObject({ case: caseId, holds: true, faults: [] });
    expect(log.head).toBe(log.commits.at(-1)?.hash);
    expect(Object.values(log.operators)).toEqual(['Hana Mori']);
  });

  it('is verified away from here: the whole holds, and any change in it is found', async () => {
    const log = await logOf();
    expect(await verified(log)).toEqual({
      status: 0,
      said: `${caseId}: ${log.commits.length} commits, the chain holds, head ${log.head}`,
    });
    const later = JSON.stringify(log).replace('2026-11-19T08:00', '2026-11-18T08:00');
    expect(await verified(later)).toEqual({
      status: 1,
      said: expect.stringContaining('commit 1: its content does not match its hash'),
    });
    const without = { ...log, commits: log.commits.filter(({ position }) => position !== 3) };
    expect(await verified(without)).toMatchObject({ status: 1 });
  });

  it('a file that is something else is said to be so', async () => {
    for (const other of ['no JSON', { commits: [] }])
      expect(await verified(other)).toEqual({
        status: 2,
        said: expect.stringContaining('is no log of a case'),
      });
  });

  it('is not there where there is no such case', async () => {
    for (const id of ['KJ-00000-00000', 'x']) expect((await download(id)).status).toBe(404);
  });

  it('can be had of a broken log, and says what is wrong with it', async () => {
    const broken = await rig.context.ports.caseLog.read(caseId);
    const { caseLog } = rig.context.ports;
    const read = caseLog.read.bind(caseLog);
    caseLog.read = async () => broken.filter(({ position }) => position !== 2);
    try {
      expect(await auditor.read(`/console/cases/${caseId}`)).toContain('log.json');
      expect(await logOf()).toMatchObject({ holds: false });
      expect((await logOf()).faults[0]).toMatchObject({ position: 2 });
    } finally {
      caseLog.read = read;
    }
  });
});

describe('the receipt, which is not ours to change', () => {
  const assembled = (logHead: string) => ({
    type: 'answer.assembled' as const,
    data: {
      ...{ key: 'k', size: 1, logHead },
      ...{ sha256: 'a'.repeat(64), letterSha256: 'b'.repeat(64), manifestSha256: 'c'.repeat(64) },
    },
  });

  it('names a commit of the log', async () => {
    const answered = await atDeciding(rig);
    const head = await rig.context.cases.head(answered);
    const { position } = await rig.context.cases.read(answered);
    await rig.act(answered, () => [assembled(head)]);
    auditor = await rig.browser(['auditor']);
    expect(await auditor.read(`/console/cases/${answered}`)).toContain(
      `The hash of no. ${position} went into the signed receipt`,
    );
  });

  it('shows that a log was written anew, though its chain holds', async () => {
    const answered = await atDeciding(rig);
    await rig.act(answered, () => [assembled('d'.repeat(64))]);
    auditor = await rig.browser(['auditor']);
    const page = await auditor.read(`/console/cases/${answered}`);
    expect(page).toContain('The chain holds');
    expect(page).toContain('it is not the log from which the answer was made');
  });
});

import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { close } from '../../../core/case/ending.ts';
import type { Decision } from '../../../core/case/events.ts';
import type { CaseId } from '../../../core/ids.ts';
import { DELETION_EXCEPTIONS } from '../../../core/law/grounds-deletion.ts';
import { sweep } from '../../../functions/scheduled/sweep.ts';
import { atCarryOut, YUKI } from '../../support/console-cases.ts';
import { type Browser, ConsoleRig } from '../../support/console-rig.ts';

let rig: ConsoleRig;
let officer: Browser;
/** Erased on 19 November 2026, and purged since. */
let erased: CaseId;
/** Erased in part on 2 January 2027. */
let partly: CaseId;
/** Of the same day; nothing was done. */
let kept: CaseId;

const DELETED: Decision = { right: 'ccpa.delete', outcome: 'grant', grounds: ['ccpa.deleted'] };
const TOLD = {
  'told:ccpa.delete:service-providers': 'told',
  'told:ccpa.delete:companies-applied-to': 'none',
};

async function carriedOut(how: 'done' | 'partly' | 'not-done'): Promise<CaseId> {
  const caseId = await atCarryOut(rig, DELETED);
  const browser = await rig.browser(['operator']);
  await browser.post(`/console/cases/${caseId}/carry-out`, {
    task: `${caseId}/carry-out-kikokugo`,
    ...TOLD,
    'how:ccpa.delete': how,
    [`explanation:ccpa.delete:${how}`]: 'Invoices',
    [`kept:ccpa.delete:${how}`]: DELETION_EXCEPTIONS[0]?.id ?? '',
  });
  return caseId;
}

beforeAll(async () => {
  rig = await ConsoleRig.open();
  erased = await carriedOut('done');
  const purgeAt = new Date(rig.clock.ms + 30 * 86_400_000).toISOString();
  await rig.act(erased, (state) => close(state, 'answered', purgeAt));
  rig.clock.ms = Date.parse('2027-01-02T08:00:00.000Z');
  await sweep(rig.context);
  partly = await carriedOut('partly');
  kept = await carriedOut('not-done');
  return () => rig.close();
});

beforeEach(async () => {
  officer = await rig.browser(['operator']);
});

const list = async (fields: Record<string, string>) => {
  const response = await officer.post('/console/restored', { store: 'kikokugo', ...fields });
  return { status: response.status, page: await response.text() };
};

describe('a store that was put back from a backup', () => {
  it('is led to from the page of the stores', async () => {
    expect(await officer.read('/console/stores')).toContain('href="/console/restored"');
    expect(await officer.read('/console/restored')).toContain('A store that was put back');
  });

  it('L-16: every change of that day or later is listed, what was not done is not', async () => {
    const { status, page } = await list({ since: '2026-11-19' });
    expect(status).toBe(200);
    expect(page).toContain('2 changes to repeat since 19 November 2026');
    expect(page).toContain(erased);
    expect(page).toContain(partly);
    expect(page).not.toContain(kept);
    expect(page).toContain('only in part: the case says what was kept');
    expect(page).toContain('Erase the data, or de-identify or aggregate it');
  });

  it('L-16: what was done before the backup is in it', async () => {
    const { page } = await list({ since: '2026-11-20' });
    expect(page).toContain('1 change to repeat');
    expect(page).not.toContain(erased);
    expect((await list({ since: '2027-02-01' })).page).toContain('Nothing has to be repeated');
    expect((await list({ since: '2026-11-19', store: 'career' })).page).toContain(
      'Nothing has to be repeated',
    );
  });

  it('L-16, L-27: of a purged case, who it was is found by an address of the restored store', async () => {
    expect((await rig.context.cases.read(erased)).purgedAt).not.toBeNull();
    const lines = ` ${YUKI.email.toUpperCase()}\nsomebody@else.example\nno address`;
    const { page } = await list({ since: '2026-11-19', lines });
    expect(page).toContain(`<div>${YUKI.email.toUpperCase()}</div>`);
    expect(page).not.toContain('<div>somebody@else.example</div>');
    expect(page).toContain('Of the lines given, 2 belong to none of them.');
    const byPhone = await list({ since: '2026-11-19', lines: '09012345678' });
    expect(byPhone.page).toContain('<div>09012345678</div>');
  });

  it('asks again for what is missing, and keeps what was given', async () => {
    const { status, page } = await list({ store: 'nowhere', since: '', lines: 'a@b.example' });
    expect(status).toBe(422);
    expect(page).toContain('Choose the store.');
    expect(page).toContain('Give the day of the backup.');
    expect(page).toContain('a@b.example');
    const many = Array.from({ length: 1001 }, (_, index) => `${index}@b.example`).join('\n');
    expect((await list({ since: '2026-11-19', lines: many })).page).toContain(
      'Give up to 1000 lines at a time.',
    );
  });

  it('says how many cases could not be looked at', async () => {
    const { caseLog } = rig.context.ports;
    const read = caseLog.read.bind(caseLog);
    caseLog.read = async (id) => (id === partly ? (await read(id)).slice(1) : read(id));
    const { page } = await list({ since: '2026-11-19' });
    caseLog.read = read;
    expect(page).toContain('1 case could not be read');
    expect(page).toContain(erased);
  });

  it('changes nothing, and is not for auditors', async () => {
    const before = await rig.types(partly);
    await list({ since: '2026-11-19', lines: YUKI.email });
    expect(await rig.types(partly)).toEqual(before);
    const auditor = await rig.browser(['auditor']);
    expect((await auditor.get('/console/restored')).status).toBe(403);
    expect(await auditor.read('/console/stores')).not.toContain('/console/restored');
  });
});

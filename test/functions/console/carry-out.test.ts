import { beforeAll, describe, expect, it } from 'vitest';
import type { Decision } from '../../../core/case/events.ts';
import type { CaseId } from '../../../core/ids.ts';
import { DELETION_EXCEPTIONS } from '../../../core/law/grounds-deletion.ts';
import { atCarryOut } from '../../support/console-cases.ts';
import { ConsoleRig } from '../../support/console-rig.ts';

let rig: ConsoleRig;
beforeAll(async () => {
  rig = await ConsoleRig.open();
  return () => rig.close();
});

const DELETED: Decision = { right: 'ccpa.delete', outcome: 'grant', grounds: ['ccpa.deleted'] };
const TOLD = {
  'told:ccpa.delete:service-providers': 'told',
  'told:ccpa.delete:companies-applied-to': 'none',
};
const read = (caseId: CaseId) => rig.context.cases.read(caseId);
const form = (caseId: CaseId, more: Record<string, string>) => ({
  task: `${caseId}/carry-out-kikokugo`,
  ...TOLD,
  ...more,
});

describe('carrying out by hand', () => {
  it('shows what is to be done in the store, and every exception of the law (L-16)', async () => {
    const caseId = await atCarryOut(rig, DELETED);
    const officer = await rig.browser(['operator']);
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toContain('Erase the data, or de-identify or aggregate it');
    expect(page).toContain(`/console/cases/${caseId}/found/kikokugo`);
    for (const { id } of DELETION_EXCEPTIONS) expect(page).toContain(`value="${id}"`);
    expect(await officer.read('/console?show=mine')).toContain('carry out by hand');
  });

  it('records what was done, who was told, and goes on', async () => {
    const caseId = await atCarryOut(rig, DELETED);
    const officer = await rig.browser(['operator']);
    const done = form(caseId, { 'how:ccpa.delete': 'done' });
    const response = await officer.post(`/console/cases/${caseId}/carry-out`, done);
    expect(response.headers.get('location')).toBe(`/console/cases/${caseId}?done=carry-out`);
    const state = await read(caseId);
    expect(state.carriedOut).toMatchObject([
      { store: 'kikokugo', how: 'done', kept: [], told: ['service-providers'] },
    ]);
    expect(state.tasks.at(-1)?.outcome).toBe('done');
    const page = await officer.read(`/console/cases/${caseId}?done=carry-out`);
    expect(page).toContain('Told by hand: Our service providers and contractors');
  });

  it.each([
    ['nothing chosen', {}, 'Choose how to go on.'],
    ['no exception', { 'how:ccpa.delete': 'partly' }, 'Write down why'],
    [
      'no exception named (L-16)',
      { 'how:ccpa.delete': 'partly', 'explanation:ccpa.delete:partly': 'Invoices of Sato' },
      'Name the exception',
    ],
  ])('asks again beside the form: %s', async (_, more, words) => {
    const caseId = await atCarryOut(rig, DELETED);
    const officer = await rig.browser(['operator']);
    const response = await officer.post(`/console/cases/${caseId}/carry-out`, form(caseId, more));
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain(words);
    expect(page).toContain('id="carry-out-kikokugo-error"');
    expect((await read(caseId)).carriedOut).toEqual([]);
  });

  it('seals the explanation, shows it to operators and not to auditors', async () => {
    const caseId = await atCarryOut(rig, DELETED);
    const officer = await rig.browser(['operator']);
    const kept = {
      'how:ccpa.delete': 'partly',
      'explanation:ccpa.delete:partly': 'Invoices of Sato',
      'kept:ccpa.delete:partly': 'ccpa.keep-legal-obligation',
    };
    await officer.post(`/console/cases/${caseId}/carry-out`, form(caseId, kept));
    const commits = await rig.context.ports.caseLog.read(caseId);
    expect(JSON.stringify(commits)).not.toContain('Invoices of Sato');
    expect(await officer.read(`/console/cases/${caseId}`)).toContain('Invoices of Sato');
    const auditor = await rig.browser(['auditor']);
    const page = await auditor.read(`/console/cases/${caseId}`);
    expect(page).toContain('Legal obligation');
    expect(page).toContain('It counts as: granted in part.');
    expect(page).not.toContain('Invoices of Sato');
  });

  it('asks a correction for no exception, in Japanese as in English (L-17)', async () => {
    const caseId = await atCarryOut(rig, {
      right: 'ccpa.correct',
      outcome: 'corrected',
      grounds: ['ccpa.corrected'],
    });
    const officer = await rig.browser(['operator'], 'Hana Mori', 'ja');
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toContain('事実と異なる内容を訂正・追加・削除する');
    expect(page).not.toContain('ccpa.keep-security');
  });
});

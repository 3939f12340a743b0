import { beforeAll, describe, expect, it } from 'vitest';
import { collectByHand } from '../../../core/case/collection.ts';
import type { CaseEvent } from '../../../core/case/events.ts';
import type { CaseId } from '../../../core/ids.ts';
import {
  atByHand,
  atDeciding,
  atJudging,
  atStuck,
  CAREER,
  handedOver,
  openTaskOf,
  uploaded,
} from '../../support/console-cases.ts';
import { ConsoleRig } from '../../support/console-rig.ts';

let rig: ConsoleRig;

beforeAll(async () => {
  rig = await ConsoleRig.open();
  return () => rig.close();
});

const read = (caseId: CaseId) => rig.context.cases.read(caseId);
const lastOf = async (caseId: CaseId, type: CaseEvent['type']) =>
  (await rig.context.cases.events(caseId))
    .flatMap(({ events }) => events)
    .findLast((event) => event.type === type);

describe('judging a document', () => {
  it('shows it with the name it is compared with, and the words the requester will read', async () => {
    const { caseId, evidenceId } = await atJudging(rig);
    const officer = await rig.browser(['operator']);
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toContain(`<img src="/console/cases/${caseId}/evidence/${evidenceId}"`);
    expect(page).toContain('画像が不鮮明、暗い、または小さいため判読できませんでした。');
  });

  it('records who accepted it, keeps it for the settling of the identity, and goes on', async () => {
    const { caseId, evidenceId, key } = await atJudging(rig);
    const officer = await rig.browser(['operator']);
    const form = { task: `${caseId}/judge-evidence`, evidenceId, verdict: 'accepted' };
    const response = await officer.post(`/console/cases/${caseId}/judge`, form);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`/console/cases/${caseId}?done=judge`);
    expect((await lastOf(caseId, 'evidence.judged'))?.by).toBe(`operator:${officer.operator.id}`);
    expect((await read(caseId)).tasks.at(-1)?.outcome).toBe('accepted');
    expect(await rig.context.ports.vault.head(key)).not.toBeNull();
  });

  it.each(['better', 'refused'])(
    'destroys what is answered with "%s" at once (L-10)',
    async (verdict) => {
      const { caseId, evidenceId, key } = await atJudging(rig);
      const officer = await rig.browser(['operator']);
      const form = {
        task: `${caseId}/judge-evidence`,
        evidenceId,
        verdict,
        [`reason-${verdict}`]: 'expired',
      };
      await officer.post(`/console/cases/${caseId}/judge`, form);
      expect(await rig.context.ports.vault.head(key)).toBeNull();
      expect((await read(caseId)).evidence[0]).toMatchObject({
        verdict,
        reason: 'expired',
        destroyed: true,
      });
      expect((await officer.get(`/console/cases/${caseId}/evidence/${evidenceId}`)).status).toBe(
        404,
      );
    },
  );

  it.each([
    [undefined, 'Give a reason.'],
    ['because', 'Choose one of the reasons in the list.'],
    ['looks-altered', 'Choose one of the reasons in the list.'],
  ])('asks again beside the form when the reason is %s', async (reason, words) => {
    const { caseId, evidenceId } = await atJudging(rig);
    const officer = await rig.browser(['operator']);
    const form = {
      task: `${caseId}/judge-evidence`,
      evidenceId,
      verdict: 'better',
      ...(reason && { 'reason-better': reason }),
    };
    const response = await officer.post(`/console/cases/${caseId}/judge`, form);
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain(words);
    expect(page).toMatch(/value="better" checked/);
    expect(await rig.types(caseId)).not.toContain('evidence.judged');
  });

  it('tells the second of two operators who was faster, and changes nothing', async () => {
    const { caseId, evidenceId } = await atJudging(rig);
    const first = await rig.browser(['operator'], 'Ken Aoki');
    const second = await rig.browser(['operator'], 'Hana Mori');
    const form = { task: `${caseId}/judge-evidence`, evidenceId };
    await first.post(`/console/cases/${caseId}/judge`, { ...form, verdict: 'accepted' });
    const late = await second.post(`/console/cases/${caseId}/judge`, {
      ...form,
      verdict: 'refused',
      'reason-refused': 'expired',
    });
    expect(late.status).toBe(303);
    const page = await second.read(late.headers.get('location') ?? '');
    expect(page).toMatch(/settled already \(accepted\) by Ken Aoki, \d+ November 2026/);
    expect((await read(caseId)).evidence[0]?.verdict).toBe('accepted');
  });

  it('judges the document that was looked at, not the one that came after it', async () => {
    const { caseId, evidenceId } = await atJudging(rig);
    const officer = await rig.browser(['operator']);
    const old = {
      task: `${caseId}/judge-evidence`,
      evidenceId,
      verdict: 'better',
      'reason-better': 'cut-off',
    };
    await officer.post(`/console/cases/${caseId}/judge`, old);
    const next = await uploaded(rig, caseId, 2);
    await officer.post(`/console/cases/${caseId}/judge`, old);
    expect(
      (await read(caseId)).evidence.find(({ id }) => id === next.evidenceId)?.verdict,
    ).toBeNull();
  });
});

describe('deciding', () => {
  const RIGHT = 'appi.disclose';
  const path = (caseId: CaseId) => `/console/cases/${caseId}/decide`;
  const task = (caseId: CaseId) => ({ task: `${caseId}/decide` });

  it('suggests disclosure where data is held, with the words of the letter in the requester’s language', async () => {
    const officer = await rig.browser(['operator']);
    const caseId = await atDeciding(rig);
    const later = await rig.browser(['operator']);
    const page = await later.read(`/console/cases/${caseId}`);
    expect(page).toMatch(/value="disclose" checked/);
    expect(page).toContain('ご請求の対象となる内容を、すべて開示いたします。');
    expect(officer.operator.id).not.toBe(later.operator.id);
  });

  it('suggests "not held" where nothing was found', async () => {
    const caseId = await atDeciding(rig, { rows: [] });
    const officer = await rig.browser(['operator']);
    expect(await officer.read(`/console/cases/${caseId}`)).toMatch(/value="not-held" checked/);
  });

  it('suggests a part where L-14 withholds something of the specific pieces', async () => {
    const caseId = await atDeciding(rig, {
      right: 'ccpa.know-specific',
      withheld: { 'financial-account-number': 2 },
    });
    const officer = await rig.browser(['operator']);
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toMatch(/value="partial" checked/);
    expect(page).toMatch(/value="ccpa.withheld-kinds" checked/);
  });

  it('records one decision for each right, and hands the case on', async () => {
    const caseId = await atDeciding(rig);
    const officer = await rig.browser(['operator']);
    const response = await officer.post(path(caseId), {
      ...task(caseId),
      [`outcome:${RIGHT}`]: 'disclose',
      [`grounds:${RIGHT}:disclose`]: 'appi.disclosed',
      [`grounds:${RIGHT}:refuse`]: 'appi.other-law',
    });
    expect(response.headers.get('location')).toBe(`/console/cases/${caseId}?done=decide`);
    const state = await read(caseId);
    expect(state.decisions).toMatchObject([
      { right: RIGHT, outcome: 'disclose', grounds: ['appi.disclosed'] },
    ]);
    expect(state.tasks.at(-1)?.outcome).toBe('done');
    expect(await officer.read(response.headers.get('location') ?? '')).toContain(
      'Your decision is recorded.',
    );
  });

  it.each([
    ['no outcome', {}, 'Every right needs an outcome.'],
    [
      'an outcome of another right',
      { [`outcome:${RIGHT}`]: 'grant' },
      'This right cannot be decided like that.',
    ],
    [
      'an outcome that nobody knows',
      { [`outcome:${RIGHT}`]: 'maybe' },
      'This right cannot be decided like that.',
    ],
    ['no ground', { [`outcome:${RIGHT}`]: 'refuse' }, 'Choose at least one ground'],
    [
      'a ground of another outcome',
      { [`outcome:${RIGHT}`]: 'refuse', [`grounds:${RIGHT}:refuse`]: 'appi.disclosed' },
      'This ground does not belong',
    ],
    [
      'a ground that needs a reason, without one',
      {
        [`outcome:${RIGHT}`]: 'refuse',
        [`grounds:${RIGHT}:refuse`]: 'appi.other-law',
        [`reason:${RIGHT}:refuse`]: '  ',
      },
      'Give a reason.',
    ],
  ])('is not taken with %s; the words stand beside the form', async (_, fields, words) => {
    const caseId = await atDeciding(rig);
    const officer = await rig.browser(['operator']);
    const response = await officer.post(path(caseId), { ...task(caseId), ...fields });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(words);
    expect((await read(caseId)).decisions).toEqual([]);
  });

  it('shows the letter as it would go out, and records nothing', async () => {
    const caseId = await atDeciding(rig);
    const officer = await rig.browser(['operator']);
    const form = {
      ...task(caseId),
      [`outcome:${RIGHT}`]: 'disclose',
      [`grounds:${RIGHT}:disclose`]: 'appi.disclosed',
    };
    const before = await rig.types(caseId);
    const response = await officer.post(`/console/cases/${caseId}/letter`, form);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const half = await officer.post(`/console/cases/${caseId}/letter`, task(caseId));
    expect(await half.text()).toContain('Every right needs an outcome.');
    expect((await rig.types(caseId)).filter((type) => type !== 'request.viewed')).toEqual(before);
  });

  it('suggests nothing where a store was left out', async () => {
    const caseId = await atByHand(rig);
    await rig.act(caseId, (state) =>
      collectByHand(state, CAREER, { how: 'left-out', reason: 'Switched off.' }),
    );
    await openTaskOf(rig, caseId, { kind: 'decide' });
    const officer = await rig.browser(['operator']);
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).not.toMatch(/name="outcome:[^"]+" value="[^"]+" checked/);
    expect(page).toContain('A store was left out: the letter says so.');
  });

  it('keeps the reason of a refusal under the case’s key, shows it to operators only', async () => {
    const caseId = await atDeciding(rig);
    const officer = await rig.browser(['operator']);
    await officer.post(path(caseId), {
      ...task(caseId),
      [`outcome:${RIGHT}`]: 'refuse',
      [`grounds:${RIGHT}:refuse`]: 'appi.other-law',
      [`reason:${RIGHT}:refuse`]: 'Names a third person in every record.',
    });
    expect(await officer.read(`/console/cases/${caseId}`)).toContain('Names a third person');
    const auditor = await rig.browser(['auditor']);
    expect(await auditor.read(`/console/cases/${caseId}`)).not.toContain('Names a third person');
    const raw = JSON.stringify(await rig.context.ports.caseLog.read(caseId));
    expect(raw).not.toContain('Names a third person');
  });

  it('changes nothing the second time', async () => {
    const caseId = await atDeciding(rig);
    const officer = await rig.browser(['operator']);
    const form = {
      ...task(caseId),
      [`outcome:${RIGHT}`]: 'disclose',
      [`grounds:${RIGHT}:disclose`]: 'appi.disclosed',
    };
    await officer.post(path(caseId), form);
    const again = await officer.post(path(caseId), { ...form, [`outcome:${RIGHT}`]: 'not-held' });
    expect(again.headers.get('location')).toBe(`/console/cases/${caseId}?already=decide`);
    expect(await officer.read(`/console/cases/${caseId}?already=decide`)).toContain('by you, ');
    expect((await read(caseId)).decisions).toHaveLength(1);
  });
});

describe('a store that could not be searched', () => {
  const path = (caseId: CaseId) => `/console/cases/${caseId}/by-hand`;
  const task = (caseId: CaseId, round = '') => ({
    task: `${caseId}/collect-by-hand-career${round}`,
  });

  it('tells what went wrong', async () => {
    const caseId = await atByHand(rig);
    const officer = await rig.browser(['operator']);
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toContain('The store did not answer, after several tries.');
  });

  it.each([
    ['is searched again', { how: 'retry' }, 'retry', undefined, undefined],
    [
      'was looked through by hand',
      { how: 'by-hand', held: 'yes', note: 'Read the archive.\r\nTwo boxes.' },
      'done',
      { status: 'by-hand', held: true },
      'Read the archive.\nTwo boxes.',
    ],
    [
      'holds nothing',
      { how: 'by-hand', held: 'no', note: 'Asked the team.' },
      'done',
      { status: 'by-hand', held: false },
      'Asked the team.',
    ],
    [
      'is left out with a reason',
      { how: 'left-out', reason: 'Switched off for good.' },
      'left-out',
      { status: 'left-out' },
      'Switched off for good.',
    ],
  ])('%s', async (_, fields, outcome, finding, words) => {
    const caseId = await atByHand(rig);
    const officer = await rig.browser(['operator']);
    const response = await officer.post(path(caseId), { ...task(caseId), ...fields });
    expect(response.status).toBe(303);
    const state = await read(caseId);
    expect(state.tasks.at(-1)?.outcome).toBe(outcome);
    if (finding) expect(state.findings).toMatchObject([finding]);
    else expect(state.findings).toEqual([]);
    expect(state.explained.at(-1)?.words).toBe(words);
  });

  it.each([
    [{}, 'Choose how to go on.'],
    [{ how: 'by-hand', note: 'Looked.' }, 'Choose how to go on.'],
    [{ how: 'by-hand', held: 'no', note: ' ' }, 'Write down where you looked'],
    [{ how: 'left-out', reason: '' }, 'Write down where you looked'],
  ])('is never settled by half an answer: %o', async (fields, words) => {
    const caseId = await atByHand(rig);
    const officer = await rig.browser(['operator']);
    const response = await officer.post(path(caseId), { ...task(caseId), ...fields });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(words);
    expect((await read(caseId)).findings).toEqual([]);
  });

  it('is not left out by a page of the round before', async () => {
    const caseId = await atByHand(rig);
    const officer = await rig.browser(['operator']);
    await officer.post(path(caseId), { ...task(caseId), how: 'retry' });
    await handedOver(rig, caseId, 2);
    const late = await officer.post(path(caseId), {
      ...task(caseId),
      how: 'left-out',
      reason: 'Old page.',
    });
    expect(late.headers.get('location')).toContain('already=');
    expect((await read(caseId)).findings).toEqual([]);
    const now = await officer.post(path(caseId), {
      ...task(caseId, '#2'),
      how: 'left-out',
      reason: 'Gone.',
    });
    expect(now.headers.get('location')).toContain('done=by-hand');
  });
});

describe('a stuck case', () => {
  it.each(['retry', 'abandon'])('goes on by "%s", once', async (how) => {
    const caseId = await atStuck(rig);
    const officer = await rig.browser(['operator']);
    expect(await officer.read(`/console/cases/${caseId}`)).toContain('States.TaskFailed');
    const form = { task: `${caseId}/unstick`, how };
    expect((await officer.post(`/console/cases/${caseId}/unstick`, form)).status).toBe(303);
    const again = await officer.post(`/console/cases/${caseId}/unstick`, { ...form, how: 'retry' });
    expect(again.headers.get('location')).toContain('already=unstick');
    expect((await read(caseId)).tasks.at(-1)?.outcome).toBe(how);
  });
});

describe('any form', () => {
  it('is taken for its own case only', async () => {
    const one = await atJudging(rig);
    const other = await atJudging(rig);
    const officer = await rig.browser(['operator']);
    const form = {
      task: `${one.caseId}/judge-evidence`,
      evidenceId: one.evidenceId,
      verdict: 'accepted',
    };
    expect((await officer.post(`/console/cases/${other.caseId}/judge`, form)).status).toBe(404);
    expect(
      (await officer.post(`/console/cases/${other.caseId}/judge`, { ...form, task: 'x' })).status,
    ).toBe(404);
    for (const { caseId } of [one, other])
      expect(await rig.types(caseId)).not.toContain('evidence.judged');
  });
});

import { describe, expect, it } from 'vitest';
import { replan as replanCase } from '../../../core/case/replan.ts';
import { replan } from '../../../functions/acts/replan.ts';
import { sweep } from '../../../functions/scheduled/sweep.ts';
import { emily, know, openPortal, picture } from './requester.ts';

const at = openPortal();

const TO_CCPA = {
  regime: 'ccpa',
  residence: 'california',
  rights: ['ccpa.know-categories', 'ccpa.opt-out'],
  reason: 'She lives in Oakland.',
} as const;
const TO_APPI = {
  regime: 'appi',
  residence: 'japan',
  rights: ['appi.disclose'],
  reason: 'He has moved to Osaka.',
} as const;

const subjects = async (email: string, words: RegExp) =>
  (await at().rig.mails(email)).filter(({ subject }) => words.test(subject));

describe('a case under another law, midway', () => {
  it('gives back the fee, asks for nothing again and goes on to the decision (L-07, L-09, L-10)', async () => {
    const { rig } = at();
    const { caseId, link, form } = await at().toEvidence();
    await at().sendDocument(link, picture());
    await rig.judge(caseId, 'accepted');
    await rig.untilAsked(caseId, 'pay-fee');
    const checkout = (await rig.post(`${link}/pay`)).headers.get('location') ?? '';
    await rig.post(checkout, { act: 'pay' });
    await rig.untilAsked(caseId, 'decide');
    await replan(rig.context, caseId, 'operator:test', TO_CCPA);
    const state = await rig.untilAsked(caseId, 'decide');
    expect(state.tasks.filter(({ kind }) => kind === 'decide').map(({ id }) => id)).toEqual([
      `${caseId}/decide`,
      `${caseId}/decide.2`,
    ]);
    expect(state.payments[0]).toMatchObject({ refund: 'done', refundReason: 'no-longer-due' });
    expect(state.evidence).toHaveLength(1);
    expect(state.plan?.clocks[0]?.receivedOn).toBeDefined();
    await rig.until(caseId, ({ applied }) => applied.some(({ right }) => right === 'ccpa.opt-out'));
    const [told, ...more] = await subjects(form.email, /取扱いを変更/);
    expect(more).toEqual([]);
    expect(told?.text).toMatch(/手数料は不要となりました/);
    expect(told?.text).not.toContain('Oakland');
    expect(await at().page(`${link}?lang=en`)).toContain('We changed how we handle your request.');
  });

  it('asks for what the other law needs besides, and for its fee (L-08, L-10)', async () => {
    const { rig } = at();
    const rights = ['ccpa.know-categories', 'ccpa.opt-out'];
    const { caseId, link, form } = await at().toPoints({ ...know, rights, email: emily.email });
    await rig.post(`${link}/points`, emily);
    await rig.untilAsked(caseId, 'decide');
    await replan(rig.context, caseId, 'operator:test', TO_APPI);
    const asked = await rig.untilAsked(caseId, 'upload-evidence');
    expect(asked.tasks.filter(({ kind }) => kind === 'provide-points').at(-1)?.outcome).toBe(
      'done',
    );
    expect(asked.applied.map(({ right }) => right)).toEqual(['ccpa.opt-out']);
    await at().sendDocument(link, picture());
    await rig.judge(caseId, 'accepted');
    await rig.untilAsked(caseId, 'pay-fee');
    expect(await subjects(form.email, /changed how we handle/)).not.toEqual([]);
    const checkout = (await rig.post(`${link}/pay`)).headers.get('location') ?? '';
    await rig.post(checkout, { act: 'pay' });
    const { findings, payments } = await rig.untilAsked(caseId, 'decide');
    expect(payments[0]).toMatchObject({ disposition: 'kept', refund: 'none' });
    expect(findings).toHaveLength(1);
  });

  it('goes on and is told of by the sweep after a crash, once', async () => {
    const { rig } = at();
    const { caseId, form } = await at().toPoints(know);
    await rig.context.cases.act(caseId, 'operator:test', (now) => replanCase(now, TO_APPI));
    await sweep(rig.context);
    await rig.until(caseId, ({ tasks }) => tasks.some(({ id }) => id.endsWith('provide-points.2')));
    await sweep(rig.context);
    expect(await subjects(form.email, /changed how we handle/)).toHaveLength(1);
    expect((await rig.context.cases.read(caseId)).unfinishedSince).toBeNull();
  });

  it('can be withdrawn afterwards like any other', async () => {
    const { rig } = at();
    const { caseId, link } = await at().toPoints(know);
    await replan(rig.context, caseId, 'operator:test', TO_APPI);
    await rig.until(caseId, ({ tasks }) => tasks.some(({ id }) => id.endsWith('provide-points.2')));
    await rig.post(`${link}/withdraw`);
    const { closed } = await rig.until(caseId, (state) => state.closed !== null);
    expect(closed?.outcome).toBe('withdrawn');
  });
});

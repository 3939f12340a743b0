import { describe, expect, it } from 'vitest';
import { findAfterwards, lookAtDoubt } from '../../../core/case/doubt.ts';
import type { CaseId } from '../../../core/ids.ts';
import { ThirdPartyId } from '../../../core/law/know-categories.ts';
import { doubt, judgeDoubt } from '../../../functions/acts/doubt.ts';
import { newestAsking } from '../../../functions/acts/opt-outs.ts';
import { sweep } from '../../../functions/scheduled/sweep.ts';
import { openPortal, optOut } from './requester.ts';

const at = openPortal();

const FRAUD = {
  right: 'ccpa.opt-out',
  outcome: 'deny',
  grounds: ['ccpa.fraud-belief'],
  reason: 'Four hundred from one address in an hour.',
  explanation: 'It came with four hundred others from one machine.\nWe asked, and heard nothing.',
} as const;
const finding = { ...FRAUD, grounds: [...FRAUD.grounds] };
const HANA = { by: 'operator:hana', mayApprove: true } as const;

async function carriedOut() {
  const asked = await at().ask(optOut);
  const state = await at().rig.until(asked.caseId, ({ closed }) => closed !== null);
  return { ...asked, told: state.told.length };
}

const withdrawals = async (caseId: CaseId) => {
  const { context } = at().rig;
  const boxes = ThirdPartyId.options.map((id) => context.settings.thirdPartyAddresses[id] ?? '');
  const mails = await Promise.all([...new Set(boxes)].map((box) => at().rig.mails(box)));
  return mails
    .flat()
    .filter(({ subject }) => subject.includes(caseId) && subject.includes('is withdrawn'));
};

describe('an opt-out taken back as fraud', () => {
  it('L-06, L-26: no longer counts for the sites; requester and third parties are told, once', async () => {
    const { rig } = at();
    const { caseId, link, form, told } = await carriedOut();
    const out = () => newestAsking(rig.context, { email: form.email }, 'ccpa.opt-out');
    await doubt(rig.context, caseId, 'operator:ken', finding);
    expect((await out())?.state.caseId).toBe(caseId);
    expect(await at().page(`${link}?lang=en`)).not.toContain('four hundred');
    await judgeDoubt(rig.context, caseId, HANA, 'ccpa.opt-out', { how: 'approve' });
    await sweep(rig.context);
    expect(await out()).toBeNull();
    expect(told).toBe(ThirdPartyId.options.length);
    const news = await withdrawals(caseId);
    expect(news).toHaveLength(told);
    expect(news[0]?.text).toContain('under another reference still holds');
    expect(JSON.stringify(news)).not.toMatch(/fraud|machine|example\.com"/);
    const mails = await rig.mails(form.email);
    expect(mails.filter(({ subject }) => /any longer/.test(subject))).toHaveLength(1);
    expect((await rig.context.cases.read(caseId)).unfinishedSince).toBeNull();
  });

  it('L-06, L-18: says on its page why, in our words and the operator’s, and how to object', async () => {
    const { rig } = at();
    const { caseId, link } = await carriedOut();
    await doubt(rig.context, caseId, 'operator:ken', finding);
    await judgeDoubt(rig.context, caseId, HANA, 'ccpa.opt-out', { how: 'approve' });
    const english = await at().page(`${link}?lang=en`);
    expect(english).toContain('We do not comply with this request any longer');
    expect(english).toContain('good-faith, reasonable and documented belief');
    expect(english).toContain('four hundred others from one machine');
    expect(english).toContain('California Privacy Protection Agency');
    expect(english).toContain('taken back on');
    expect(english).not.toContain('from one address in an hour');
    expect(english).not.toContain('We have carried out what you asked for');
    const japanese = await at().page(`${link}?lang=ja`);
    expect(japanese).toContain('このお申し出への対応を取り消しました');
    expect(japanese).toContain('ご異議がある場合');
  });

  it('L-26: is told of by the sweep where a crash came after the record, and only once', async () => {
    const { rig } = at();
    const { caseId, form } = await carriedOut();
    const now = rig.clock.now().toISOString();
    const { cases } = rig.context;
    await cases.act(caseId, 'operator:ken', (state) => findAfterwards(state, finding, now));
    await cases.act(caseId, HANA.by, (state) =>
      lookAtDoubt(state, 'ccpa.opt-out', HANA, { how: 'approve' }, now),
    );
    await sweep(rig.context);
    await sweep(rig.context);
    expect(await withdrawals(caseId)).toHaveLength(ThirdPartyId.options.length);
    const mails = await rig.mails(form.email);
    expect(mails.filter(({ subject }) => /any longer/.test(subject))).toHaveLength(1);
  });

  it('L-06: an older opt-out of the same person still holds', async () => {
    const { rig } = at();
    const first = await carriedOut();
    const second = await at().ask({ ...optOut, email: first.form.email });
    await rig.until(second.caseId, ({ closed }) => closed !== null);
    await doubt(rig.context, second.caseId, 'operator:ken', finding);
    await judgeDoubt(rig.context, second.caseId, HANA, 'ccpa.opt-out', { how: 'approve' });
    const still = await newestAsking(rig.context, { email: first.form.email }, 'ccpa.opt-out');
    expect(still?.state.caseId).toBe(first.caseId);
  });
});

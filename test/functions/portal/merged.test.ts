import { describe, expect, it } from 'vitest';
import { isDuplicate } from '../../../core/case/merging.ts';
import { merge } from '../../../functions/acts/merge.ts';
import { disclosure, emily, openPortal, picture } from './requester.ts';

const at = openPortal();

describe('a request merged into an earlier one of the same person', () => {
  it('ends, is told of where the answer comes, gets its fee back; the earlier goes on (L-09)', async () => {
    const { rig } = at();
    const first = await at().toEvidence();
    await at().sendDocument(first.link, picture());
    await rig.judge(first.caseId, 'accepted');
    await rig.untilAsked(first.caseId, 'pay-fee');

    const second = await at().toPoints({ ...disclosure, email: emily.email, language: 'en' });
    await rig.post(`${second.link}/points`, emily);
    await rig.untilAsked(second.caseId, 'upload-evidence');
    await at().sendDocument(second.link, picture());
    await rig.judge(second.caseId, 'accepted');
    await rig.untilAsked(second.caseId, 'pay-fee');
    const off = await rig.post(`${second.link}/pay`);
    await rig.post(off.headers.get('location') ?? '', { act: 'pay' });
    const later = await rig.untilAsked(second.caseId, 'decide');
    const earlier = await rig.context.cases.read(first.caseId);
    expect(isDuplicate(later, earlier)).toBe(true);

    await merge(rig.context, second.caseId, 'operator:ken', first.caseId);
    const closed = await rig.until(second.caseId, (state) =>
      state.payments.some(({ refund }) => refund === 'done'),
    );
    expect(closed.closed?.outcome).toBe('merged');
    expect(closed.evidence.every(({ destroyed }) => destroyed)).toBe(true);
    expect(closed.payments).toMatchObject([{ refundReason: 'merged' }]);
    expect(closed.answer).toBeNull();
    const mails = (await rig.mails(emily.email)).filter(({ subject }) =>
      subject.includes(second.caseId),
    );
    const told = mails.find(({ subject }) => subject.includes('goes on under case'));
    expect(told?.text).toContain(first.caseId);
    expect(told?.text).not.toMatch(/Emily|Tanaka|~/);
    expect(mails.map(({ text }) => text).join()).toContain('nothing is due for the second');
    expect(await at().page(`${second.link}?lang=en`)).toContain(
      'This request goes on under your earlier one',
    );
    await rig.untilAsked(first.caseId, 'pay-fee');
    expect((await rig.context.cases.read(first.caseId)).plan?.clocks).toEqual(earlier.plan?.clocks);
    const ended = await rig.context.ports.workflow.describe(second.caseId);
    expect(ended?.status).toBe('SUCCEEDED');
  });
});

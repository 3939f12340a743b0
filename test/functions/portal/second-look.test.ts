import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/case/answer.ts';
import { lookAgain } from '../../../core/case/approval.ts';
import type { CaseId } from '../../../core/ids.ts';
import { act } from '../../../functions/desk.ts';
import { openPortal } from './requester.ts';

const at = openPortal();

const unfounded = (caseId: CaseId) =>
  act(at().rig.context, caseId, 'operator:ken', (now) =>
    decide(
      now,
      [{ right: 'ccpa.know-categories', outcome: 'deny', grounds: ['ccpa.manifestly-unfounded'] }],
      { reasons: { 'ccpa.know-categories': 'A test of ours.' } },
    ),
  );

const hana = { by: 'operator:hana', mayApprove: true } as const;

describe('a request called unfounded, in the workflow (L-07)', () => {
  it('gets its letter only after approval; sent back, it is decided in another round', async () => {
    const { rig } = at();
    const { caseId, link } = await at().toDecision();
    await unfounded(caseId);
    const waiting = await rig.untilAsked(caseId, 'approve');
    expect(waiting.answer).toBeNull();
    const page = await at().page(`${link}?lang=en`);
    expect(page).toContain('reviews what was found');
    expect(page).not.toMatch(/approv/i);
    await act(rig.context, caseId, hana.by, (now) =>
      lookAgain(now, hana, { how: 'send-back', note: 'Once more.' }),
    );
    const again = await rig.untilAsked(caseId, 'decide');
    expect(again.tasks.at(-1)).toMatchObject({ kind: 'decide', round: 2 });
    await unfounded(caseId);
    await rig.untilAsked(caseId, 'approve');
    await act(rig.context, caseId, hana.by, (now) => lookAgain(now, hana, { how: 'approve' }));
    const answered = await rig.untilAsked(caseId, 'fetch-answer');
    expect(answered.decisions).toMatchObject([{ by: 'operator:ken', approval: { by: hana.by } }]);
    expect(answered.answer?.at && answered.answer.at >= (answered.decisions[0]?.at ?? '')).toBe(
      true,
    );
  });
});

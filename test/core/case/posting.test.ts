/** An answer on paper (L-19). */
import { describe, expect, it } from 'vitest';
import { countsOf } from '../../../core/case/metrics.ts';
import { handOverByLink, postAnswer } from '../../../core/case/posting.ts';
import { rowOf } from '../../../core/case/row.ts';
import { knownOutcome } from '../../../core/case/tasks.ts';
import { isOnPaper } from '../../../core/law/delivery.ts';
import { CaseRig } from './case-rig.ts';

const hash = '0'.repeat(64);

/** Decided and assembled; an operator is to post it. */
function toPost(
  delivery: 'paper' | 'electronic' = 'paper',
  outcome = 'disclose' as const,
): CaseRig {
  const rig = new CaseRig({ delivery });
  rig.did([{ type: 'decision.made', data: { right: 'appi.disclose', outcome, grounds: [] } }]);
  rig.now = '2026-11-23T16:00:00.000Z';
  const files = { key: 'package', sha256: hash, size: 100, letterSha256: hash };
  rig.did([{ type: 'answer.assembled', data: { ...files, manifestSha256: hash, logHead: hash } }]);
  rig.opens('post-answer');
  return rig;
}

const posting = { on: '2026-11-25', address: '〒150-0002\n東京都渋谷区渋谷2-24-12', tracking: '' };
const NOW = '2026-11-26T00:00:00.000Z';

describe('an answer on paper', () => {
  it('is given on the day of posting: until then its clock runs (L-19, L-21)', () => {
    const rig = toPost();
    expect(rowOf(rig.state)).toMatchObject({
      operatorTasks: ['post-answer'],
      targetDate: '2026-12-02',
    });
    rig.now = NOW;
    rig.did(postAnswer(rig.state, posting, NOW), 'operator:one');
    expect(rowOf(rig.state)).toMatchObject({ operatorTasks: [], targetDate: null });
    expect(countsOf(rig.state)[0]?.fate).toMatchObject({ days: 6 });
    expect(rig.state.posted).toMatchObject({ on: '2026-11-25', tracking: null });
    expect(rig.state.owedMails).toEqual([{ purpose: 'answer-posted', key: 'answer-posted' }]);
  });

  it('is posted once, not ahead, and not before there was one; in Japan', () => {
    const rig = toPost();
    const on = (day: string) => () => postAnswer(rig.state, { ...posting, on: day }, NOW);
    // Assembled on the 24th in Japan; it is the 26th there.
    for (const day of ['2026-11-23', '2026-11-27']) expect(on(day)).toThrow('posting-day');
    for (const day of ['2026-11-24', '2026-11-26']) expect(on(day)()).toHaveLength(2);
    const nowhere = () => postAnswer(rig.state, { ...posting, address: ' \n' }, NOW);
    expect(nowhere).toThrow('postal-address-needed');
    rig.did(postAnswer(rig.state, posting, NOW));
    expect(on('2026-11-26')).toThrow('already-answered');
    expect(knownOutcome(rig.state, { kind: 'post-answer' })).toBe('done');
  });

  it('may be handed over by link after all, with why', () => {
    const rig = toPost();
    expect(() => handOverByLink(rig.state, ' ')).toThrow('reason-needed');
    rig.did(handOverByLink(rig.state, 'she asked for it on the telephone'));
    expect(rig.state).toMatchObject({ delivery: 'electronic', deliveryChanged: true });
    expect(rig.state.tasks.at(-1)?.outcome).toBe('electronic');
    expect(rowOf(rig.state).targetDate).toBeNull();
    expect(knownOutcome(rig.state, { kind: 'post-answer' })).toBe('electronic');
  });

  it('is what a method that is too difficult gives way to, and nothing else that was not asked (L-19)', () => {
    const decided = (outcome: 'method-changed' | 'disclose' | 'refuse', deliveryChanged = false) =>
      isOnPaper({ delivery: 'electronic', deliveryChanged, decisions: [{ outcome }] });
    expect(decided('method-changed')).toBe(true);
    expect(decided('method-changed', true)).toBe(false);
    expect([decided('disclose'), decided('refuse')]).toEqual([false, false]);
  });
});

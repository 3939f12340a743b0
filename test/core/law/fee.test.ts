import { describe, expect, it } from 'vitest';
import {
  feeFor,
  type RefundQuestion,
  RefundReason,
  refundDue,
  refundRule,
  sayFee,
} from '../../../core/law/fee.ts';
import type { Right } from '../../../core/law/rights.ts';

const why = (question: RefundQuestion) => {
  const refund = refundDue(question);
  return refund.due ? refund.why : null;
};
const decided = (...pairs: [Right, string][]) =>
  why({ reason: 'decided', decisions: pairs.map(([right, outcome]) => ({ right, outcome })) });

describe('the fee gate', () => {
  it('is closed under CCPA even if a priced right came through (L-07)', () => {
    expect(feeFor('ccpa', ['appi.disclose'])).toBeNull();
    expect(feeFor('appi', ['appi.disclose'])?.cites).toContain('P-7');
  });
});

describe('a fee that was paid (L-09)', () => {
  it.each(['disclose', 'partial', 'method-changed'])('is kept when the answer is %s', (outcome) => {
    expect(decided(['appi.disclose', outcome])).toBeNull();
  });

  it('goes back when disclosure is refused', () => {
    expect(decided(['appi.disclose', 'refuse'])).toBe('refused');
  });

  it('goes back when nothing is held', () => {
    expect(decided(['appi.disclose-provision', 'not-held'])).toBe('not-held');
  });

  it('is earned by one disclosure of two', () => {
    const both = decided(['appi.disclose', 'disclose'], ['appi.disclose-provision', 'not-held']);
    expect(both).toBeNull();
  });

  it('is not earned by a partial correction beside a refused disclosure', () => {
    const both = decided(['appi.disclose', 'refuse'], ['appi.correct', 'partial']);
    expect(both).toBe('refused');
  });

  it.each<[string, RefundQuestion, RefundReason | null]>([
    ['withdrawn before collection', { reason: 'withdrawn', collectionStarted: false }, 'withdrawn'],
    ['withdrawn after it had begun', { reason: 'withdrawn', collectionStarted: true }, null],
    ['closed without a decision', { reason: 'closed-without-disclosure' }, 'refused'],
    ['paid twice', { reason: 'paid-twice' }, 'paid-twice'],
    ['paid late', { reason: 'paid-late' }, 'paid-late'],
    ['paid in a wrong amount', { reason: 'wrong-amount' }, 'wrong-amount'],
    ['of a plan changed to CCPA (L-07)', { reason: 'plan-changed', fee: null }, 'no-longer-due'],
  ])('%s: %j', (_, question, reason) => {
    expect(why(question)).toBe(reason);
  });

  it('goes back when only free rights were decided (L-08)', () => {
    expect(decided(['ccpa.know-specific', 'grant'])).toBe('no-longer-due');
  });
});

describe('the words of a refund', () => {
  it.each(RefundReason.options)('for %s stand in both languages', (reason) => {
    const { words, cites } = refundRule(reason);
    expect(words.en).toMatch(/\.$/);
    expect(words.ja).toMatch(/。$/);
    expect(cites).toContain('L-09');
  });

  it('do not tell a refusal from data not held (L-30, L-32)', () => {
    expect(refundRule('refused').words).toEqual(refundRule('not-held').words);
  });

  it('say the amount', () => {
    expect(sayFee({ amount: 500 }, 'en')).toBe('US$5');
    expect(sayFee({ amount: 550 }, 'ja')).toBe('5.50米ドル');
  });
});

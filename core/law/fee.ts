/** The fee: only for disclosure under APPI (L-08), never under CCPA (L-07), and back when it was not earned (L-09). */
import { z } from 'zod';
import type { Outcome } from './outcomes.ts';
import type { Fee } from './plan.ts';
import type { Language, Regime, Right, Words } from './rights.ts';
import { APPI_2022, type Rule } from './rule.ts';
import { ruleFor } from './rules.ts';

/** One fee a case, however many disclosures it asks for. Null: free. */
export function feeFor(regime: Regime, rights: readonly Right[]): Fee | null {
  if (regime === 'ccpa') return null;
  const priced = rights.map(ruleFor).filter((rule) => rule.fee > 0);
  const amount = Math.max(0, ...priced.map((rule) => rule.fee));
  if (amount === 0) return null;
  return { amount, currency: 'usd', cites: ['L-08', 'APPI 38', 'P-7'] };
}

/** `US$5`, `5米ドル`; cents only when there are some. */
export function sayFee(fee: Pick<Fee, 'amount'>, language: Language): string {
  const dollars = fee.amount % 100 === 0 ? String(fee.amount / 100) : (fee.amount / 100).toFixed(2);
  return language === 'ja' ? `${dollars}米ドル` : `US$${dollars}`;
}

export const RefundReason = z.enum([
  'refused',
  'not-held',
  'withdrawn',
  'paid-twice',
  'paid-late',
  'no-longer-due',
]);
export type RefundReason = z.infer<typeof RefundReason>;

/** What happened to the case or to the payment, so that the question of a refund arises. */
export type RefundQuestion =
  /** The decisions have been taken, all of them. */
  | { reason: 'decided'; decisions: readonly { right: Right; outcome: Outcome }[] }
  /** The requester withdrew. */
  | { reason: 'withdrawn'; collectionStarted: boolean }
  /** A payment arrived although another had been taken. */
  | { reason: 'paid-twice' }
  /** A payment arrived after the case had gone on without it (expired, closed). */
  | { reason: 'paid-late' }
  /** The plan was computed anew. */
  | { reason: 'plan-changed'; fee: Fee | null }
  /** The case was closed by us without a disclosure for any other cause. */
  | { reason: 'closed-without-disclosure' };

export type Refund = { due: false } | { due: true; why: RefundReason; cites: readonly string[] };

export interface RefundRule extends Rule {
  why: RefundReason;
  /** For the requester; names no detail of the decision (L-30). */
  words: Words;
}

const OURS = { cites: ['L-09'], confidence: 'Q', valid: APPI_2022 } as const;

export const REFUND_RULES: Readonly<Record<RefundReason, RefundRule>> = {
  refused: {
    ...OURS,
    id: 'fee.refund-refused',
    why: 'refused',
    words: {
      en: 'The fee is only for a disclosure that takes place.',
      ja: '手数料は、開示を行った場合にのみ申し受けるものであるためです。',
    },
  },
  'not-held': {
    ...OURS,
    id: 'fee.refund-not-held',
    why: 'not-held',
    // The same words as for a refusal: a mail must not say whether data is held (L-30, L-32).
    words: {
      en: 'The fee is only for a disclosure that takes place.',
      ja: '手数料は、開示を行った場合にのみ申し受けるものであるためです。',
    },
  },
  withdrawn: {
    ...OURS,
    id: 'fee.refund-withdrawn',
    why: 'withdrawn',
    words: {
      en: 'You withdrew your request before we had begun to collect your data.',
      ja: '当社がデータの収集を始める前に、請求を取り下げられたためです。',
    },
  },
  'paid-twice': {
    ...OURS,
    id: 'fee.refund-paid-twice',
    why: 'paid-twice',
    words: {
      en: 'The fee had been paid already.',
      ja: '手数料をすでにお支払いいただいていたためです。',
    },
  },
  'paid-late': {
    ...OURS,
    id: 'fee.refund-paid-late',
    why: 'paid-late',
    words: {
      en: 'The payment reached us after the request had been closed.',
      ja: 'お支払いの確認が、手続の終了後となったためです。',
    },
  },
  'no-longer-due': {
    ...OURS,
    id: 'fee.refund-no-longer-due',
    cites: ['L-07', 'L-08', 'L-09'],
    why: 'no-longer-due',
    words: {
      en: 'Your request turned out to be free of charge.',
      ja: '無料で承る請求であることが判明したためです。',
    },
  },
};

const DISCLOSED: readonly Outcome[] = ['disclose', 'partial', 'method-changed'];

function whyBack(question: RefundQuestion): RefundReason | null {
  switch (question.reason) {
    case 'decided': {
      const priced = question.decisions.filter(({ right }) => ruleFor(right).fee > 0);
      if (priced.some(({ outcome }) => DISCLOSED.includes(outcome))) return null;
      if (priced.length === 0) return 'no-longer-due';
      return priced.every(({ outcome }) => outcome === 'not-held') ? 'not-held' : 'refused';
    }
    case 'withdrawn':
      return question.collectionStarted ? null : 'withdrawn';
    case 'plan-changed':
      return question.fee === null ? 'no-longer-due' : null;
    case 'closed-without-disclosure':
      return 'refused';
    case 'paid-twice':
    case 'paid-late':
      return question.reason;
  }
}

/** Whether a fee that was paid must go back (always the whole of it), and why (L-09). */
export function refundDue(question: RefundQuestion): Refund {
  const why = whyBack(question);
  return why === null ? { due: false } : { due: true, why, cites: REFUND_RULES[why].cites };
}

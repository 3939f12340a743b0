/** The fee: only for disclosure under APPI (L-08), never under CCPA (L-07), and back when it was not earned (L-09). */
import { z } from 'zod';
import type { Fee } from './plan.ts';
import type { Language, Regime, Right, Words } from './rights.ts';
import { APPI_2022, type Rule } from './rule.ts';
import { ruleFor } from './rules.ts';
import type { Law } from './versions.ts';

/** Where the policy makes the fee public. */
const FEE_SECTION = 'P-7';

/** `section 7 of our privacy policy`, for whoever is asked to pay. */
export const sayFeeSection = (language: Language): string =>
  language === 'ja'
    ? `当社プライバシーポリシー第${FEE_SECTION.slice(2)}条`
    : `section ${FEE_SECTION.slice(2)} of our privacy policy`;

/** One fee a case, however many disclosures it asks for. Null: free. */
export function feeFor(regime: Regime, rights: readonly Right[], law?: Law): Fee | null {
  if (regime === 'ccpa') return null;
  const priced = rights.map((right) => ruleFor(right, law)).filter((rule) => rule.fee > 0);
  const amount = Math.max(0, ...priced.map((rule) => rule.fee));
  if (amount === 0) return null;
  return { amount, currency: 'usd', cites: ['L-08', 'APPI 38', FEE_SECTION] };
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
  'wrong-amount',
  'no-longer-due',
  'merged',
]);
export type RefundReason = z.infer<typeof RefundReason>;

export interface RefundRule extends Rule {
  why: RefundReason;
  /** For the requester; names no detail of the decision (L-30). */
  words: Words;
}

/** The same words whether it was refused or nothing is held: a mail must not tell which (L-30, L-32). */
const NO_DISCLOSURE: Words = {
  en: 'The fee is only for a disclosure that takes place.',
  ja: '手数料は、開示を行った場合にのみ申し受けるものであるためです。',
};

const WORDS: Readonly<Record<RefundReason, Words>> = {
  refused: NO_DISCLOSURE,
  'not-held': NO_DISCLOSURE,
  withdrawn: {
    en: 'You withdrew your request before we had begun to collect your data.',
    ja: '当社がデータの収集を始める前に、請求を取り下げられたためです。',
  },
  'paid-twice': {
    en: 'The fee had been paid already.',
    ja: '手数料をすでにお支払いいただいていたためです。',
  },
  'paid-late': {
    en: 'The payment reached us when no fee was due any more.',
    ja: 'お支払いを確認した時点で、手数料が不要となっていたためです。',
  },
  'wrong-amount': {
    en: 'The amount paid was not that of the fee.',
    ja: 'お支払いの金額が、手数料の額と異なっていたためです。',
  },
  merged: {
    en: 'Your request was joined to an earlier one of yours, and nothing is due for the second.',
    ja: '先のご請求に統合したため、今回のご請求の手数料は不要となったためです。',
  },
  'no-longer-due': {
    en: 'Your request turned out to be free of charge.',
    ja: '無料で承る請求であることが判明したためです。',
  },
};

/** One rule a reason; a refund is always of the whole payment. (ours) */
export function refundRule(why: RefundReason): RefundRule {
  const cites = why === 'no-longer-due' ? ['L-07', 'L-08', 'L-09'] : ['L-09'];
  return {
    id: `fee.refund-${why}`,
    cites,
    confidence: 'Q',
    valid: APPI_2022,
    why,
    words: WORDS[why],
  };
}

/** What happened to the case or to the payment, so that the question of a refund arises. */
export type RefundQuestion =
  /** The decisions have been taken, all of them. */
  | { reason: 'decided'; decisions: readonly { right: Right; outcome: string }[] }
  /** The requester withdrew before a decision. */
  | { reason: 'withdrawn'; collectionStarted: boolean }
  /** A payment arrived that was never due. */
  | { reason: 'paid-twice' | 'paid-late' | 'wrong-amount' }
  /** The plan was computed anew. */
  | { reason: 'plan-changed'; fee: Fee | null }
  /** The person's earlier case answers this one, too. */
  | { reason: 'merged' }
  /** The case came to its end without a decision, for any other cause. */
  | { reason: 'closed-without-disclosure' };

export type Refund = { due: false } | { due: true; why: RefundReason; cites: readonly string[] };

const DISCLOSED: readonly string[] = ['disclose', 'partial', 'method-changed'];

/** One disclosure earns the fee, whatever became of the other rights. */
function unearned(decisions: readonly { right: Right; outcome: string }[]): RefundReason | null {
  const priced = decisions.filter(({ right }) => ruleFor(right).fee > 0);
  if (priced.some(({ outcome }) => DISCLOSED.includes(outcome))) return null;
  if (priced.length === 0) return 'no-longer-due';
  return priced.every(({ outcome }) => outcome === 'not-held') ? 'not-held' : 'refused';
}

function whyBack(question: RefundQuestion): RefundReason | null {
  switch (question.reason) {
    case 'decided':
      return unearned(question.decisions);
    case 'withdrawn':
      return question.collectionStarted ? null : 'withdrawn';
    case 'plan-changed':
      return question.fee === null ? 'no-longer-due' : null;
    case 'closed-without-disclosure':
      return 'refused';
    case 'merged':
    case 'paid-twice':
    case 'paid-late':
    case 'wrong-amount':
      return question.reason;
  }
}

/** Whether a fee that was paid must go back (always the whole of it), and why (L-09). */
export function refundDue(question: RefundQuestion): Refund {
  const why = whyBack(question);
  return why === null ? { due: false } : { due: true, why, cites: refundRule(why).cites };
}

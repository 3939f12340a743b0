/** What stands before a clock's target, for whoever waits for us. */
import { EXTENSION_REASONS, type ExtensionReason } from '../../../core/law/extension.ts';
import type { Language, Right, Words } from '../../../core/law/rights.ts';

const ANSWERED_BY: Words = { en: 'we expect to answer by', ja: '回答予定日' };
const DONE_BY: Words = { en: 'we expect to have done it by', ja: '実施予定日' };

/** Opt-out and limit are carried out, everything else is answered (L-06). */
export function expectedBy(right: Right, language: Language): string {
  const carriedOut = right === 'ccpa.opt-out' || right === 'ccpa.limit';
  return (carriedOut ? DONE_BY : ANSWERED_BY)[language];
}

/** Why the period is longer than it was (L-02), as the notice has said it. */
export function extendedBecause(reason: ExtensionReason, language: Language): string {
  const why = EXTENSION_REASONS[reason][language];
  return language === 'ja'
    ? `${why}、回答期限を1回延長しています。`
    : `We have extended the period once, because ${why}.`;
}

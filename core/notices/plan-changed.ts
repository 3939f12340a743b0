/**
 * An operator has changed what the case is about or which law it stands under: what that means for
 * the fee, for showing who asks, and for the day of the answer (L-03). Nothing of what was asked (L-30).
 */
import type { Plan } from '../law/plan.ts';
import type { Language, Regime, Words } from '../law/rights.ts';
import { expected, feeWords, partly, verificationWords } from './acknowledgement.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export interface PlanChangedFacts extends PageFacts {
  plan: Plan;
  /** As it was before. */
  from: { regime: Regime; verified: boolean; fee: boolean };
  /** Who asks is established already, and that does for the new plan. */
  established: boolean;
  fee: 'none' | 'paid' | 'due' | 'paid-back';
}

const LAW: Readonly<Record<Regime, Words>> = {
  appi: {
    en: "Your request is now handled under Japan's Act on the Protection of Personal Information.",
    ja: 'ご請求は、日本の個人情報の保護に関する法律に基づいて取り扱うこととなりました。',
  },
  ccpa: {
    en: 'Your request is now handled under the California Consumer Privacy Act.',
    ja: 'ご請求は、カリフォルニア州消費者プライバシー法（CCPA）に基づいて取り扱うこととなりました。',
  },
};

const NO_IDENTITY: Words = {
  en: 'You no longer have to show who you are.',
  ja: 'ご本人からの請求であることの確認は、不要となりました。',
};
const ESTABLISHED: Words = {
  en: 'We have made sure already that the request comes from you, and ask for nothing more.',
  ja: 'ご本人からの請求であることはすでに確認できており、追加のお手続は必要ありません。',
};
const KEPT: Words = {
  en: 'What you have given us already counts, and you are not asked for it again.',
  ja: 'すでにご提供いただいたものは引き続き有効であり、改めてお願いすることはありません。',
};

function identity(facts: PlanChangedFacts, language: Language): string | false {
  const { plan, from, established } = facts;
  if (plan.verification.level === 'none') return from.verified && NO_IDENTITY[language];
  if (established) return ESTABLISHED[language];
  const gap = language === 'ja' ? '' : ' ';
  return `${verificationWords(plan, language)}${gap}${KEPT[language]}`;
}

const FEE: Readonly<Record<'none' | 'paid' | 'paid-back', Words>> = {
  none: { en: 'There is no longer a fee.', ja: '手数料は不要となりました。' },
  paid: {
    en: 'The fee that you have paid stays as it is; nothing more is due.',
    ja: 'お支払い済みの手数料はそのまま充当し、追加のお支払いはありません。',
  },
  'paid-back': {
    en: 'There is no longer a fee, and we pay back what you have paid.',
    ja: '手数料は不要となりました。お支払い済みの金額は返金いたします。',
  },
};

function fee({ plan, fee: how, from }: PlanChangedFacts, language: Language): string | false {
  if (how === 'due') return feeWords(plan, language);
  return (how !== 'none' || from.fee) && FEE[how][language];
}

export function planChanged(facts: PlanChangedFacts, language: Language): Notice {
  const { plan, from } = facts;
  const rights = plan.verified.length > 0 ? plan.verified : plan.unverified;
  const law = plan.regime !== from.regime && LAW[plan.regime][language];
  const rest = [
    identity(facts, language),
    plan.verified.length > 0 && partly(plan, language),
    fee(facts, language),
    expected(plan, rights, language),
  ];
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'We have changed how we handle your request',
      paragraphs: [
        'We have looked at your request again and changed how we handle it. The page of your case shows what we now work on. The day on which you asked stays the same.',
        law,
        ...rest,
        'If you think that this is not right, please write to us at the address below.',
      ],
      action: 'See where your request stands',
    }),
    ja: () => ({
      subject: 'ご請求の取扱いを変更いたしました',
      paragraphs: [
        'ご請求の内容を改めて確認し、取扱いを変更いたしました。現在の対応内容は、お手続のページでご確認いただけます。受付日に変更はありません。',
        law,
        ...rest,
        'お心当たりと異なる場合は、下記の連絡先までお知らせください。',
      ],
      action: 'お手続の状況を見る',
    }),
  });
}

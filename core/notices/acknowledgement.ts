/**
 * Acknowledgement (L-03): receipt, how verification works, when an answer is to be expected. A case
 * that needs no verification reads no word about it (L-06).
 */
import { sayDay } from '../law/calendar.ts';
import { sayFee } from '../law/fee.ts';
import type { Clock, Day, Plan } from '../law/plan.ts';
import type { Language, Right } from '../law/rights.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export interface AcknowledgementFacts extends PageFacts {
  plan: Plan;
  /** Whether the address has been confirmed already, as by completing a request that came by e-mail. */
  confirmed: boolean;
}

const answers = (plan: Plan, rights: readonly Right[]): Clock[] =>
  plan.clocks.filter(({ kind, right }) => kind !== 'acknowledge' && rights.includes(right));

const latest = (days: readonly Day[]): Day | undefined => [...days].sort().at(-1);

/** "You can expect our answer by …", with the law's last day where there is one. */
export function expected(plan: Plan, rights: readonly Right[], language: Language): string | null {
  const clocks = answers(plan, rights);
  const target = latest(clocks.map((clock) => clock.target));
  const limit = latest(clocks.flatMap((clock) => (clock.limit ? [clock.limit] : [])));
  if (target === undefined) return null;
  const day = sayDay(target, language);
  if (language === 'ja')
    return limit
      ? `${day}までに回答する予定です（法令上の期限は${sayDay(limit, 'ja')}です）。`
      : `${day}までに、遅滞なく回答いたします。`;
  return limit
    ? `You can expect our answer by ${day}; the law gives us until ${sayDay(limit, 'en')}.`
    : `We answer without delay; you can expect our answer by ${day}.`;
}

/** For a case of opt-out or limit alone: not a word about identity (L-06). */
function unverifiedOnly({ plan }: AcknowledgementFacts, language: Language): string {
  const toDo = plan.unverified;
  const ja = language === 'ja';
  const nothing = ja
    ? 'お客様に行っていただくお手続はありません。'
    : 'There is nothing you need to do. ';
  const target = latest(answers(plan, toDo).map((clock) => clock.target));
  const limit = latest(answers(plan, toDo).map((clock) => clock.limit ?? clock.target));
  const by = target ? sayDay(target, language) : '';
  const until = limit ? sayDay(limit, language) : '';
  return ja
    ? `${nothing}できる限り速やかに、遅くとも${by}までに実施し、完了しましたらメールでお知らせいたします（法令上の期限は${until}です）。`
    : `${nothing}We carry it out as soon as we can, by ${by} at the latest, and write to you when it is done. The law gives us until ${until}.`;
}

export function verificationWords({ verification }: Plan, language: Language): string {
  const { level, points, declaration, document } = verification;
  if (level === 'none')
    return language === 'ja'
      ? 'お問い合わせに本人確認書類は必要ありません。'
      : 'You need not prove who you are to get our reply.';
  if (language === 'ja')
    return [
      'ご本人からの請求であることを、次のように確認いたします。',
      `まず、ご入力いただく情報のうち${points}項目以上が、当社の保有する情報と一致するかを確認します。`,
      declaration
        ? 'あわせて、偽証の場合に罰則を受けることを承知のうえでの宣誓をお願いします。'
        : '',
      document === 'always'
        ? '続いて、本人確認書類（パスポート、運転免許証、マイナンバーカード（表面のみ）、学生証など）の画像をお送りいただき、担当者が確認します。'
        : '一致が足りない場合に限り、本人確認書類の画像をお願いすることがあります。',
      'いただいたものは本人確認のみに利用し、確認後速やかに廃棄します。',
    ].join('');
  return [
    'This is how we make sure that the request comes from you.',
    `First we compare details that you give us with those we hold; ${points} must agree.`,
    declaration ? 'We also ask you for a declaration under penalty of perjury.' : '',
    document === 'always'
      ? "Then we ask for a picture of an identity document (passport, driver's license, front of a My Number card, student ID or the like), which one of us looks at."
      : 'Only if those details do not suffice do we ask for a picture of an identity document.',
    'We use what you send for this alone and destroy it as soon as it has served.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

export function feeWords({ fee, regime }: Plan, language: Language): string {
  if (fee === null) {
    if (language === 'ja') return 'このご請求に手数料はかかりません。';
    return regime === 'ccpa'
      ? 'Your request is free of charge.'
      : 'There is no fee for this request.';
  }
  const amount = sayFee(fee, language);
  return language === 'ja'
    ? `開示には手数料${amount}を申し受けます。お支払いは本人確認が済んだ後にご案内いたします。開示に至らなかった場合は返金いたします。`
    : `Disclosure costs ${amount}. We ask for it only after we have made sure that the request comes from you, and pay it back if nothing is disclosed.`;
}

export function partly(plan: Plan, language: Language): string | false {
  if (plan.unverified.length === 0) return false;
  if (plan.verification.level === 'none')
    return language === 'ja'
      ? 'そのほかのご請求には、お待ちいただくことなく直ちに対応いたします。'
      : 'The other parts of your request do not wait for it: we carry them out at once.';
  return language === 'ja'
    ? 'ご請求のうち、この確認を要しないものは、お待ちいただくことなく直ちに対応いたします。'
    : 'Those parts of your request that need none of this do not wait for it: we carry them out at once.';
}

export function acknowledgement(facts: AcknowledgementFacts, language: Language): Notice {
  const { plan, caseId, confirmed } = facts;
  const received = plan.clocks[0]?.receivedOn;
  const waits = plan.verified.length > 0;
  const on = received ? sayDay(received, language) : null;
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'We have received your request',
      paragraphs: [
        `We received your request${on ? ` on ${on}` : ''}. Its number is ${caseId}.`,
        !waits && unverifiedOnly(facts, 'en'),
        waits &&
          (confirmed
            ? 'Please go on, on the page of your case.'
            : 'Please open the page of your case and confirm that this e-mail address is yours.'),
        waits && verificationWords(plan, 'en'),
        waits && partly(plan, 'en'),
        waits && feeWords(plan, 'en'),
        waits && expected(plan, plan.verified, 'en'),
        waits && !confirmed && 'If you did not send a request, please ignore this e-mail.',
      ],
      action: !waits
        ? 'See where your request stands'
        : confirmed
          ? 'Continue'
          : 'Confirm and continue',
    }),
    ja: () => ({
      subject: 'ご請求を受け付けました',
      paragraphs: [
        `${on ? `${on}に、` : ''}ご請求を受け付けました。受付番号は ${caseId} です。`,
        !waits && unverifiedOnly(facts, 'ja'),
        waits &&
          (confirmed
            ? '下記のページで、お手続をお進めください。'
            : '下記のページを開き、このメールアドレスがお客様のものであることをご確認ください。'),
        waits && verificationWords(plan, 'ja'),
        waits && partly(plan, 'ja'),
        waits && feeWords(plan, 'ja'),
        waits && expected(plan, plan.verified, 'ja'),
        waits && !confirmed && 'お心当たりのない場合は、本メールを破棄してください。',
      ],
      action: !waits ? 'お手続の状況を見る' : confirmed ? '手続を進める' : '確認して手続を進める',
    }),
  });
}

/**
 * Acknowledgement to an agent (L-03, L-22): which proof is needed, what happens then, when an answer is to
 * be expected. Where opt-out or limit alone is asked for, not a word about identity (L-06).
 */
import { ACCEPTED_PROOFS } from '../law/authority-proof.ts';
import { sayDay } from '../law/calendar.ts';
import type { Authority, Plan } from '../law/plan.ts';
import type { Language } from '../law/rights.ts';
import { expected, feeWords } from './acknowledgement.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export interface AcknowledgementAgentFacts extends PageFacts {
  plan: Plan;
  authority: Authority;
}

const proofsIn = ({ proofs }: Authority, language: Language): string =>
  ACCEPTED_PROOFS.filter(({ kind }) => proofs.includes(kind))
    .map(({ title }) => title[language])
    .join(language === 'ja' ? '、' : '; ');

/** What follows the proof, for rights whose subject has to be verified. */
function verifying({ plan, authority }: AcknowledgementAgentFacts, language: Language) {
  const { level, points, declaration, document } = plan.verification;
  if (level === 'none') return false;
  const { confirm } = authority;
  if (language === 'ja')
    return [
      confirm ? '書面の確認後、ご本人に直接メールをお送りし、委任の事実を確認します。' : '',
      `続いて、ご本人について入力いただく情報のうち${points}項目以上が、当社の保有する情報と一致するかを確認します。`,
      declaration
        ? `あわせて、${confirm ? 'ご本人に' : ''}偽証の場合に罰則を受けることを承知のうえでの宣誓をお願いします。`
        : '',
      document === 'always'
        ? 'さらに、ご本人の本人確認書類の画像をお送りいただき、担当者が確認します。'
        : '一致が足りない場合に限り、ご本人の本人確認書類の画像をお願いすることがあります。',
    ].join('');
  return [
    confirm
      ? 'Once we have looked at it, we write to the person for whom you ask, and they confirm that they gave you permission.'
      : '',
    `Then we compare details that you give us of that person with those we hold; ${points} must agree.`,
    declaration
      ? `We also ask ${confirm ? 'that person' : 'you'} for a declaration under penalty of perjury.`
      : '',
    document === 'always'
      ? 'We also ask for a picture of an identity document of that person, which one of us looks at.'
      : 'Only if those details do not suffice do we ask for a picture of an identity document of that person.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function carriedOut({ plan }: AcknowledgementAgentFacts, language: Language): string | false {
  if (plan.unverified.length === 0) return false;
  const clocks = plan.clocks.filter(
    ({ kind, right }) => kind !== 'acknowledge' && plan.unverified.includes(right),
  );
  const by = clocks
    .map(({ target }) => target)
    .sort()
    .at(-1);
  const day = by ? sayDay(by, language) : '';
  return language === 'ja'
    ? `販売・共有の停止および利用の制限は、書面を確認でき次第、遅くとも${day}までに実施し、完了しましたらメールでお知らせいたします。`
    : `Stopping sale and sharing and limiting use wait for nothing else: we carry them out once we have looked at the paper, by ${day} at the latest, and write to you when it is done.`;
}

export function acknowledgementAgent(facts: AcknowledgementAgentFacts, language: Language): Notice {
  const { plan, caseId, authority } = facts;
  const received = plan.clocks[0]?.receivedOn;
  const on = received ? sayDay(received, language) : null;
  const proofs = proofsIn(authority, language);
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'We have received the request that you made for another person',
      paragraphs: [
        `We received the request that you made for another person${on ? ` on ${on}` : ''}. Its number is ${caseId}.`,
        `Please open the page of your case and upload what shows that you may make it: ${proofs}.${authority.proofs.length > 1 ? ' One of them is enough.' : ''} We use it for this alone and destroy it as soon as it has been looked at.`,
        carriedOut(facts, 'en'),
        verifying(facts, 'en'),
        plan.verified.length > 0 && feeWords(plan, 'en'),
        plan.verified.length > 0 && expected(plan, plan.verified, 'en'),
        'Our answer goes to you. If you did not send a request, please ignore this e-mail.',
      ],
      action: 'Continue',
    }),
    ja: () => ({
      subject: '代理人としてのご請求を受け付けました',
      paragraphs: [
        `${on ? `${on}に、` : ''}代理人としてのご請求を受け付けました。受付番号は ${caseId} です。`,
        `下記のページを開き、代理権を確認できる書面（${proofs}${authority.proofs.length > 1 ? 'のいずれか一点' : ''}）をご提出ください。書面は代理権の確認のみに利用し、確認後速やかに廃棄します。`,
        carriedOut(facts, 'ja'),
        verifying(facts, 'ja'),
        plan.verified.length > 0 && feeWords(plan, 'ja'),
        plan.verified.length > 0 && expected(plan, plan.verified, 'ja'),
        '回答は代理人の方にお送りします。お心当たりのない場合は、本メールを破棄してください。',
      ],
      action: '手続を進める',
    }),
  });
}

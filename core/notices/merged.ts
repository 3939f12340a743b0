/** A second request for the same was joined to the first: where the answer will come (L-32: told only to who was verified for both). */
import type { CaseId } from '../ids.ts';
import type { Language } from '../law/rights.ts';
import { type CaseFacts, caseNotice, type Notice } from './notice.ts';

export interface MergedFacts extends CaseFacts {
  /** The earlier case, in which the answer comes. */
  into: CaseId;
  /** Where the link to its page can be asked for. */
  url: string;
}

export function merged(facts: MergedFacts, language: Language): Notice {
  const { into } = facts;
  return caseNotice(facts, language, {
    en: () => ({
      subject: `Your request goes on under case ${into}`,
      paragraphs: [
        `You asked us for the same in an earlier request, case ${into}, and we have joined this one to it. One answer to both will come there, by the dates of the earlier request: you do not wait longer.`,
        'Documents that you sent for this request are destroyed. If you paid for it, a separate e-mail tells you of the refund.',
        `The page of case ${into} shows how far it is. If you no longer have its link, we can send it to you again.`,
      ],
      action: 'Have the link sent again',
    }),
    ja: () => ({
      subject: `ご請求は受付番号${into}にて承ります`,
      paragraphs: [
        `同じ内容のご請求を先に受付番号${into}にて承っておりますので、今回のご請求をこちらに統合いたしました。回答は、先のご請求の期限に従い、受付番号${into}にてまとめてお渡しいたします。お待ちいただく期間が長くなることはありません。`,
        '今回のご請求のためにお送りいただいた書類は廃棄いたします。手数料をお支払いいただいている場合は、返金について別のメールでお知らせいたします。',
        `進み具合は、受付番号${into}の専用ページでご確認いただけます。リンクがお手元にない場合は、改めてお送りいたします。`,
      ],
      action: 'リンクの再送を依頼する',
    }),
  });
}

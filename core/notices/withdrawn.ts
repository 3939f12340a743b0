/** The requester withdrew; what had been done already is not undone. */
import type { Language } from '../law/rights.ts';
import { type CaseFacts, caseNotice, type Notice } from './notice.ts';

export function withdrawn(facts: CaseFacts, language: Language): Notice {
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'You have withdrawn your request',
      paragraphs: [
        'As you asked, we have stopped working on your request and closed the case. Documents that you sent for it are destroyed; if a payment is to be returned, a separate e-mail says so.',
        'You can send a new request at any time; nothing counts against you.',
      ],
    }),
    ja: () => ({
      subject: 'ご請求の取下げを承りました',
      paragraphs: [
        'お申し出のとおり対応を中止し、受付を終了いたしました。お送りいただいた書類は廃棄いたします。返金がある場合は、別のメールでお知らせいたします。',
        '改めてのご請求はいつでも承ります。そのことで不利にお取り扱いすることはありません。',
      ],
    }),
  });
}

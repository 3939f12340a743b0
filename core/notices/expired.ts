/** The case was closed because the requester was waited for in vain. A new request is always welcome (L-29). */
import type { Language } from '../law/rights.ts';
import { type CaseFacts, caseNotice, type Notice } from './notice.ts';
import { type RequesterTask, TASK_WORDS } from './requester-task.ts';

export interface ExpiredFacts extends CaseFacts {
  task: RequesterTask;
  /** Where a new request can be made. */
  url: string;
}

export function expired(facts: ExpiredFacts, language: Language): Notice {
  const task = TASK_WORDS[facts.task][language];
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'We have closed your request',
      paragraphs: [
        `We asked you to ${task}, and have not heard from you in time. We have therefore closed this case.`,
        'Documents that you sent for it are destroyed. Any part of your request that needed nothing more from you was carried out all the same.',
        'You can send a new request at any time; nothing counts against you.',
      ],
      action: 'Make a new request',
    }),
    ja: () => ({
      subject: '受付を終了いたしました',
      paragraphs: [
        `${task}をお願いしておりましたが、期日までに確認できなかったため、本件の受付を終了いたしました。`,
        'お送りいただいた書類は廃棄いたします。ご請求のうち、お客様のお手続を要しないものがある場合は、すでに対応しております。',
        '改めてのご請求はいつでも承ります。そのことで不利にお取り扱いすることはありません。',
      ],
      action: '新しく請求する',
    }),
  });
}

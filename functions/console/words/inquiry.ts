/** Words for answering a question before the rest of the request (P-9). */
import type { RefusalReason } from '../../../core/case/refused.ts';
import type { Language } from '../../../core/law/rights.ts';

interface InquiryWords {
  task: string;
  event: string;
  done: string;
  refused: Readonly<Record<Extract<RefusalReason, 'no-question' | 'not-confirmed'>, string>>;
  purpose: string;
  title: string;
  help: string;
  asked: string;
  noMessage: string;
  reply: string;
  replyHint: string;
  button: string;
  answered: (who: string, when: string) => string;
}

export const INQUIRY_WORDS: Readonly<Record<Language, InquiryWords>> = {
  en: {
    task: 'answer the question',
    event: 'Question answered before the rest',
    done: 'Recorded, and the requester is told where to read it.',
    refused: {
      'no-question': 'There is no question that could be answered by itself now.',
      'not-confirmed': 'The requester has not confirmed the address yet.',
    },
    purpose: 'reply to the question',
    title: 'Answer the question first',
    help: 'A question came along with the request. It needs no proof of identity and has days of its own, so do not let it wait for the rest. The reply stands on the page of the case at once, and later in the letter.',
    asked: 'The question',
    noMessage: 'It stands in the e-mail that the request came with.',
    reply: 'Reply',
    replyHint:
      'Nobody knows yet whether the requester is who they say. Write nothing about a person, nor whether we hold anything (L-32).',
    button: 'Reply',
    answered: (who, when) => `answered before the rest by ${who}, ${when}`,
  },
  ja: {
    task: 'ご質問への回答',
    event: 'ご質問への先行回答',
    done: '記録し、回答を読めるページを請求者に通知しました。',
    refused: {
      'no-question': '個別に回答できるご質問はありません。',
      'not-confirmed': '請求者によるメールアドレスの確認が済んでいません。',
    },
    purpose: 'ご質問への回答',
    title: 'ご質問に先に回答する',
    help: '請求とあわせて質問が寄せられています。質問への回答に本人確認は不要で、期限も別にありますので、他の請求を待たずに回答してください。回答は直ちにお手続のページに表示され、後日の回答書にも記載されます。',
    asked: '質問の内容',
    noMessage: '請求のメールの本文をご確認ください。',
    reply: '回答',
    replyHint:
      '本人確認は済んでいません。個人に関することや、当社がデータを保有しているかどうかは書かないでください（L-32）。',
    button: '回答する',
    answered: (who, when) => `${when}　${who}が先に回答`,
  },
};

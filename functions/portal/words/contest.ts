/** Words for contesting what was not corrected, in both languages (L-17). */
import type { Language } from '../../../core/law/rights.ts';

interface ContestWords {
  title: string;
  open: string;
  lead: string;
  statement: string;
  hint: (words: number) => string;
  tooLong: (words: number, most: number) => string;
  send: string;
  back: string;
  asked: (day: string) => string;
  waits: string;
  noted: (day: string) => string;
  yours: string;
}

export const CONTEST_WORDS: Readonly<Record<Language, ContestWords>> = {
  en: {
    title: 'Have it noted as contested',
    open: 'Have it noted as contested',
    lead: 'We did not correct the information. You may have it noted with the information that you contest it; we then tell those to whom we disclose it.',
    statement: 'Your statement',
    hint: (words) =>
      `Up to ${words} words, kept with the information. Say what is wrong and what would be right. You can also send this without a statement.`,
    tooLong: (words, most) =>
      `Your statement has ${words} words; at most ${most} can be kept. Please shorten it.`,
    send: 'Have it noted',
    back: 'Back to your answer',
    asked: (day) => `You asked us on ${day} to note that you contest the information.`,
    waits: 'We note it and write to you when that is done.',
    noted: (day) => `We noted it on ${day}, and tell those to whom we disclose the information.`,
    yours: 'Your statement',
  },
  ja: {
    title: '異議がある旨の記録',
    open: '異議がある旨の記録を求める',
    lead: '当該情報は訂正しておりません。情報とともに、異議がある旨の記録を残すことができます。提供先にもその旨を伝えます。',
    statement: '意見書',
    hint: (words) =>
      `${words}語以内で、情報とともに保管いたします。どこが誤りで、正しくはどうであるかをお書きください。意見書なしでもお申し出いただけます。`,
    tooLong: (words, most) =>
      `意見書は${words}語あります。保管できるのは${most}語までですので、短くしてください。`,
    send: '記録を求める',
    back: '回答のページに戻る',
    asked: (day) => `${day}に、異議がある旨の記録のお申し出をいただきました。`,
    waits: '記録が済みましたら、メールでお知らせいたします。',
    noted: (day) => `${day}に記録いたしました。当該情報の提供先にも伝えます。`,
    yours: 'お寄せいただいた意見書',
  },
};

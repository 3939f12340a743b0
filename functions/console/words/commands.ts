/** Words of the commands that operators give a case outside its tasks. */
import type { RefusalReason } from '../../../core/case/refused.ts';
import type { Language } from '../../../core/law/rights.ts';

type Refusals = Extract<
  RefusalReason,
  'not-extendable' | 'extended-already' | 'extension-too-late' | 'not-a-duplicate'
>;

interface CommandWords {
  done: Readonly<Record<'extend' | 'merge', string>>;
  refused: Readonly<Record<Refusals, string>>;
  extend: {
    open: string;
    help: (lastDay: string) => string;
    reason: string;
    button: string;
    tooLate: (lastDay: string) => string;
    extended: (when: string, why: string) => string;
    untold: string;
  };
}

const en: CommandWords = {
  done: {
    extend: 'The period is extended, and the requester is told.',
    merge: 'The case is merged. Kaiji closes it and tells the requester.',
  },
  refused: {
    'not-extendable': 'Nothing of this case can be extended.',
    'extended-already': 'The period has been extended already; the law allows it once.',
    'extension-too-late':
      'It is too late: the notice would have had to go out within the first period. Nothing was changed.',
    'not-a-duplicate':
      'These cases can no longer be merged: one of them has gone on meanwhile, or they ask for different things. Nothing was changed.',
  },
  extend: {
    open: 'Extend the period for the answer',
    help: (lastDay) =>
      `Once only. The last day becomes ${lastDay}. The requester is told at once by mail, with the reason that you choose.`,
    reason: 'Why more time is needed',
    button: 'Extend and tell the requester',
    tooLate: (lastDay) =>
      `The period can no longer be extended: the notice had to go out by ${lastDay}.`,
    extended: (when, why) => `Extended on ${when}, because ${why}.`,
    untold: 'The requester has not been told yet; the mail goes out with the next sweep.',
  },
};

const ja: CommandWords = {
  done: {
    extend: '回答期限を延長し、請求者に通知しました。',
    merge: '統合を記録しました。案件を終了し、請求者に通知します。',
  },
  refused: {
    'not-extendable': 'この案件には延長できる期限がありません。',
    'extended-already': '期限はすでに延長されています。延長は法令上1回に限られます。',
    'extension-too-late':
      '当初の期間内に通知する必要があるため、もう延長できません。変更はありません。',
    'not-a-duplicate':
      'いずれかの案件の手続が進んだか、請求の内容が異なるため、統合できません。変更はありません。',
  },
  extend: {
    open: '回答期限を延長する',
    help: (lastDay) =>
      `延長は1回に限ります。期限は${lastDay}となります。選択した理由を添えて、請求者に直ちにメールで通知します。`,
    reason: '延長の理由',
    button: '延長して請求者に通知する',
    tooLate: (lastDay) => `通知は${lastDay}までに必要でした。期限はもう延長できません。`,
    extended: (when, why) => `${when}に延長しました（${why}）。`,
    untold: '請求者への通知は未送信です。次の定期処理で送信します。',
  },
};

export const COMMAND_WORDS: Readonly<Record<Language, CommandWords>> = { en, ja };

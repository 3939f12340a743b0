/** Words of the commands that operators give a case outside its tasks. */
import type { RefusalReason } from '../../../core/case/refused.ts';
import type { Language } from '../../../core/law/rights.ts';

type Refusals = Extract<
  RefusalReason,
  | 'not-extendable'
  | 'extended-already'
  | 'extension-too-late'
  | 'not-planned'
  | 'decided-already'
  | 'case-at-work'
  | 'nothing-changes'
  | 'not-a-duplicate'
>;

interface CommandWords {
  done: Readonly<Record<'extend' | 'merge' | 'replan', string>>;
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
  replan: {
    open: string;
    help: string;
    regime: string;
    rights: string;
    reason: string;
    reasonHint: string;
    sure: string;
    button: string;
    changed: (when: string) => string;
    was: (regime: string) => string;
  };
}

const en: CommandWords = {
  done: {
    extend: 'The period is extended, and the requester is told.',
    merge: 'The case is merged. Kaiji closes it and tells the requester.',
    replan: 'The plan is made anew, and the requester is told what has changed.',
  },
  refused: {
    'not-planned': 'The sender has not said yet what is asked for. Nothing can be changed before.',
    'decided-already': 'The request has been decided. The plan can no longer be changed.',
    'case-at-work': 'Kaiji is working on the case at this moment. Please try again in a minute.',
    'nothing-changes': 'That is how the case is handled already.',
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
  replan: {
    open: 'Change the law or the rights',
    help: 'The plan is computed anew from the day of receipt. What was given and paid is not asked for again; a fee that is no longer due goes back; an opt-out carried out stays. The requester is told by mail.',
    regime: 'Law under which the request stands',
    rights: 'What is asked for',
    reason: 'Why',
    reasonHint: 'For the record, sealed; the requester does not read it.',
    sure: 'I have checked this with what was asked.',
    button: 'Make the plan anew',
    changed: (when) => `Plan changed ${when}`,
    was: (regime) => `before: ${regime}`,
  },
};

const ja: CommandWords = {
  done: {
    extend: '回答期限を延長し、請求者に通知しました。',
    merge: '統合を記録しました。案件を終了し、請求者に通知します。',
    replan: '計画を立て直し、変更点を請求者に通知しました。',
  },
  refused: {
    'not-planned': '差出人による請求内容の確認が済んでいないため、まだ変更できません。',
    'decided-already': '決定済みのため、計画はもう変更できません。',
    'case-at-work': 'システムが案件を処理しています。しばらくしてからもう一度お試しください。',
    'nothing-changes': '現在の取扱いと同じ内容です。変更はありません。',
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
  replan: {
    open: '適用する法令・請求の種類を変更する',
    help: '受付日を起点として計画を立て直します。提供・支払い済みのものを再度求めることはなく、不要となった手数料は返金し、実施済みの停止措置はそのまま維持します。請求者にはメールで通知します。',
    regime: '適用する法令',
    rights: '請求の種類',
    reason: '変更の理由',
    reasonHint: '記録用です。暗号化して保管し、請求者には表示しません。',
    sure: '請求の内容と照らし合わせて確認しました。',
    button: '計画を立て直す',
    changed: (when) => `計画の変更（${when}）`,
    was: (regime) => `変更前: ${regime}`,
  },
};

export const COMMAND_WORDS: Readonly<Record<Language, CommandWords>> = { en, ja };

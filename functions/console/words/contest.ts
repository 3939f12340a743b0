/** Words for noting that a person contests what was not corrected (L-17). */
import type { EventType } from '../../../core/case/events.ts';
import type { Language } from '../../../core/law/rights.ts';

type Events = Extract<EventType, 'correction.contested' | 'contest.noted'>;

interface ContestWords {
  task: string;
  events: Readonly<Record<Events, string>>;
  done: string;
  tooLong: string;
  purpose: string;
  title: (right: string) => string;
  help: string;
  until: (day: string) => string;
  statement: string;
  noStatement: string;
  note: string;
  noteHint: string;
  button: string;
  asked: (when: string) => string;
  noted: (who: string, when: string) => string;
}

export const CONTEST_WORDS: Readonly<Record<Language, ContestWords>> = {
  en: {
    task: 'note that it is contested',
    events: {
      'correction.contested': 'Person contests what was not corrected',
      'contest.noted': 'Noted as contested',
    },
    done: 'Recorded, and the requester is told.',
    tooLong: 'The statement is too long.',
    purpose: 'the contested item is noted',
    title: (right) => `Note as contested: ${right}`,
    help: 'The requester contests what was not corrected. Note it with the information in each store that holds it, with the statement, and tell those to whom it is disclosed (L-17). Then say here what you did.',
    until: (day) =>
      `The statement can be read here until ${day}; then it must stand in the stores.`,
    statement: 'The requester’s statement',
    noStatement: 'without a statement',
    note: 'Where it is noted, and who was told',
    noteHint: 'For the record, sealed. The requester is told that it is noted.',
    button: 'Record that it is noted',
    asked: (when) => `Contested by the requester, ${when}`,
    noted: (who, when) => `Noted by ${who}, ${when}`,
  },
  ja: {
    task: '異議がある旨の記録',
    events: {
      'correction.contested': '訂正しなかった情報への異議の申出',
      'contest.noted': '異議がある旨の記録の完了',
    },
    done: '記録し、請求者に通知しました。',
    tooLong: '意見書が長すぎます。',
    purpose: '異議がある旨の記録の完了',
    title: (right) => `異議がある旨の記録：${right}`,
    help: '請求者が、訂正されなかった情報に異議を申し出ています。当該情報を保有する各システムに、意見書とともにその旨を記録し、提供先に伝えてから（L-17）、行った内容を記入してください。',
    until: (day) =>
      `意見書をここで確認できるのは${day}までです。それまでにシステムに記録してください。`,
    statement: '請求者の意見書',
    noStatement: '意見書なし',
    note: '記録したシステムと、伝えた提供先',
    noteHint: '記録用に暗号化して保管します。請求者には、記録が済んだことを通知します。',
    button: '記録の完了を登録する',
    asked: (when) => `${when}　請求者による異議の申出`,
    noted: (who, when) => `${when}　${who}が記録`,
  },
};

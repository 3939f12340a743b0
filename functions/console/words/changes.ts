/** Words of carrying out by hand, in both languages. */
import type { ChangeReport } from '../../../core/case/events.ts';
import type { Language } from '../../../core/law/rights.ts';

interface ChangeWords {
  title: (store: string) => string;
  help: string;
  asked: string;
  notSearched: string;
  how: string;
  hows: Readonly<Record<ChangeReport['how'], string>>;
  howHints: Readonly<Record<'done' | 'nothing-held', string>>;
  explanation: string;
  explanationHint: string;
  kept: string;
  keptHint: string;
  told: (recipient: string) => string;
  toldYes: string;
  toldNone: string;
  toldHint: string;
  button: string;
  final: string;
  none: string;
  waiting: string;
  by: (who: string, when: string) => string;
  toldLine: (recipients: string) => string;
  cameOut: (outcome: string) => string;
  particulars: {
    wrong: string;
    right: string;
    about: string;
    notCounted: (kinds: number) => string;
    reasons: string;
  };
}

export const CHANGE_FORM_WORDS: Readonly<Record<Language, ChangeWords>> = {
  en: {
    title: (store) => `Carry out in “${store}”`,
    help: 'Do in this store what was decided, then say here what was done. The letter tells the requester.',
    asked: 'What the requester wrote',
    notSearched:
      'This store, or a part of it, could not be searched. Look there by hand before you carry anything out.',
    how: 'What was done here?',
    hows: {
      done: 'Done',
      partly: 'Partly',
      'not-done': 'Could not be done',
      'nothing-held': 'Nothing is held here',
    },
    howHints: {
      done: 'All that was decided has been done in this store. Backups follow when they are next restored or used.',
      'nothing-held': 'You looked, and there is nothing of this person.',
    },
    explanation: 'What stays as it was, and why',
    explanationHint: 'The letter says it in these words. It is sealed with the case.',
    kept: 'Under which exception is it kept?',
    keptHint: 'The law closes this list (L-16). What no exception keeps is deleted.',
    told: (recipient) => `${recipient}: do any hold this data from us?`,
    toldYes: 'Yes, and I have told them',
    toldNone: 'No, there is nobody to tell',
    toldHint:
      'Kaiji has no addresses of these. Tell them outside Kaiji before you record it; Kaiji itself writes to group companies, recruiting companies, Meta, X and Google.',
    button: 'Record',
    final: 'What is recorded goes into the letter and cannot be changed.',
    none: 'No decision changes anything in a store.',
    waiting: 'waits to be carried out',
    by: (who, when) => `by ${who}, ${when}`,
    toldLine: (recipients) => `Told by hand: ${recipients}`,
    cameOut: (outcome) => `Not all of it could be carried out. It counts as: ${outcome}.`,
    particulars: {
      wrong: 'Said to be wrong',
      right: 'Said to be right',
      about: 'Contested details',
      notCounted: (kinds) =>
        `${kinds === 1 ? '1 kind' : `${kinds} kinds`} of detail did not count for recognising the person (L-17)`,
      reasons: 'Reasons given',
    },
  },
  ja: {
    title: (store) => `「${store}」での措置の実施`,
    help: '決定した措置をこのシステムで実施してから、結果を記録してください。結果は回答書で請求者に伝えられます。',
    asked: '請求者の記載',
    notSearched:
      'このシステム（またはその一部）は調査できていません。措置を行う前に、手作業で確認してください。',
    how: '実施の結果',
    hows: {
      done: '実施した',
      partly: '一部実施した',
      'not-done': '実施できなかった',
      'nothing-held': '該当するデータはなかった',
    },
    howHints: {
      done: '決定した措置を、このシステムですべて実施しました。バックアップは、次に復元または利用する際に対応します。',
      'nothing-held': '確認した結果、ご本人のデータはありませんでした。',
    },
    explanation: '実施しなかった内容とその理由',
    explanationHint: 'このまま回答書に記載されます。案件の鍵で暗号化して保管します。',
    kept: '保持の根拠となる例外',
    keptHint: '法令に列挙された例外に限られます（L-16）。例外に当たらないものは削除してください。',
    told: (recipient) => `${recipient}：当社から提供したデータを保有している先はありますか。`,
    toldYes: 'ある（通知済み）',
    toldNone: 'ない（通知する先はない）',
    toldHint:
      'これらの宛先は本システムでは分かりません。別途通知してから記録してください。グループ会社、人材紹介会社・採用企業、Meta、X、Googleには、本システムから通知します。',
    button: '記録する',
    final: '記録した内容は回答書に記載され、変更できません。',
    none: 'システム上の措置を伴う決定はありません。',
    waiting: '措置の実施待ち',
    by: (who, when) => `${who}、${when}`,
    toldLine: (recipients) => `担当者が通知した先：${recipients}`,
    cameOut: (outcome) => `実施できなかった措置があるため、「${outcome}」として扱われます。`,
    particulars: {
      wrong: '事実と異なるとされる内容',
      right: '正しいとされる内容',
      about: '争われている項目',
      notCounted: (kinds) => `${kinds}種類の項目を、本人確認の照合から除外しています（L-17）`,
      reasons: '請求の理由',
    },
  },
};

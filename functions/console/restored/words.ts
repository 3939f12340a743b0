/** Words of the page for a store that was put back from a backup (L-16). */
import type { Language } from '../../../core/law/rights.ts';

interface RestoredWords {
  link: string;
  title: string;
  lead: string;
  store: string;
  since: string;
  sinceHint: string;
  lines: string;
  linesHint: (most: number) => string;
  button: string;
  errors: { store: string; since: string; lines: (most: number) => string };
  heading: (count: number, store: string, since: string) => string;
  none: string;
  unmatched: (count: number) => string;
  unreadable: (count: number) => string;
  when: string;
  case: string;
  what: string;
  who: string;
  partly: string;
  seeCase: string;
}

export const RESTORED_WORDS: Readonly<Record<Language, RestoredWords>> = {
  en: {
    link: 'A store was put back from a backup',
    title: 'After a restore',
    lead: 'A store that was put back from a backup holds again what had been erased or corrected since. What was done has to be done there once more before the store is used (L-16). This page changes nothing.',
    store: 'Store that was put back',
    since: 'Day of the backup',
    sinceHint: 'What was carried out on that day counts, too.',
    lines: 'Addresses and telephone numbers from the store',
    linesHint: (most) =>
      `One a line, up to ${most} at a time. Shows which of them belong to these cases, also where a case’s personal data has been destroyed. They are compared by keyed hashes and not kept.`,
    button: 'List what has to be repeated',
    errors: {
      store: 'Choose the store.',
      since: 'Give the day of the backup.',
      lines: (most) => `Give up to ${most} lines at a time.`,
    },
    heading: (count, store, since) =>
      `${store}: ${count} ${count === 1 ? 'change' : 'changes'} to repeat since ${since}`,
    none: 'Nothing was carried out in this store since then. Nothing has to be repeated.',
    unmatched: (count) =>
      count === 1
        ? 'One of the lines given belongs to none of them.'
        : `Of the lines given, ${count} belong to none of them.`,
    unreadable: (count) =>
      `${count} ${count === 1 ? 'case' : 'cases'} could not be read, since the log does not hold: look there, too.`,
    when: 'Carried out',
    case: 'Case',
    what: 'What to repeat',
    who: 'Who',
    partly: 'only in part: the case says what was kept',
    seeCase: 'see the case',
  },
  ja: {
    link: 'システムをバックアップから復元した場合',
    title: '復元後の再実施',
    lead: 'バックアップから復元したシステムには、その後に消去・訂正した情報が再び含まれています。システムの利用を再開する前に、同じ措置を改めて実施してください（L-16）。このページで変更されるものはありません。',
    store: '復元したシステム',
    since: 'バックアップの日',
    sinceHint: 'その日に実施した措置も含まれます。',
    lines: '復元したシステムにあるメールアドレス・電話番号',
    linesHint: (most) =>
      `1行に1件、一度に${most}件まで入力できます。該当する案件があるかどうかを表示します。個人情報を消去済みの案件も対象です。入力内容は鍵付きハッシュで照合し、保存しません。`,
    button: '再実施が必要な措置を表示',
    errors: {
      store: 'システムを選択してください。',
      since: 'バックアップの日を入力してください。',
      lines: (most) => `一度に入力できるのは${most}件までです。`,
    },
    heading: (count, store, since) => `${store}：${since}以降の措置 ${count}件`,
    none: 'この日以降、このシステムで実施した措置はありません。再実施は不要です。',
    unmatched: (count) => `入力されたうち${count}件は、いずれの案件にも該当しません。`,
    unreadable: (count) =>
      `記録の連鎖が壊れているため読み取れない案件が${count}件あります。併せて確認してください。`,
    when: '実施日時',
    case: '案件',
    what: '再実施する措置',
    who: '該当する入力',
    partly: '一部のみ。残した情報は案件のページに記載',
    seeCase: '案件のページを参照',
  },
};

/** Words that portal and console share. */

import type { Station, StationState } from '../../core/case/journey.ts';
import type { ClockState } from '../../core/law/clocks.ts';
import type { Language } from '../../core/law/rights.ts';

interface PageWords {
  skip: string;
  otherLanguage: string;
  stations: Readonly<Record<Station, string>>;
  stationStates: Readonly<Record<StationState['state'], string>>;
  journey: string;
  clockStates: Readonly<Record<ClockState, string>>;
  daysLeft: (days: number) => string;
  daysOver: (days: number) => string;
  today: string;
  target: string;
  limit: string;
  zones: Readonly<Record<'Asia/Tokyo' | 'America/Los_Angeles', string>>;
  errorsTitle: string;
  errorPrefix: string;
  optional: string;
}

export const PAGE_WORDS: Readonly<Record<Language, PageWords>> = {
  en: {
    skip: 'Skip to the content',
    otherLanguage: '日本語',
    stations: {
      received: 'Received',
      contact: 'Address',
      authority: 'Permission',
      identity: 'Identity',
      fee: 'Fee',
      collect: 'Search',
      decide: 'Decision',
      approve: 'Approval',
      change: 'Carrying out',
      answer: 'Answer',
      closed: 'Closed',
    },
    stationStates: { done: 'done', current: 'now', ahead: 'still to come' },
    journey: 'The way of your request',
    clockStates: {
      running: 'in time',
      'due-soon': 'due soon',
      'past-target': 'past our target',
      'past-limit': 'past the last day',
    },
    daysLeft: (days) => (days === 1 ? '1 day left' : `${days} days left`),
    daysOver: (days) => (days === 1 ? '1 day over' : `${days} days over`),
    today: 'due today',
    target: 'our target',
    limit: 'last day',
    zones: { 'Asia/Tokyo': 'Japan time', 'America/Los_Angeles': 'California time' },
    errorsTitle: 'Please look at these again',
    errorPrefix: 'Error:',
    optional: ' (optional)',
  },
  ja: {
    skip: '本文へ移動',
    otherLanguage: 'English',
    stations: {
      received: '受付',
      contact: '連絡先の確認',
      authority: '代理権の確認',
      identity: '本人確認',
      fee: '手数料',
      collect: '調査',
      decide: '判断',
      approve: '承認',
      change: '措置',
      answer: '回答',
      closed: '完了',
    },
    stationStates: { done: '済み', current: '現在', ahead: 'これから' },
    journey: 'ご請求の進み具合',
    clockStates: {
      running: '期限内',
      'due-soon': '期限間近',
      'past-target': '目標日超過',
      'past-limit': '期限超過',
    },
    daysLeft: (days) => `残り${days}日`,
    daysOver: (days) => `${days}日超過`,
    today: '本日まで',
    target: '目標日',
    limit: '期限',
    zones: { 'Asia/Tokyo': '日本時間', 'America/Los_Angeles': 'カリフォルニア時間' },
    errorsTitle: '入力内容をご確認ください',
    errorPrefix: 'エラー：',
    optional: '（任意）',
  },
};

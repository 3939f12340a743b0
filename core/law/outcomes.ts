/** How a right can be decided. The request-type table of the law says which outcomes a right knows. */
import { z } from 'zod';
import type { Words } from './rights.ts';

export const Outcome = z.enum([
  'disclose',
  'method-changed',
  'notify',
  'corrected',
  'ceased',
  'erased',
  'alternative',
  'grant',
  'partial',
  'downgrade',
  'deleted-instead',
  'done',
  'not-needed',
  'answered',
  'not-held',
  'refuse',
  'deny',
]);
export type Outcome = z.infer<typeof Outcome>;

export const OUTCOME_WORDS: Readonly<Record<Outcome, Words>> = {
  disclose: { en: 'disclosed', ja: '開示' },
  'method-changed': { en: 'disclosed in writing instead', ja: '書面による開示に変更' },
  notify: { en: 'purpose of use notified', ja: '利用目的を通知' },
  corrected: { en: 'corrected', ja: '訂正' },
  ceased: { en: 'stopped', ja: '停止' },
  erased: { en: 'erased', ja: '消去' },
  alternative: { en: 'alternative measure taken', ja: '代替措置' },
  grant: { en: 'granted', ja: '請求どおり対応' },
  partial: { en: 'granted in part', ja: '一部対応' },
  downgrade: { en: 'answered by category', ja: 'カテゴリー単位での回答' },
  'deleted-instead': { en: 'deleted instead of corrected', ja: '訂正に代えて削除' },
  done: { en: 'done', ja: '実施済み' },
  'not-needed': { en: 'nothing to change', ja: '変更不要' },
  answered: { en: 'answered', ja: '回答済み' },
  'not-held': { en: 'no data held', ja: '保有なし' },
  refuse: { en: 'refused', ja: 'お断り' },
  deny: { en: 'denied', ja: 'お断り' },
};

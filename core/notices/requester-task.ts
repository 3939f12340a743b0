/** What the requester is waited for, in words. */
import type { z } from 'zod';
import { TaskKind } from '../case/events.ts';
import type { Words } from '../law/rights.ts';

export const RequesterTask = TaskKind.extract([
  'complete-request',
  'confirm-contact',
  'upload-authority',
  'confirm-permission',
  'provide-points',
  'upload-evidence',
  'pay-fee',
  'fetch-answer',
]);
export type RequesterTask = z.infer<typeof RequesterTask>;

/** Said after "we still wait for you to …". */
export const TASK_WORDS: Readonly<Record<RequesterTask, Words>> = {
  'complete-request': {
    en: 'confirm and complete your request',
    ja: 'ご請求内容のご確認とご入力',
  },
  'confirm-contact': {
    en: 'confirm that this e-mail address is yours',
    ja: 'メールアドレスのご確認',
  },
  'upload-authority': {
    en: 'upload what shows that you may make this request for another person',
    ja: '代理権を確認する書面のご提出',
  },
  'confirm-permission': {
    en: 'have the person for whom you ask confirm that they gave you permission',
    ja: 'ご本人による委任のご確認',
  },
  'provide-points': {
    en: 'give us some details by which we make sure that the request comes from you',
    ja: '本人確認のための情報のご入力',
  },
  'upload-evidence': {
    en: 'upload a picture of an identity document',
    ja: '本人確認書類のご提出',
  },
  'pay-fee': { en: 'pay the fee', ja: '手数料のお支払い' },
  'fetch-answer': { en: 'fetch our answer', ja: '回答のお受け取り' },
};

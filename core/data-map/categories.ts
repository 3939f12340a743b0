/**
 * What kinds of personal data there are. `DataCategory` is the list of the
 * policy's P-1; each is mapped to the categories of P-11-1 (Civ. 1798.140(v)(1))
 * in which a Californian must be told of it.
 */
import { z } from 'zod';
import type { CategoryId } from '../law/know-categories.ts';

/** Words for people, in the two languages of the product. */
export const Words = z.strictObject({ en: z.string().min(1), ja: z.string().min(1) });
export type Words = z.infer<typeof Words>;

/** A record of giving data to a third party, or of receiving it from one (APPI 33(5)). */
export const Provision = z.enum(['given', 'received']);

export const DataCategory = z.enum([
  'name',
  'address',
  'phone',
  'email',
  'nationality',
  'date-of-birth',
  'gender',
  'education',
  'certification',
  'residence-japanese-level',
  'photo',
  'degree-place',
  'visa',
  'desired-work',
  'language',
  'gpa',
  'work-experience',
  'resume',
  'application-form',
  'line-id',
  'ip-address',
  'payment',
  'free-text',
  'external-service',
  'account',
  'device',
  'log',
  'cookie',
  'location',
]);
export type DataCategory = z.infer<typeof DataCategory>;

type CategoryEntry = { words: Words; ccpa: readonly CategoryId[] };

/** P-1 in words, each with its categories of P-11-1. */
export const dataCategories: Record<DataCategory, CategoryEntry> = {
  name: { words: { en: 'Name', ja: '氏名' }, ccpa: ['identifiers', 'customer-records'] },
  address: { words: { en: 'Address', ja: '住所' }, ccpa: ['identifiers', 'customer-records'] },
  phone: {
    words: { en: 'Phone number', ja: '電話番号' },
    ccpa: ['identifiers', 'customer-records'],
  },
  email: { words: { en: 'E-mail address', ja: 'メールアドレス' }, ccpa: ['identifiers'] },
  nationality: {
    words: { en: 'Nationality', ja: '国籍' },
    ccpa: ['protected-characteristics'],
  },
  'date-of-birth': {
    words: { en: 'Date of birth', ja: '生年月日' },
    ccpa: ['protected-characteristics'],
  },
  gender: { words: { en: 'Gender', ja: '性別' }, ccpa: ['protected-characteristics'] },
  education: {
    words: { en: 'Education', ja: '学歴' },
    ccpa: ['customer-records', 'employment', 'education'],
  },
  certification: {
    words: { en: 'Certifications', ja: '資格' },
    ccpa: ['employment', 'education'],
  },
  'residence-japanese-level': {
    words: { en: 'Residence status and Japanese level', ja: '在留状況・日本語レベル' },
    ccpa: ['protected-characteristics', 'employment'],
  },
  photo: { words: { en: 'Photograph', ja: '写真' }, ccpa: ['biometric'] },
  'degree-place': {
    words: { en: 'Place of degree', ja: '学位取得地' },
    ccpa: ['education'],
  },
  visa: {
    words: { en: 'Visa status and type', ja: 'ビザの状況・種類' },
    ccpa: ['protected-characteristics', 'employment'],
  },
  'desired-work': {
    words: { en: 'Desired occupation and industry', ja: '希望職種・業種' },
    ccpa: ['employment'],
  },
  language: { words: { en: 'Language ability', ja: '語学力' }, ccpa: ['education'] },
  gpa: { words: { en: 'GPA', ja: 'GPA' }, ccpa: ['education'] },
  'work-experience': {
    words: { en: 'Work experience', ja: '職務経験' },
    ccpa: ['customer-records', 'employment'],
  },
  resume: { words: { en: 'Résumé', ja: '履歴書' }, ccpa: ['employment', 'education'] },
  'application-form': {
    words: { en: 'Application form', ja: '応募フォーム' },
    ccpa: ['employment'],
  },
  'line-id': { words: { en: 'LINE ID', ja: 'LINE ID' }, ccpa: ['identifiers'] },
  'ip-address': {
    words: { en: 'IP address', ja: 'IPアドレス' },
    ccpa: ['identifiers', 'internet-activity'],
  },
  payment: { words: { en: 'Payment details', ja: '支払情報' }, ccpa: ['commercial'] },
  'free-text': {
    words: { en: 'Other information entered into forms', ja: 'その他フォームに入力された情報' },
    ccpa: ['customer-records'],
  },
  'external-service': {
    words: { en: 'Information from linked external services', ja: '外部サービスからの情報' },
    ccpa: ['identifiers'],
  },
  account: {
    words: { en: 'Account and user name', ja: 'アカウント・ユーザー名' },
    ccpa: ['identifiers'],
  },
  device: { words: { en: 'Device information', ja: '端末情報' }, ccpa: ['internet-activity'] },
  log: { words: { en: 'Log information', ja: 'ログ情報' }, ccpa: ['internet-activity'] },
  cookie: {
    words: { en: 'Cookies and anonymous IDs', ja: 'Cookie・匿名ID' },
    ccpa: ['identifiers', 'internet-activity'],
  },
  location: { words: { en: 'Location information', ja: '位置情報' }, ccpa: ['geolocation'] },
};

/** The portal's words: both languages, every sentence in each. */
import type { Language } from '../../core/law/rights.ts';
import { en } from './words/en.ts';
import { ja } from './words/ja.ts';

export type Words = typeof en;

export const WORDS: Readonly<Record<Language, Words>> = { en, ja };

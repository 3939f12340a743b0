/** To whom personal information was sold or shared, and who must be told after an opt-out (L-26). */
import { type CategoryId, categories, type ThirdPartyId } from './know-categories.ts';
import type { Right, Words } from './rights.ts';
import type { Confidence } from './rule.ts';
import { type Law, NEWEST } from './versions.ts';

export interface ThirdParty {
  id: ThirdPartyId;
  name: Words;
  kind: Words;
  /** Why it is told: data was sold or shared to it. */
  disclosure: 'sold' | 'shared';
  categories: readonly CategoryId[];
  /** Why information goes there, as P-13 says it: one a category. */
  purposes: readonly Words[];
  /** Its own privacy page, where the policy gives one. */
  privacyUrl: string | null;
  cites: readonly string[];
  confidence: Confidence;
}

const ADVERTISING: Words = {
  en: 'Analytics and advertising provider',
  ja: '解析・広告サービスの提供者',
};

const PARTIES: readonly Omit<ThirdParty, 'categories' | 'purposes' | 'confidence'>[] = [
  {
    id: 'recruiting-companies',
    name: { en: 'Recruiting companies under contract', ja: '契約関係にある人材紹介会社・採用企業' },
    kind: { en: 'Recruiting companies', ja: '人材紹介会社・採用企業' },
    disclosure: 'sold',
    privacyUrl: null,
    cites: ['L-26', 'P-13'],
  },
  {
    id: 'meta',
    name: { en: 'Meta Platforms, Inc.', ja: 'Meta Platforms, Inc.' },
    kind: ADVERTISING,
    disclosure: 'shared',
    privacyUrl: 'https://www.facebook.com/privacy/policy',
    cites: ['L-26', 'P-4-2', 'P-13'],
  },
  {
    id: 'x',
    name: { en: 'X Corp.', ja: 'X Corp.' },
    kind: ADVERTISING,
    disclosure: 'shared',
    privacyUrl: 'https://twitter.com/ja/privacy',
    cites: ['L-26', 'P-4-3', 'P-13'],
  },
  {
    id: 'google',
    name: { en: 'Google LLC and its subsidiaries', ja: 'Google LLCおよびその子会社' },
    kind: ADVERTISING,
    disclosure: 'shared',
    privacyUrl: 'https://support.google.com/tagmanager/answer/9323295?hl=ja',
    cites: ['L-26', 'P-4-4', 'P-13'],
  },
];

/**
 * Everyone to whom information was sold or shared, with the categories that went there.
 * @param law whose policy a letter quotes (L-34); who has to be told is always as of today
 */
export function thirdParties(law: Law = NEWEST): ThirdParty[] {
  return PARTIES.map((party) => {
    const theirs = categories(law).filter(({ recipientIds }) => recipientIds.includes(party.id));
    return {
      ...party,
      confidence: 'S',
      categories: theirs.map(({ category }) => category),
      purposes: theirs.map(({ purpose }) => purpose),
    };
  });
}

/** Who must be told once the right was carried out: everyone after an opt-out, nobody for the others (L-26). */
export function thirdPartiesToTell(right: Right): ThirdParty[] {
  return right === 'ccpa.opt-out' ? thirdParties() : [];
}

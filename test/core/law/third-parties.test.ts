import { describe, expect, it } from 'vitest';
import {
  CategoryId,
  categories,
  otherRecipients,
  purposesOfUse,
  ThirdPartyId,
} from '../../../core/law/know-categories.ts';
import { thirdParties, thirdPartiesToTell } from '../../../core/law/third-parties.ts';

describe('whom an opt-out is told to (L-26)', () => {
  it('is everyone to whom information was sold or shared: recruiting companies, Meta, X, Google', () => {
    expect(thirdPartiesToTell('ccpa.opt-out').map(({ id }) => id)).toEqual(ThirdPartyId.options);
  });

  it('is nobody for a limit or a request to know', () => {
    expect(thirdPartiesToTell('ccpa.limit')).toEqual([]);
    expect(thirdPartiesToTell('ccpa.know-specific')).toEqual([]);
  });

  it('names what went where, as P-13 says', () => {
    const [recruiters, ...analytics] = thirdParties();
    expect(recruiters?.disclosure).toBe('sold');
    expect(recruiters?.categories).toEqual([
      'identifiers',
      'customer-records',
      'protected-characteristics',
      'biometric',
      'employment',
      'education',
    ]);
    for (const party of analytics) {
      expect(party.disclosure).toBe('shared');
      expect(party.categories).toEqual(['commercial', 'internet-activity', 'geolocation']);
    }
  });
});

describe('what the policy says of personal information', () => {
  it('has the nine categories of P-11-1, each sold or shared with a purpose and a recipient (P-13)', () => {
    expect(categories().map(({ category }) => category)).toEqual(CategoryId.options);
    for (const { title, examples, recipients, purpose } of categories())
      for (const words of [title, examples, recipients, purpose])
        expect(words.en && words.ja).toBeTruthy();
  });

  it('cites the policy for every line', () => {
    for (const { cites } of [...categories(), ...purposesOfUse(), ...otherRecipients()])
      expect(cites.every((cite) => /^P-\d+/.test(cite))).toBe(true);
  });
});

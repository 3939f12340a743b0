import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACCEPTED_DOCUMENTS,
  DocumentKind,
  EvidenceReason,
  evidenceReasonWords,
  findMyNumber,
  isMyNumber,
  reasonsFor,
} from '../../../core/law/evidence.ts';

/** Made up, with a valid check digit. */
const NUMBER = '983205673214';

describe('a My Number (L-11)', () => {
  it.each([
    [NUMBER, true],
    ['983205673210', false],
    ['98320567321', false],
    ['9832056732144', false],
    ['98320567321x', false],
    ['000000000000', true],
  ])('%s: %s', (digits, valid) => {
    expect(isMyNumber(digits)).toBe(valid);
  });

  it('has exactly one check digit for any eleven digits', () => {
    const eleven = fc.stringMatching(/^[0-9]{11}$/);
    fc.assert(
      fc.property(eleven, (digits) => {
        const valid = [...'0123456789'].filter((check) => isMyNumber(digits + check));
        expect(valid).toHaveLength(1);
      }),
    );
  });

  it.each([
    ['together', `個人番号 ${NUMBER} です`],
    ['in groups', 'No. 9832 0567 3214'],
    ['with dashes', '9832-0567-3214'],
    ['full width', '９８３２ ０５６７ ３２１４'],
    ['with Japanese dashes', '9832−0567−3214'],
  ])('is found %s', (_, text) => {
    expect(findMyNumber(text)).toBe(NUMBER);
  });

  it.each([
    ['a longer number', `1${NUMBER}`],
    ['a number with a wrong check digit', '9832 0567 3210'],
    ['a telephone number', '03-5774-1632'],
    ['mixed separators', '9832-0567 3214'],
    ['nothing', ''],
  ])('is not seen in %s', (_, text) => {
    expect(findMyNumber(text)).toBeNull();
  });

  it('is found after other numbers', () => {
    expect(findMyNumber('9832 0567 3210 / 9832 0567 3214')).toBe(NUMBER);
  });
});

describe('accepted documents (L-11, P-16-1)', () => {
  it('are those of the policy, each with what to send and to cover in both languages', () => {
    expect(ACCEPTED_DOCUMENTS.map(({ kind }) => kind)).toEqual(DocumentKind.options);
    for (const { title, send, mask } of ACCEPTED_DOCUMENTS)
      for (const words of [title, send, mask]) expect(words.en && words.ja).toBeTruthy();
  });

  it('take the My Number card by its front only', () => {
    const card = ACCEPTED_DOCUMENTS.find(({ kind }) => kind === 'my-number-card');
    expect(card?.send.en).toMatch(/Only the front/);
    expect(card?.send.ja).toMatch(/表面のみ.*裏面および12桁の個人番号.*通知カード/);
  });
});

describe('why a document is turned down', () => {
  it('is one of a closed list, in words for the requester', () => {
    for (const reason of EvidenceReason.options) {
      expect(evidenceReasonWords(reason).en).toMatch(/\.$/);
      expect(evidenceReasonWords(reason).ja).toMatch(/。$/);
    }
  });

  it('can always be said, whatever is done', () => {
    expect(reasonsFor('better').map(({ reason }) => reason)).toContain('unreadable');
    expect(reasonsFor('refused').map(({ reason }) => reason)).toContain('looks-altered');
    expect(reasonsFor('turned-away').map(({ reason }) => reason)).toEqual([
      'my-number-shown',
      'my-number-back',
    ]);
  });

  it('never tells what is on file (L-32)', () => {
    for (const reason of EvidenceReason.options)
      expect(evidenceReasonWords(reason).en).not.toMatch(/our (records|files)|on file|we hold/i);
  });
});

/** What the law demands of a letter, for each right, outcome and ground of the catalogue. */
import { describe, expect, it } from 'vitest';
import { planCollection, recordFinding } from '../../../core/case/collection.ts';
import { Decision } from '../../../core/case/events.ts';
import { StoreId } from '../../../core/ids.ts';
import { sayCitation } from '../../../core/law/citation.ts';
import { groundsFor, mayObject, OUTCOME_WORDS, outcomesFor } from '../../../core/law/decisions.ts';
import { Language, Right } from '../../../core/law/rights.ts';
import { VERSIONS, type Versions } from '../../../core/law/versions.ts';
import { sentence } from '../../../core/letter/blocks.ts';
import { CaseRig } from '../../core/case/case-rig.ts';
import { answerTo, decidedAs, found, lettersWords } from './decided.ts';

const EVERY = Right.options.flatMap((right) =>
  outcomesFor(right).flatMap((outcome) =>
    groundsFor(right, outcome).map((ground) => [right, outcome, ground.id, ground] as const),
  ),
);
const LESS = EVERY.filter(([, outcome]) => mayObject(outcome));

/** As it stands in JSON. */
const quoted = (text: string): string => JSON.stringify(text).slice(1, -1);

describe('the catalogue of decisions, row by row', () => {
  it.each(LESS)(
    '%s %s on %s cites why it may give less (L-18)',
    (_right, _outcome, _id, ground) => {
      expect(ground.cites).toContain('L-18');
    },
  );

  it.each(LESS)(
    '%s %s on %s names a statute or the policy, unless nothing is held (L-18)',
    (_right, outcome, _id, { cites }) => {
      const found = cites.some((cite) => sayCitation(cite, 'en') !== null || cite.startsWith('P-'));
      expect(found || outcome === 'not-held').toBe(true);
    },
  );

  it.each(Right.options)('%s names every ground once for each outcome', (right) => {
    for (const outcome of outcomesFor(right)) {
      const ids = groundsFor(right, outcome).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('asks for a reason on the record wherever somebody weighs something (L-18)', () => {
    const unweighed = LESS.filter(([, , , ground]) => !ground.needsReason).map(([, , id]) => id);
    expect([...new Set(unweighed)].toSorted()).toEqual([
      'appi.fee-not-paid',
      'appi.identity-not-established',
      'appi.not-held',
      'appi.purpose-clear',
      'appi.withheld-kinds',
      'ccpa.could-not-verify',
      'ccpa.evaluated-as-categories',
      'ccpa.not-held',
      'ccpa.only-permitted-uses',
      'ccpa.third-in-12-months',
      'ccpa.withheld-kinds',
    ]);
  });
});

describe('the letter', () => {
  it.each(EVERY)(
    'for %s %s says %s, in both languages, and how to object where it gives less (L-18)',
    (right, outcome, id, ground) => {
      for (const language of Language.options) {
        const words = lettersWords(decidedAs({ right, outcome, grounds: [id] }, language));
        expect(words).toContain(quoted(ground.letter[language]));
        expect(words).toContain(sentence(OUTCOME_WORDS[outcome][language]));
        const complaint = right.startsWith('ccpa')
          ? /California Privacy Protection Agency/
          : /Personal Information Protection Commission|個人情報保護委員会/;
        expect(complaint.test(words)).toBe(mayObject(outcome));
        expect(words).toContain('privacy@example.com');
      }
    },
  );

  it('names the non-existence of data under APPI with its article (L-18, Art. 33(3))', () => {
    const rig = decidedAs(
      { right: 'appi.disclose', outcome: 'not-held', grounds: ['appi.not-held'] },
      'ja',
    );
    const words = lettersWords(rig);
    expect(words).toContain('存在しませんでした');
    expect(words).toContain('個人情報保護法第33条第3項');
  });

  it.each(Language.options)(
    'offers the opt-out where a deletion is denied in whole or part (%s, L-16)',
    (language) => {
      for (const outcome of ['deny', 'partial'] as const)
        for (const { id } of groundsFor('ccpa.delete', outcome)) {
          const rig = decidedAs({ right: 'ccpa.delete', outcome, grounds: [id] }, language);
          expect(lettersWords(rig)).toContain('https://example.com/request?residence=california');
        }
    },
  );

  it('does not offer an opt-out that was asked for, nor beside a granted deletion (L-16)', () => {
    const both = decidedAs(
      { right: 'ccpa.delete', outcome: 'deny', grounds: ['ccpa.could-not-verify'] },
      'en',
      ['ccpa.opt-out'],
    );
    expect(lettersWords(both)).not.toContain('residence=california');
    const granted = decidedAs(
      { right: 'ccpa.delete', outcome: 'grant', grounds: ['ccpa.deleted'] },
      'en',
    );
    expect(lettersWords(granted)).not.toContain('residence=california');
  });
});

describe('a store that was searched', () => {
  it.each([
    ['en', 'Not searched, since nothing that we have verified leads there'],
    ['ja', '確認できた情報からは検索できませんでした'],
  ] as const)(
    'is said to have been, but for what nobody could search: %s (L-18)',
    (language, words) => {
      const decision = { right: 'appi.disclose', outcome: 'disclose', grounds: ['appi.disclosed'] };
      const letter = (outOfReach: string[]) => {
        const rig = decidedAs(Decision.parse(decision), language);
        const store = StoreId.parse('kikokugo');
        rig.did(planCollection(rig.state, [store]));
        const collections = [found('users')];
        rig.did(recordFinding(rig.state, { status: 'complete', store, collections, outOfReach }));
        return lettersWords(rig);
      };
      expect(letter(['educations'])).toContain(words);
      expect(letter([])).not.toContain(words);
    },
  );
});

describe('who asked for specific pieces and gets categories (L-13)', () => {
  const kikokugo = StoreId.parse('kikokugo');
  const collected = (rig: CaseRig) => {
    rig.did(planCollection(rig.state, [kikokugo]));
    const collections = [found('users', { categories: ['photo'] })];
    rig.did(recordFinding(rig.state, { status: 'complete', store: kikokugo, collections }));
  };

  it('reads why, and how to object, where identity was established to the lesser degree', () => {
    const rig = new CaseRig({ rights: ['ccpa.know-specific'], residence: 'california' });
    rig.did([
      { type: 'identity.settled', data: { outcome: 'downgraded', basis: 'refused' } },
      {
        type: 'decision.made',
        data: { right: 'ccpa.know-categories', outcome: 'grant', grounds: ['ccpa.granted'] },
      },
    ]);
    const words = lettersWords(rig);
    expect(words).toContain('treated your request as one to know the categories');
    expect(words).toContain('California Privacy Protection Agency');
  });

  it('reads the categories, too, where an operator decides so', () => {
    const rig = decidedAs(
      {
        right: 'ccpa.know-specific',
        outcome: 'downgrade',
        grounds: ['ccpa.evaluated-as-categories'],
      },
      'en',
    );
    collected(rig);
    expect(lettersWords(rig)).toContain('Biometric information');
    expect(lettersWords(rig)).toContain('["Photo');
  });

  it('is told nothing of it where categories were all that was asked', () => {
    const rig = decidedAs(
      { right: 'ccpa.know-categories', outcome: 'grant', grounds: ['ccpa.granted'] },
      'en',
    );
    collected(rig);
    expect(lettersWords(rig)).not.toContain('treated your request');
  });
});

describe('a letter written after an opt-out of the same case was taken back', () => {
  it('L-06, L-18: says so with the ground and the explanation, and so does the receipt', () => {
    const decided = { right: 'ccpa.know-categories', outcome: 'grant', grounds: ['ccpa.granted'] };
    const denial = { right: 'ccpa.opt-out', outcome: 'deny', grounds: ['ccpa.fraud-belief'] };
    const rig = decidedAs(Decision.parse(decided), 'en', ['ccpa.opt-out']);
    expect(lettersWords(rig)).not.toContain('fraudulent');
    const said = { reason: 'r', explanation: 'Four hundred at once.' };
    rig.did([{ type: 'application.doubted', data: Decision.parse(denial), personal: said }]);
    rig.did([{ type: 'application.judged', data: { ...Decision.parse(denial), purgeAt: null } }]);
    const words = lettersWords(rig);
    expect(words).toContain('documented belief that the request is fraudulent');
    expect(words).toContain('Four hundred at once.');
    expect(words).toContain('California Privacy Protection Agency');
    expect(answerTo(rig).rights).toContainEqual(
      expect.objectContaining({ right: 'ccpa.opt-out', outcome: 'deny' }),
    );
  });
});

describe('the receipt of a deletion that was granted', () => {
  it.each([
    ['done', [], 'grant'],
    ['partly', ['ccpa.keep-legal-obligation'], 'partial'],
    ['not-done', ['ccpa.keep-legal-obligation'], 'deny'],
  ] as const)('L-16, L-18: carried out as %s says what came of it', (how, kept, outcome) => {
    const rig = decidedAs(
      { right: 'ccpa.delete', outcome: 'grant', grounds: ['ccpa.deleted'] },
      'en',
    );
    const report = { store: StoreId.parse('kikokugo'), right: 'ccpa.delete', how } as const;
    rig.did([{ type: 'change.carried-out', data: { ...report, kept: [...kept], told: [] } }]);
    expect(answerTo(rig).rights).toMatchObject([{ right: 'ccpa.delete', outcome }]);
  });
});

describe('a letter to a case of an older version (L-34)', () => {
  const imagined = { en: 'Imagined for this test.', ja: 'この試験のための架空の文言です。' };
  const version = { version: '2027-04-01', from: '2027-04-01', changed: imagined };
  const later: Versions = {
    policy: [
      ...VERSIONS.policy,
      {
        ...version,
        disclosureFee: 700,
        purposes: [{ words: imagined, cites: ['P-2'] }],
        categories: { identifiers: { title: imagined } },
      },
    ],
    rules: [
      ...VERSIONS.rules,
      {
        ...version,
        amends: {},
        grounds: {
          'appi.purpose-notified': { letter: imagined },
          'ccpa.keep-legal-obligation': { letter: imagined },
          'ccpa.fraud-belief': { letter: imagined },
        },
      },
    ],
  };

  const since = (rig: CaseRig): CaseRig => {
    const { plan } = rig.state;
    if (!plan) throw new Error('planned');
    const anew = { ...plan, policyVersion: version.version, rulesVersion: version.version };
    rig.did([{ type: 'plan.made', data: { plan: anew, reason: 'later' } }]);
    return rig;
  };
  const purpose = () =>
    decidedAs(
      { right: 'appi.purpose', outcome: 'notify', grounds: ['appi.purpose-notified'] },
      'en',
    );
  const deletion = () => {
    const rig = decidedAs(
      { right: 'ccpa.delete', outcome: 'grant', grounds: ['ccpa.deleted'] },
      'en',
      ['ccpa.opt-out'],
    );
    const kept = ['ccpa.keep-legal-obligation'];
    const report = { store: StoreId.parse('kikokugo'), right: 'ccpa.delete' } as const;
    const denied = { right: 'ccpa.opt-out', outcome: 'deny' } as const;
    return (
      rig.did([
        { type: 'change.carried-out', data: { ...report, how: 'partly', kept, told: [] } },
        {
          type: 'application.judged',
          data: { ...denied, grounds: ['ccpa.fraud-belief'], purgeAt: null },
        },
      ]) && rig
    );
  };
  const times = (rig: CaseRig): number => lettersWords(rig, later).split(imagined.en).length - 1;

  it('keeps its words of grounds, purposes and exceptions whatever was changed since (L-34)', () => {
    expect([times(purpose()), times(deletion())]).toEqual([0, 0]);
    expect(lettersWords(purpose(), later)).toEqual(lettersWords(purpose()));
  });

  it('keeps the law’s categories on the page of the package, too (L-34)', () => {
    const asked = () =>
      decidedAs({ right: 'ccpa.know-specific', outcome: 'grant', grounds: ['ccpa.granted'] }, 'en');
    const named = (rig: CaseRig) => answerTo(rig, later).lawCategories.identifiers?.en;
    expect([named(asked()), named(since(asked()))]).toEqual(['Identifiers', imagined.en]);
    expect(answerTo(purpose(), later).lawCategories).toEqual({});
  });

  it('has the new words only where the case came under the new version (L-34)', () => {
    expect([times(since(purpose())), times(since(deletion()))]).toEqual([2, 2]);
  });
});

import { describe, expect, it } from 'vitest';
import { DEADLINES } from '../../../core/law/deadlines.ts';
import {
  groundFor,
  groundsFor,
  mayObject,
  NOT_HELD,
  NotInCatalogue,
  OUTCOME_WORDS,
  Outcome,
  objection,
  outcomesFor,
  releasesData,
  withheldKinds,
} from '../../../core/law/decisions.ts';
import { Right } from '../../../core/law/rights.ts';
import { ruleFor } from '../../../core/law/rules.ts';

const everyGround = Right.options.flatMap((right) =>
  outcomesFor(right).flatMap((outcome) =>
    groundsFor(right, outcome).map((ground) => ({ right, outcome, ground })),
  ),
);

/** law.md's table; `not-held` is added wherever stores are searched (L-18). */
const TABLE: readonly [Right, string[]][] = [
  ['appi.disclose', ['disclose', 'partial', 'refuse', 'not-held', 'method-changed']],
  ['appi.disclose-provision', ['disclose', 'partial', 'refuse', 'not-held', 'method-changed']],
  ['appi.purpose', ['notify', 'refuse']],
  ['appi.correct', ['corrected', 'partial', 'refuse', 'not-held']],
  ['appi.cease', ['ceased', 'erased', 'alternative', 'refuse', 'not-held']],
  ['appi.cease-provision', ['ceased', 'alternative', 'refuse', 'not-held']],
  ['ccpa.know-categories', ['grant', 'partial', 'deny', 'not-held']],
  ['ccpa.know-specific', ['grant', 'partial', 'deny', 'downgrade', 'not-held']],
  ['ccpa.delete', ['grant', 'partial', 'deny', 'not-held']],
  ['ccpa.correct', ['corrected', 'deleted-instead', 'deny', 'not-held']],
  ['ccpa.opt-out', ['done', 'deny']],
  ['ccpa.limit', ['done', 'not-needed', 'deny']],
  ['inquiry', ['answered']],
];

describe('the request-type table', () => {
  it.each(TABLE)('%s knows its outcomes, each with a ground', (right, outcomes) => {
    expect(outcomesFor(right)).toEqual(outcomes);
    for (const outcome of outcomes) expect(groundsFor(right, outcome).length).toBeGreaterThan(0);
  });

  it.each(Right.options)(
    '%s cites its law, says its title in both languages and has a deadline',
    (right) => {
      const rule = ruleFor(right);
      expect(rule.cites.length).toBeGreaterThan(1);
      expect(rule.title.en && rule.title.ja).toBeTruthy();
      expect(DEADLINES.map(({ id }) => id)).toContain(rule.answer);
      expect(rule.needsCollection).toBe(rule.outcomes.includes('not-held'));
    },
  );

  it('says every outcome in both languages', () => {
    for (const outcome of Outcome.options)
      expect(OUTCOME_WORDS[outcome].en && OUTCOME_WORDS[outcome].ja).toBeTruthy();
  });
});

describe('grounds', () => {
  it.each(everyGround.map((one) => [one.right, one.outcome, one.ground.id, one.ground] as const))(
    '%s %s: %s cites a rule and speaks both languages (L-18)',
    (_right, _outcome, _id, ground) => {
      expect(ground.cites.length).toBeGreaterThan(0);
      expect(ground.letter.en).toMatch(/\.$/);
      expect(ground.letter.ja).toMatch(/。$/);
      expect(ground.letter.ja).toMatch(/[ぁ-ん]/);
      expect(ground.operator.en && ground.operator.ja).toBeTruthy();
    },
  );

  it('mean one thing each: an id never stands for two texts', () => {
    const texts = new Map(everyGround.map(({ ground }) => [ground.id, ground.letter.en]));
    for (const { ground } of everyGround) expect(texts.get(ground.id)).toBe(ground.letter.en);
  });

  it('of a refused disclosure are the three of the Act, and that it is not proven or not paid (L-20)', () => {
    expect(groundsFor('appi.disclose', 'refuse').map(({ id }) => id)).toEqual([
      'appi.harm-to-rights',
      'appi.serious-hindrance',
      'appi.other-law',
      'appi.identity-not-established',
      'appi.fee-not-paid',
    ]);
  });

  it('need an approver and a reason exactly where a request is called unfounded, excessive or fraudulent (L-06, L-07)', () => {
    const approved = everyGround.filter(({ ground }) => ground.needsApprover);
    expect(new Set(approved.map(({ ground }) => ground.id))).toEqual(
      new Set(['ccpa.manifestly-unfounded', 'ccpa.excessive', 'ccpa.fraud-belief']),
    );
    for (const { ground } of approved) expect(ground.needsReason).toBe(true);
  });

  it('change the method chosen for a disclosure only to paper, with a reason on record (L-19)', () => {
    for (const right of ['appi.disclose', 'appi.disclose-provision'] as const) {
      const [method, ...more] = groundsFor(right, 'method-changed');
      expect(more).toEqual([]);
      expect(method?.needsReason).toBe(true);
      expect(method?.letter.en).toMatch(/method that you chose.*costly.*in writing/);
      expect(method?.letter.ja).toMatch(/ご指定の方法.*多額の費用.*書面/);
    }
  });

  it('of a denied deletion offer the opt-out (L-16)', () => {
    for (const { offersOptOut } of groundsFor('ccpa.delete', 'deny'))
      expect(offersOptOut).toBe(true);
    expect(groundsFor('ccpa.delete', 'partial')).toHaveLength(8);
  });

  it('deny an opt-out only for a documented belief of fraud (L-06)', () => {
    expect(groundsFor('ccpa.opt-out', 'deny').map(({ id }) => id)).toEqual(['ccpa.fraud-belief']);
  });

  it('name the absence of data as an answer of its own (L-18)', () => {
    expect(groundsFor('appi.disclose', 'not-held')).toEqual([NOT_HELD.appi]);
    expect(groundsFor('ccpa.know-specific', 'not-held')).toEqual([NOT_HELD.ccpa]);
    expect(NOT_HELD.appi.cites).toContain('APPI 33(3)');
  });

  it('of one right cannot be used for another', () => {
    expect(() => groundFor('ccpa.opt-out', 'deny', 'ccpa.could-not-verify')).toThrow(
      NotInCatalogue,
    );
    expect(groundsFor('appi.disclose', 'no such outcome')).toEqual([]);
  });
});

describe('what is never disclosed (L-14)', () => {
  it('is named by kind in both languages, and no photograph is among it', () => {
    const kinds = withheldKinds();
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'social-security-number',
      'government-id-number',
      'financial-account-number',
      'health-insurance-number',
      'password',
      'security-question',
      'biometric-measurement',
    ]);
    for (const { words } of kinds) expect(`${words.en} ${words.ja}`).not.toMatch(/photo|写真/i);
  });
});

describe('how to object (L-18)', () => {
  it.each(['en', 'ja'] as const)('names desk, commission and court under APPI (%s)', (language) => {
    const { paragraphs, links } = objection('appi', language);
    const text = paragraphs.join(' ');
    expect(text).toMatch(/info-us@leverages\.com/);
    expect(text).toMatch(/Personal Information Protection Commission|個人情報保護委員会/);
    expect(text).toMatch(/accredited|認定個人情報保護団体/);
    expect(text).toMatch(/two weeks|2週間/);
    expect(links[0]?.url).toMatch(/^https:\/\/www\.ppc\.go\.jp\//);
  });

  it.each(['en', 'ja'] as const)(
    'names Agency and Attorney General under CCPA (%s)',
    (language) => {
      const { paragraphs, links } = objection('ccpa', language);
      expect(paragraphs.join(' ')).toMatch(/California Privacy Protection Agency/);
      expect(paragraphs.join(' ')).toMatch(/Attorney General/);
      expect(links.map(({ url }) => new URL(url).host)).toEqual(['cppa.ca.gov', 'oag.ca.gov']);
    },
  );

  it('names the desk of the deployment where it has its own', () => {
    const desk = { organisation: 'Example Careers', contactAddress: 'privacy@example.com' };
    expect(objection('ccpa', 'en', desk).paragraphs[0]).toMatch(
      /Example Careers, privacy@example\.com/,
    );
  });

  it('is said under every answer that gives less than was asked for', () => {
    expect(['refuse', 'deny', 'partial', 'not-held', 'downgrade'].every(mayObject)).toBe(true);
    expect(['disclose', 'grant', 'done', 'corrected'].some(mayObject)).toBe(false);
  });
});

describe('what leaves the house', () => {
  it('is data only where it was asked for and given', () => {
    expect(releasesData('appi.disclose', 'partial')).toBe(true);
    expect(releasesData('appi.disclose', 'refuse')).toBe(false);
    expect(releasesData('ccpa.delete', 'partial')).toBe(false);
  });
});

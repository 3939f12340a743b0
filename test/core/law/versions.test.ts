import { describe, expect, it } from 'vitest';
import { clocksFor, extendedClock } from '../../../core/law/clocks.ts';
import { groundFor, groundsFor, needsApproval } from '../../../core/law/decisions.ts';
import { feeFor } from '../../../core/law/fee.ts';
import { categories, otherRecipients, purposesOfUse } from '../../../core/law/know-categories.ts';
import { downgraded, planFor } from '../../../core/law/plan-for.ts';
import type { Regime, Right } from '../../../core/law/rights.ts';
import { CCPA_2026, POLICY_2024 } from '../../../core/law/rule.ts';
import { ruleFor } from '../../../core/law/rules.ts';
import { CCPA_REASONABLE } from '../../../core/law/verification.ts';
import {
  isInForce,
  lawAt,
  lawOf,
  UnknownVersion,
  VERSIONS,
  type Versions,
} from '../../../core/law/versions.ts';

const words = { en: 'Imagined for this test', ja: 'この試験のための架空の改定' };

/** As the tables might look in two years: a dearer disclosure, then a lighter proof for specific pieces. */
const LATER: Versions = {
  policy: [
    ...VERSIONS.policy,
    {
      version: '2027-04-01',
      from: '2027-04-01',
      changed: words,
      disclosureFee: 700,
      categories: { geolocation: { title: { en: 'Whereabouts', ja: '居場所' } } },
      purposes: [{ words, cites: ['P-2-2'] }],
      recipients: [{ who: words, why: words, cites: ['P-5-2'] }],
    },
  ],
  rules: [
    ...VERSIONS.rules,
    {
      version: '2028-01-01',
      from: '2028-01-01',
      changed: words,
      amends: { 'ccpa.know-specific': { verification: CCPA_REASONABLE } },
      grounds: { 'ccpa.granted': { letter: words }, 'ccpa.excessive': { needsApprover: false } },
    },
  ],
};

const plan = (regime: Regime, right: Right, receivedAt: string) =>
  planFor({ regime, rights: [right], receivedAt }, LATER);

describe('the versions of policy and rules (L-34)', () => {
  it('stand in a table with the day from which each holds, oldest first, each named once', () => {
    for (const table of [VERSIONS.policy, VERSIONS.rules, LATER.policy, LATER.rules]) {
      const days = table.map(({ from }) => from);
      expect(days).toEqual([...new Set(days)].toSorted());
      expect(new Set(table.map(({ version }) => version)).size).toBe(table.length);
    }
    expect(VERSIONS.policy[0].from).toBe(POLICY_2024.from);
    expect(VERSIONS.rules[0].from).toBe(CCPA_2026.from);
  });

  it('are chosen by the day of receipt, which begins at midnight where the regime is', () => {
    expect(plan('appi', 'appi.disclose', '2027-03-31T14:59:59.999Z')).toMatchObject({
      policyVersion: '2024-09-30',
      fee: { amount: 500 },
    });
    expect(plan('appi', 'appi.disclose', '2027-03-31T15:00:00.000Z')).toMatchObject({
      policyVersion: '2027-04-01',
      fee: { amount: 700 },
    });
    const inCalifornia = (at: string) => plan('ccpa', 'ccpa.delete', at).policyVersion;
    expect(inCalifornia('2027-04-01T06:59:59.999Z')).toBe('2024-09-30');
    expect(inCalifornia('2027-04-01T07:00:00.000Z')).toBe('2027-04-01');
  });

  it('leave a case that was received before a later version with the earlier', () => {
    const receivedAt = '2027-12-20T20:00:00.000Z';
    const made = plan('ccpa', 'ccpa.know-specific', receivedAt);
    expect(made).toMatchObject({
      rulesVersion: '2026-01-01',
      verification: { points: 3, declaration: true },
    });
    const kept = lawOf(made, LATER);
    expect(ruleFor('ccpa.know-specific', kept).verification.points).toBe(3);
    expect(clocksFor('ccpa.know-specific', receivedAt, kept)).toEqual(made.clocks);
    expect(plan('ccpa', 'ccpa.know-specific', '2028-01-05T20:00:00.000Z')).toMatchObject({
      rulesVersion: '2028-01-01',
      policyVersion: '2027-04-01',
      verification: { points: 2, declaration: false },
    });
  });

  it('change only the rows that they name', () => {
    const law = lawAt('ccpa', '2028-02-01T20:00:00.000Z', LATER);
    expect(ruleFor('ccpa.delete', law)).toEqual(ruleFor('ccpa.delete'));
    expect(feeFor('appi', ['appi.correct'], law)).toBeNull();
    expect(feeFor('ccpa', ['appi.disclose'], law)).toBeNull();
  });

  it('give a downgraded plan its own versions again, and its clocks the same days', () => {
    const made = planFor({
      regime: 'ccpa',
      rights: ['ccpa.know-specific'],
      receivedAt: '2026-11-19T20:00:00.000Z',
    });
    const lesser = downgraded(made);
    expect(lesser).toMatchObject({ rulesVersion: '2026-01-01', policyVersion: '2024-09-30' });
    const answer = lesser?.clocks.find(({ kind }) => kind === 'answer');
    expect(answer && extendedClock(answer).limit).toBe('2027-02-17');
  });

  it('are never taken out of the tables: a plan that names an unknown one is an error', () => {
    const made = plan('appi', 'appi.disclose', '2027-05-01T00:00:00.000Z');
    expect(() => lawOf(made)).toThrow(UnknownVersion);
  });
});

describe('words of grounds and of the policy (L-34)', () => {
  const early = lawAt('ccpa', '2027-12-20T20:00:00.000Z', LATER);
  const late = lawAt('ccpa', '2028-02-01T20:00:00.000Z', LATER);
  const granted = (law = early) => groundFor('ccpa.know-specific', 'grant', 'ccpa.granted', law);

  it('are those of the day of receipt, each with the days from and to which it holds', () => {
    expect(granted()).toEqual({
      ...groundFor('ccpa.know-specific', 'grant', 'ccpa.granted'),
      valid: { from: '2026-01-01', to: '2027-12-31' },
    });
    expect(granted(late)).toMatchObject({
      letter: words,
      valid: { from: '2028-01-01', to: null },
      cites: granted().cites,
    });
    expect(groundsFor('ccpa.delete', 'grant', late)).toEqual(groundsFor('ccpa.delete', 'grant'));
  });

  it('hold with what a ground demands: an approver is needed where it was on that day', () => {
    const decision = {
      right: 'ccpa.delete',
      outcome: 'deny',
      grounds: ['ccpa.excessive'],
    } as const;
    expect([needsApproval(decision, early), needsApproval(decision, late)]).toEqual([true, false]);
  });

  it('offer no ground before its first day nor after its last', () => {
    const within = (from: string, to: string | null) => isInForce({ from, to }, early);
    // The younger of the two versions in force is the policy of April 2027.
    expect(within('2027-04-01', null)).toBe(true);
    expect(within('2027-04-02', null)).toBe(false);
    expect(within('2020-01-01', '2027-04-01')).toBe(true);
    expect(within('2020-01-01', '2027-03-31')).toBe(false);
  });

  it('of the policy change with the policy: categories, purposes, recipients', () => {
    const old = lawAt('ccpa', '2027-03-01T20:00:00.000Z', LATER);
    const title = (law: typeof old) =>
      categories(law).find(({ category }) => category === 'geolocation');
    expect(title(old)).toMatchObject({
      title: { en: 'Geolocation data' },
      valid: { from: '2024-09-30', to: '2027-03-31' },
    });
    expect(title(late)).toMatchObject({
      title: { en: 'Whereabouts' },
      examples: title(old)?.examples,
      valid: { from: '2027-04-01', to: null },
    });
    expect(purposesOfUse(old)).toEqual(purposesOfUse());
    expect(purposesOfUse(late)).toHaveLength(1);
    expect([otherRecipients(old).length, otherRecipients(late).length]).toEqual([3, 1]);
  });
});

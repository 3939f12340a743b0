import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../core/case/fold.ts';
import { isKept } from '../../../core/case/tasks.ts';
import { AgentKind } from '../../../core/law/agent-kind.ts';
import { rightsUnder } from '../../../core/law/plan-for.ts';
import { ruleFor } from '../../../core/law/rules.ts';
import { brokenIn } from './invariants.ts';
import { askedUnder, livesThrough } from './life.ts';

const RUNS = { numRuns: 10_000 };
const chances = fc.array(fc.nat(5039), { minLength: 40, maxLength: 120 });

/** Mostly people who ask for themselves. */
const agents = fc.option(fc.constantFrom(...AgentKind.options), { freq: 2 });

const IDENTITY_AND_FEE = [
  'confirm-contact',
  'provide-points',
  'upload-evidence',
  'judge-evidence',
  'pay-fee',
];

describe('whatever happens to a case, in whatever order', () => {
  it('every sentence about cases holds at every moment', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(askedUnder('appi', 'ccpa'), agents, chances, (asked, agent, numbers) => {
        const { state, rig } = livesThrough(asked, agent, numbers, (life) => {
          const broken = brokenIn(life.state);
          if (broken.length > 0) expect(broken).toEqual([]);
        });
        const again = fold(state.caseId, rig.commits);
        if (JSON.stringify(again) !== JSON.stringify(state)) expect(again).toEqual(state);
      }),
      RUNS,
    );
  });

  it('nothing is ever charged under CCPA (L-07)', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(askedUnder('ccpa'), agents, chances, (asked, agent, numbers) => {
        const { events, state } = livesThrough(asked, agent, numbers, () => {});
        expect(state.plan?.fee).toBeNull();
        expect(events.filter(({ type }) => type.startsWith('fee.'))).toEqual([]);
        expect(state.tasks.filter(({ kind }) => kind === 'pay-fee')).toEqual([]);
      }),
      RUNS,
    );
  });

  it('opt-out and limit reach no identity or fee, alone or beside others (L-06)', {
    timeout: 120_000,
  }, () => {
    const light = fc
      .subarray(['ccpa.opt-out', 'ccpa.limit'] as const, { minLength: 1 })
      .chain((rights) =>
        fc
          .subarray(
            rightsUnder('ccpa').filter((right) => ruleFor(right).verification.level !== 'none'),
            { maxLength: 2 },
          )
          .map((more) => ({ rights, more })),
      );
    fc.assert(
      fc.property(
        light,
        chances,
        ({ rights: [first = 'ccpa.opt-out', ...rest], more }, numbers) => {
          const life = livesThrough(
            { residence: 'california', rights: [first, ...rest, ...more] },
            null,
            numbers,
            ({ state }) => {
              expect(state.plan?.unverified).toEqual(expect.arrayContaining([first, ...rest]));
              if (more.length > 0) return;
              expect(state.tasks.filter(({ kind }) => IDENTITY_AND_FEE.includes(kind))).toEqual([]);
              expect(state.identity).toBeNull();
            },
          );
          life.toTheEnd();
          expect(life.state.applied.map(({ right }) => right)).toEqual(
            expect.arrayContaining([first, ...rest]),
          );
          expect(life.state.decisions.map(({ right }) => right)).not.toContain(first);
        },
      ),
      RUNS,
    );
  });

  it('no fee is kept on a case that was denied, expired or not verified (L-09)', {
    timeout: 120_000,
  }, () => {
    let paid = 0;
    fc.assert(
      fc.property(askedUnder('appi'), agents, chances, (asked, agent, numbers) => {
        const life = livesThrough(asked, agent, numbers, () => {});
        life.toTheEnd();
        const { state } = life;
        expect(state.closed, 'comes to its end').not.toBeNull();
        expect(brokenIn(state)).toEqual([]);
        expect(state.payments.filter(({ refund }) => refund === 'owed')).toEqual([]);
        paid += state.payments.length;
        const given = state.decisions.some(
          ({ right, outcome }) =>
            ruleFor(right).fee > 0 && ['disclose', 'partial', 'method-changed'].includes(outcome),
        );
        const withdrawnLate = state.closed?.outcome === 'withdrawn' && state.stores.length > 0;
        if (!given && !withdrawnLate) expect(state.payments.filter(isKept)).toEqual([]);
      }),
      RUNS,
    );
    expect(paid, 'payments seen').toBeGreaterThan(500);
  });
});

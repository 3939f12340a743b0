/** What operators do to a case besides their tasks, at any wait of a case with one right. */
import { describe, expect, it } from 'vitest';
import type { Regime, Right } from '../../core/law/rights.ts';
import { EXTENDS, type Intervention, MERGES, replans } from './interventions.ts';
import { alike, setsOfRights } from './requesters.ts';
import { type Asked, walkAll } from './walk-all.ts';

/**
 * Days from the receipt in which operators find out that a case belongs under CCPA; with opt-out or limit,
 * which have fifteen business days, fewer. Whoever finds out later may be too late by the law's own days.
 */
const FOUND_OUT = { verified: 28, unverified: 14 };

/** From each right to others: the other law's like, a fee that comes or goes, more or less to prove. */
const TURNS: readonly {
  from: readonly [Regime, Right];
  to: readonly [Regime, Right, ...Right[]];
}[] = [
  { from: ['appi', 'appi.disclose'], to: ['ccpa', 'ccpa.know-specific'] },
  { from: ['appi', 'appi.disclose'], to: ['appi', 'appi.purpose'] },
  { from: ['appi', 'appi.disclose-provision'], to: ['ccpa', 'ccpa.know-categories'] },
  { from: ['appi', 'appi.purpose'], to: ['appi', 'appi.disclose'] },
  { from: ['appi', 'appi.purpose'], to: ['ccpa', 'ccpa.know-categories', 'ccpa.opt-out'] },
  { from: ['appi', 'appi.correct'], to: ['ccpa', 'ccpa.correct', 'ccpa.limit'] },
  { from: ['appi', 'appi.correct'], to: ['appi', 'appi.correct', 'appi.disclose', 'inquiry'] },
  { from: ['appi', 'appi.cease'], to: ['ccpa', 'ccpa.delete', 'ccpa.opt-out'] },
  { from: ['appi', 'appi.cease-provision'], to: ['ccpa', 'ccpa.opt-out'] },
  { from: ['appi', 'inquiry'], to: ['appi', 'appi.disclose'] },
  { from: ['appi', 'inquiry'], to: ['ccpa', 'ccpa.know-specific', 'ccpa.delete', 'ccpa.opt-out'] },
  { from: ['ccpa', 'ccpa.know-specific'], to: ['appi', 'appi.disclose'] },
  { from: ['ccpa', 'ccpa.know-specific'], to: ['ccpa', 'ccpa.know-categories'] },
  { from: ['ccpa', 'ccpa.know-categories'], to: ['ccpa', 'ccpa.know-specific'] },
  { from: ['ccpa', 'ccpa.know-categories'], to: ['appi', 'appi.disclose-provision'] },
  { from: ['ccpa', 'ccpa.delete'], to: ['appi', 'appi.cease', 'appi.disclose'] },
  { from: ['ccpa', 'ccpa.delete'], to: ['ccpa', 'ccpa.opt-out'] },
  {
    from: ['ccpa', 'ccpa.correct'],
    to: ['ccpa', 'ccpa.correct', 'ccpa.delete', 'ccpa.know-specific'],
  },
  { from: ['ccpa', 'ccpa.correct'], to: ['appi', 'appi.correct'] },
  { from: ['ccpa', 'ccpa.opt-out'], to: ['appi', 'appi.cease-provision'] },
  { from: ['ccpa', 'ccpa.limit'], to: ['ccpa', 'ccpa.limit', 'ccpa.delete'] },
  { from: ['ccpa', 'inquiry'], to: ['ccpa', 'ccpa.know-specific'] },
  { from: ['ccpa', 'inquiry'], to: ['appi', 'appi.purpose'] },
];

const oneRight = (regime: Regime): Asked[] =>
  setsOfRights(regime)
    .filter(({ length }) => length === 1)
    .map((rights) => ({ regime, rights, requesters: alike(regime, rights) }));

const UNVERIFIED: readonly Right[] = ['ccpa.opt-out', 'ccpa.limit'];

function turned(regime: Regime, rights: readonly Right[]): Intervention {
  const unverified = rights.some((right) => UNVERIFIED.includes(right));
  return replans(regime, rights, unverified ? FOUND_OUT.unverified : FOUND_OUT.verified);
}

/** By form; what is carried out at once waits for nobody then, but for an agent's proof. */
const askedBy = (regime: Regime, right: Right): Asked['requesters'] =>
  alike(regime, [right]).filter(([{ agent, name }]) =>
    UNVERIFIED.includes(right) ? agent : name === 'by form',
  );

describe('every run of a case in which an operator intervenes', () => {
  it('ends in time with its notices when the answer is extended (L-02)', async () => {
    const how = { pace: 'late', interventions: [EXTENDS] } as const;
    const { runs } = await walkAll('ccpa, extended', oneRight('ccpa'), how);
    expect(runs).toBeGreaterThan(0n);
  });

  it('ends with its notices when it is merged into an earlier case', async () => {
    const how = { pace: 'late', interventions: [MERGES] } as const;
    const both = [...oneRight('appi'), ...oneRight('ccpa')];
    const { runs } = await walkAll('merged', both, how);
    expect(runs).toBeGreaterThan(0n);
  });

  it.each(TURNS)('ends in time with its notices when $from turns to $to', async ({ from, to }) => {
    const [regime, right] = from;
    const [under, ...rights] = to;
    const asked: Asked = { regime, rights: [right], requesters: askedBy(regime, right) };
    const how = { pace: 'late', interventions: [turned(under, rights)] } as const;
    const { runs } = await walkAll(`${from.join(' ')} turned to ${to.join(' ')}`, [asked], how);
    expect(runs).toBeGreaterThan(0n);
  });
});

import { describe, expect, it } from 'vitest';
import type { Regime } from '../../core/law/rights.ts';
import { Explorer } from './explore.ts';
import { alike, type Rights, setsOfRights } from './requesters.ts';
import { THURSDAY } from './world.ts';

async function counted(regime: Regime, rights: Rights, again: boolean) {
  const explorer = new Explorer(
    { regime, rights, pace: 'late', interventions: [] },
    THURSDAY,
    again,
  );
  const walks = [];
  for (const [requester] of alike(regime, rights)) walks.push(await explorer.walk(requester));
  expect(explorer.faults).toEqual([]);
  return walks;
}

describe('walking every run', () => {
  it('counts the same runs of the same length when it leaves out points that it has walked from before', async () => {
    const small = [
      ['appi', ['appi.purpose']],
      ['ccpa', ['ccpa.opt-out', 'inquiry']],
    ] as const;
    for (const [regime, rights] of small) {
      const walks = await counted(regime, rights, false);
      expect(walks).toEqual(await counted(regime, rights, true));
      expect(walks.every(({ runs, days }) => runs > 3n && days > 30)).toBe(true);
    }
  });

  it('begins with every set of up to three rights of a regime, each once', () => {
    for (const regime of ['appi', 'ccpa'] as const) {
      const sets = setsOfRights(regime).map((rights) => [...rights].sort().join(' '));
      expect(new Set(sets).size).toBe(7 + 21 + 35);
      expect(sets).toHaveLength(7 + 21 + 35);
    }
  });
});

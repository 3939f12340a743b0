import { cruise } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { expect, it } from 'vitest';

const ROOMS = ['core', 'workflows', 'functions', 'connectors', 'platform', 'infra', 'test'];

it('lets no room import what the house rules forbid', { timeout: 60_000 }, async () => {
  const options = await extractConfig('./.dependency-cruiser.cjs');
  const { output } = await cruise(ROOMS, options, undefined, {
    tsConfig: extractTsConfig('tsconfig.json'),
  });
  if (typeof output === 'string') throw new Error('expected a result, not a report');
  expect(output.summary.totalCruised, 'files looked at').toBeGreaterThan(100);
  expect(
    output.summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`),
  ).toEqual([]);
});

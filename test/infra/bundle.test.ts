/** Bundles as they are deployed. All of them, with what their start costs, are looked at by `npm run bench:cold`. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { FunctionName } from '../../functions/lambda/roster.ts';
import { ROSTER } from '../../functions/lambda/roster.ts';
import { bundle, entryNames } from '../../infra/bundle.ts';
import { faultsIn } from '../../infra/bundle-faults.ts';
import { dataDirectory } from '../support/data-directory.ts';

const DATA_MAP = 'platform/embedded/demo/data-map.json';

describe('the bundle of a function', { timeout: 60_000 }, () => {
  it('is there for every row of the roster, and for nothing else', () => {
    expect(entryNames()).toEqual(Object.keys(ROSTER).toSorted());
  });

  it.each<FunctionName>(['plan', 'check-points', 'plan-collection'])(
    'holds no more than its row needs, weighs little and starts: %s',
    async (name) => {
      const made = await bundle(name, dataDirectory(), DATA_MAP);
      expect(faultsIn(name, made)).toEqual([]);
      // In a fresh process: it finds all that it imports beside itself.
      const told = execFileSync(process.execPath, ['-e', START, made.folder]).toString();
      expect(told).toBe('function');
    },
  );

  it('is told of when it holds more', async () => {
    const made = await bundle('stripe', dataDirectory(), DATA_MAP);
    expect(faultsIn('stripe', made)).toEqual([]);
    expect(faultsIn('plan', made)).toEqual([
      'plan has @aws-sdk/client-secrets-manager inside, which its row does not need',
      'plan has @aws-sdk/client-ses inside, which its row does not need',
      'plan has @aws-sdk/client-sfn inside, which its row does not need',
      'plan has stripe inside, which its row does not need',
    ]);
  });
});

/** Imports the bundle, and says what its handler is. */
const START =
  "import(process.argv[1] + '/index.mjs').then(({ handler }) => process.stdout.write(typeof handler))";

import { expect, it, onTestFinished } from 'vitest';
import { METRICS } from '../../../functions/lambda/metrics.ts';
import { measure } from '../../../functions/scheduled/measure.ts';
import { received } from '../../support/console-cases.ts';
import { ConsoleRig } from '../../support/console-rig.ts';

it('tells how all cases stand, page after page, naming none; all of it is counted', async () => {
  const rig = await ConsoleRig.open();
  onTestFinished(() => rig.close());
  await received(rig, 'appi.disclose');
  const logged: { event: string; facts: Readonly<Record<string, unknown>> }[] = [];
  let asked = 0;
  const { caseIndex } = rig.context.ports;
  const [row] = (await caseIndex.queue({ limit: 1 })).rows;
  if (!row) throw new Error('no row');
  const ports = {
    ...rig.context.ports,
    caseIndex: {
      ...caseIndex,
      queue: async ({ after }: { after?: string }) => {
        asked += 1;
        return { rows: [row, row], next: after ? null : 'on' };
      },
    },
  };
  await measure({ ports, log: (event, facts) => logged.push({ event, facts }) });
  expect(asked).toBe(2);
  expect(logged).toContainEqual({
    event: 'cases stand',
    facts: { stage: row.stage, count: 4 },
  });
  expect(logged.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['clocks stand', 'operators are waited for', 'certificate lasts']),
  );
  expect(JSON.stringify(logged)).not.toContain(row.caseId);
  for (const { event } of logged) expect(METRICS).toHaveProperty([event]);
});

/** `npm run cost`: carries a case of each kind through the functions, counts, and writes `docs/cost.md`. */
import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { testBuckets } from '../../test/support/aws-s3.ts';
import { answeredWith, payer } from '../../test/support/lambda-people.ts';
import { lambdaRig } from '../../test/support/lambda-rig.ts';
import { Requester } from '../../test/support/people.ts';
import { bytesOf, usageOf } from './measured.ts';
import { type Costs, type Journey, page } from './page.ts';
import { standing, waiting } from './standing.ts';

const WAITING = 100_000;
const newBucket = testBuckets();
const journeys: Journey[] = [];
let each = { bytes: 0, rowBytes: 0 };

it('an opt-out', async () => {
  const rig = await lambdaRig(newBucket());
  const emily = new Requester(rig.doors, 'emily@example.com', 'en');
  await emily.asks('california', ['ccpa.opt-out'], 'Emily Tanaka');
  await rig.closed(emily.caseId);
  journeys.push({
    name: 'opt-out',
    says: 'From the form to the confirmation, with every third party told.',
    usage: usageOf(rig, emily.caseId),
    goal: 0.002,
  });
});

it('a disclosure', async () => {
  const rig = await lambdaRig(newBucket());
  const hanako = await payer(rig);
  each = await bytesOf(rig, hanako.caseId);
  await hanako.pays();
  await answeredWith(rig, hanako, { outcome: 'disclose', grounds: ['appi.disclosed'] });
  await rig.closed(hanako.caseId);
  journeys.push({
    name: 'disclosure',
    says: 'From the form to the package: data points, a document, the fee, one store, the signed answer, a code and the download.',
    usage: usageOf(rig, hanako.caseId),
    goal: 0.02,
  });
});

it('on paper', () => {
  expect(journeys).toHaveLength(2);
  const costs: Costs = {
    journeys,
    standing: standing(),
    waiting: { cases: WAITING, ...each, usage: waiting(WAITING, each) },
    on: new Date().toISOString().slice(0, 10),
  };
  writeFileSync(new URL('../../docs/cost.md', import.meta.url), page(costs));
});

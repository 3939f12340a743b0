/** Whole cases through the functions as Lambda runs them, each held to its row of the roster. */
import { describe, expect, it } from 'vitest';
import { testBuckets } from '../../support/aws-s3.ts';
import { lambdaRig } from '../../support/lambda-rig.ts';
import { Requester } from '../../support/people.ts';

const newBucket = testBuckets();

describe('the functions, each with no more than its row', () => {
  it('carry an opt-out from the form to its signed confirmation (L-06, L-26)', async () => {
    const rig = await lambdaRig(newBucket());
    const emily = new Requester(rig.doors, 'emily@example.com', 'en');
    await emily.asks('california', ['ccpa.opt-out'], 'Emily Tanaka');
    const { told, closed } = await rig.closed(emily.caseId);
    expect(closed?.outcome).toBe('answered');
    expect(told.map(({ recipient }) => recipient)).toEqual(expect.arrayContaining(['meta', 'x']));
    expect(rig.denied).toEqual([]);
    expect(rig.functions.failed).toEqual([]);
  });
});

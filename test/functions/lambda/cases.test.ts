/** Whole cases through the functions as Lambda runs them, each held to its row of the roster. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyFile } from '../../../functions/answer/verify.ts';
import { testBuckets } from '../../support/aws-s3.ts';
import { dataDirectory } from '../../support/data-directory.ts';
import { Officer, uploads } from '../../support/lambda-people.ts';
import { type LambdaRig, lambdaRig } from '../../support/lambda-rig.ts';
import { unzipped } from '../../support/open-package.ts';
import { passport, Requester } from '../../support/people.ts';

const newBucket = testBuckets();

describe('the functions, each with no more than its row', () => {
  it('carry an opt-out from the form to its signed confirmation (L-06, L-26)', async () => {
    const rig = await lambdaRig(newBucket());
    const emily = new Requester(rig.doors, 'emily@example.com', 'en');
    await emily.asks('california', ['ccpa.opt-out'], 'Emily Tanaka');
    const { told, closed } = await rig.closed(emily.caseId);
    expect(closed?.outcome).toBe('answered');
    expect(told.map(({ recipient }) => recipient)).toEqual(expect.arrayContaining(['meta', 'x']));
    wentWell(rig);
  });

  it('carry a disclosure from the form to an answer that is proved genuine, and purge it', async () => {
    const rig = await lambdaRig(newBucket());
    const hanako = new Requester(rig.doors, 'hanako.y@example.com', 'ja');
    const officer = new Officer(rig);
    await hanako.asks('japan', ['appi.disclose'], '山田 花子');
    await hanako.confirms();
    await hanako.offersPoints({
      name: '山田 花子',
      phone: '+81 90 0000 1201',
      dateOfBirth: '1996-04-12',
    });
    await uploads({ rig, who: hanako }, 'passport', passport());
    await officer.accepts(hanako);
    await hanako.pays();
    const grounds = ['appi.disclosed'];
    await officer.decides(hanako, [{ right: 'appi.disclose', outcome: 'disclose', grounds }]);
    const zip = await hanako.fetchesAnswer();
    const state = await rig.closed(hanako.caseId);
    expect(state.closed?.outcome).toBe('answered');
    expect(state.payments).toMatchObject([{ amount: 500, disposition: 'kept' }]);
    const file = join(dataDirectory(), 'package.zip');
    writeFileSync(file, zip);
    expect((await verifyFile(file)).genuine).toBe(true);
    const files = await unzipped(zip);
    expect([...files.keys()]).toEqual(expect.arrayContaining(['letter.pdf', 'manifest.jws']));
    const data = [...files].filter(([path]) => path.startsWith('data/'));
    expect(data.map(([, text]) => text).join()).toContain('hanako.y@example.com');

    await rig.pass({ days: 31 });
    const purged = await rig.closed(hanako.caseId);
    expect(purged.purgedAt).not.toBeNull();
    wentWell(rig);
  });
});

function wentWell(rig: LambdaRig): void {
  expect(rig.denied).toEqual([]);
  expect(rig.functions.failed).toEqual([]);
}

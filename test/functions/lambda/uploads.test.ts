/** Files from the browser by S3 and its scanner to the case, through the function as Lambda runs it. */
import { describe, expect, it } from 'vitest';
import { CaseId } from '../../../core/ids.ts';
import type { Upload } from '../../../platform/aws/vault-upload.ts';
import { fromSqs, scanResult } from '../../support/aws-events.ts';
import { testBuckets } from '../../support/aws-s3.ts';
import { eventually } from '../../support/eventually.ts';
import { lambdaRig, uploadsIn } from '../../support/lambda-rig.ts';
import { passport, Requester } from '../../support/people.ts';
import { printed } from '../../support/printed.ts';

const newBucket = testBuckets();
const TAKEN = { batchItemFailures: [] };
const AGAIN = { batchItemFailures: [{ itemIdentifier: 'message-1' }] };

type Found = Parameters<typeof scanResult>[2];

/** Somebody has posted a file to S3, and nobody has looked at it. */
async function make(language: 'en' | 'ja' = 'en') {
  const bucket = newBucket();
  const rig = await lambdaRig(bucket);
  const hanako = new Requester(rig.doors, 'hanako.y@example.com', language);
  await hanako.asks('japan', ['appi.disclose'], '山田 花子');
  await hanako.confirms();
  await hanako.offersPoints({
    name: '山田 花子',
    phone: '+81 90 0000 1201',
    dateOfBirth: '1996-04-12',
  });
  /** By a form of its own. */
  const post = async (file: File): Promise<Upload> => {
    const before = (await uploadsIn(bucket)).map(({ uploadKey }) => uploadKey);
    await hanako.mayDo('evidence');
    await hanako.browser.visit(`${new URL(hanako.link).pathname}/evidence?kind=passport`);
    await hanako.browser.submit(`/${bucket.name}`, { file });
    const posted = (await uploadsIn(bucket)).find(({ uploadKey }) => !before.includes(uploadKey));
    if (!posted) throw new Error('nothing was posted');
    return posted;
  };
  const upload = await post(passport());
  const caseId = CaseId.parse(hanako.caseId);
  const scanned = (found: Found, what: Upload) =>
    rig.functions.call('uploads', fromSqs(scanResult(bucket.name, what, found)));
  const state = () => rig.own(() => rig.context.cases.read(caseId));
  const files = () => rig.own(() => rig.context.ports.vault.list(`${caseId}/evidence/`));
  return { ...rig, bucket, hanako, upload, post, scanned, state, files };
}

describe('a file that a browser has posted to S3', () => {
  it('is in no vault and in no case before it was scanned, and then in both, once', async () => {
    const lines = printed();
    const { upload, scanned, post, state, files, denied, bucket } = await make();
    expect([(await state()).evidence, await files()]).toEqual([[], []]);
    // One that is none of those asked for is turned away by what it is.
    const page = await post(new File(['<html><script>'], 'me.png', { type: 'image/png' }));
    expect(await scanned('NO_THREATS_FOUND', page)).toEqual(TAKEN);
    expect(await state()).toMatchObject({ evidence: [], turnedAway: [{ reason: 'wrong-type' }] });
    expect(await files()).toEqual([]);
    expect(await scanned('NO_THREATS_FOUND', upload)).toEqual(TAKEN);
    expect(await scanned('NO_THREATS_FOUND', upload)).toEqual(TAKEN);
    const [{ evidence }, [file, ...others]] = [await state(), await files()];
    expect(others).toEqual([]);
    expect(evidence).toMatchObject([
      { key: file?.key, contentType: 'image/png', kind: 'passport' },
    ]);
    expect(await uploadsIn(bucket)).toEqual([]);
    expect(denied).toEqual([]);
    expect(lines().join('\n')).not.toMatch(/hanako|花子/i);
  });

  it.each([
    ['en', 'something harmful', 'perhaps a password protects it'],
    ['ja', '有害なもの', 'パスワードで保護'],
  ] as const)(
    'is turned away unopened where something was found in it, or nothing could be, and whoever sent it reads why (%s)',
    async (language, harmful, shut) => {
      const { upload, scanned, post, state, files, bucket, hanako, denied, wire } =
        await make(language);
      const sent = `${new URL(hanako.link).pathname}/evidence/sent?since=2026-01-01T00:00:00.000Z`;
      expect(await scanned('THREATS_FOUND', upload)).toEqual(TAKEN);
      expect(await scanned('THREATS_FOUND', upload)).toEqual(TAKEN);
      await hanako.browser.visit(sent);
      expect(hanako.browser.text).toContain(harmful);
      // Another may be sent.
      expect(await scanned('UNSUPPORTED', await post(passport()))).toEqual(TAKEN);
      await hanako.browser.visit(sent);
      expect(hanako.browser.text).toContain(shut);
      const { evidence, turnedAway } = await state();
      expect(turnedAway.map(({ reason }) => reason)).toEqual(['malware', 'not-scannable']);
      expect([evidence, await files(), await uploadsIn(bucket)]).toEqual([[], [], []]);
      const opened = wire.calls.filter(
        ({ operation, to }) => operation === 'GetObject' && to.startsWith('uploads/'),
      );
      expect(opened).toEqual([]);
      expect(denied).toEqual([]);
    },
  );

  it('stays where it is while the scanner cannot look, or looks into another bucket, and somebody is told', async () => {
    const lines = printed();
    const { functions, upload, scanned, state, bucket } = await make();
    expect(await scanned('FAILED', upload)).toEqual(AGAIN);
    expect(await scanned('ACCESS_DENIED', upload)).toEqual(AGAIN);
    const elsewhere = scanResult('another-bucket', upload, 'NO_THREATS_FOUND');
    expect(await functions.call('uploads', fromSqs(elsewhere))).toEqual(AGAIN);
    const told = lines().filter((line) => line.includes('"function failed"'));
    expect(told.map((line) => JSON.parse(line).error)).toEqual([
      'NotScanned',
      'NotScanned',
      'NotOurBucket',
    ]);
    expect(await uploadsIn(bucket)).toHaveLength(1);
    expect(await state()).toMatchObject({ evidence: [], turnedAway: [] });
    // Scanned anew.
    expect(await scanned('NO_THREATS_FOUND', upload)).toEqual(TAKEN);
    expect((await state()).evidence).toHaveLength(1);
  });

  it.each(['NO_THREATS_FOUND', 'THREATS_FOUND'] as const)(
    'reaches its case by the queue’s redelivery, wherever a crash came before: %s',
    async (found) => {
      const { upload, scanned, state, files, bucket, dynamo } = await make();
      let crashes = 0;
      for (; crashes < 40; crashes += 1) {
        dynamo.dieAfter(crashes);
        const answer = await scanned(found, upload);
        dynamo.live();
        if (JSON.stringify(answer) === JSON.stringify(TAKEN)) break;
      }
      expect(crashes).toBeGreaterThan(found === 'THREATS_FOUND' ? 0 : 3);
      const { evidence, turnedAway } = await state();
      expect(evidence.length + turnedAway.length).toBe(1);
      expect(await files()).toHaveLength(evidence.length);
      expect(await uploadsIn(bucket)).toEqual([]);
      // The workflow has gone on.
      const waits = evidence.length > 0 ? 'judge-evidence' : 'upload-evidence';
      await eventually(
        async () => (await state()).tasks.some((task) => task.kind === waits && !task.outcome),
        () => `the case never waits for ${waits}`,
      );
    },
  );
});

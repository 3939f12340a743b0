/** What AWS does by itself, and MiniStack does not: it looks through uploads, takes in mail, tells what became of ours. */
import { randomUUID } from 'node:crypto';
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeReceiptRuleSetCommand, SESClient } from '@aws-sdk/client-ses';
import { inject } from 'vitest';
import { z } from 'zod';
import { mailBecame, scanResult } from '../support/aws-events.ts';
import { storedBySes } from '../support/ses-mail.ts';
import { clientsOf } from './deploy.ts';
import { called, signedFor } from './wire.ts';

const { endpoint, outputs } = inject('cloud');
const s3 = new S3Client({ ...clientsOf(endpoint), forcePathStyle: true });
const ses = new SESClient(clientsOf(endpoint));
const looked = new Set<string>();

/** GuardDuty looks through what browsers have sent in since it last did. */
export async function looksThroughUploads(
  found: 'NO_THREATS_FOUND' | 'THREATS_FOUND',
): Promise<void> {
  const bucket = outputs.VaultBucket ?? '';
  const uploads = new ListObjectsV2Command({ Bucket: bucket, Prefix: 'uploads/' });
  const { Contents: files = [] } = await s3.send(uploads);
  for (const { Key: uploadKey = '', ETag: etag = '' } of files) {
    if (looked.has(uploadKey)) continue;
    looked.add(uploadKey);
    await happens(scanResult(bucket, { uploadKey, etag }, found));
  }
}

/** SES stores a mail where its rule of receipt says; S3 tells of it. */
export async function takesIn(mail: string, from: string): Promise<void> {
  const { Rules: rules = [] } = await ses.send(
    new DescribeReceiptRuleSetCommand({ RuleSetName: outputs.MailRuleSet }),
  );
  const action = rules.flatMap((rule) => rule.Actions ?? []).find((one) => one.S3Action)?.S3Action;
  await s3.send(
    new PutObjectCommand({
      Bucket: action?.BucketName,
      Key: `${action?.ObjectKeyPrefix ?? ''}${randomUUID()}`,
      Body: storedBySes(mail, { from }),
    }),
  );
}

/** A mail of ours comes back: nobody has that address. */
export async function comesBack(mail: { messageId: string; from: string; to: string }) {
  const tag = Buffer.from(mail.messageId).toString('base64url');
  const tags = { 'ses:configuration-set': [outputs.MailEvents ?? ''], kaiji: [tag] };
  const bounce = { bounceType: 'Permanent', bounceSubType: 'General' };
  await happens(mailBecame({ ...mail, sesId: randomUUID(), tags }, 'Bounce', { bounce }));
}

/** On the account's own bus. */
const happens = (event: { source: string; 'detail-type': string; detail: unknown }) =>
  called(endpoint, 'AWSEvents.PutEvents', {
    Entries: [
      {
        Source: event.source,
        DetailType: event['detail-type'],
        Detail: JSON.stringify(event.detail),
      },
    ],
  });

const Functions = z.object({ Functions: z.array(z.object({ FunctionName: z.string() })) });

/** The hour has come. */
export async function sweeps(): Promise<void> {
  const functions = `${endpoint}/2015-03-31/functions/`;
  const headers = signedFor('lambda');
  const list = Functions.parse(await (await fetch(functions, { headers })).json());
  const sweep = list.Functions.find(({ FunctionName: name }) => name.includes('Functionssweep'));
  const answer = await fetch(`${functions}${sweep?.FunctionName}/invocations`, {
    method: 'POST',
    headers,
    body: '{}',
  });
  if (!answer.ok || answer.headers.has('x-amz-function-error'))
    throw new Error(`the sweep failed: ${await answer.text()}`);
}

/**
 * Each commit of a log once more, where nobody can change or remove it: in a bucket under Object Lock, as the table's
 * stream tells of it. An object holds the sealed commit to the letter as the table does, so that hashes can be made anew from it.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { z } from 'zod';
import { caseIdIn } from '../../platform/aws/table.ts';
import type { Bucket } from '../../platform/aws/vault-pieces.ts';
import { failure } from './failure.ts';

const Image = z.custom<Record<string, AttributeValue>>(
  (value) => typeof value === 'object' && value !== null,
);
const Changes = z.object({
  Records: z.array(
    z.object({
      eventName: z.string(),
      dynamodb: z.object({ SequenceNumber: z.string(), NewImage: Image.optional() }),
    }),
  ),
});
type Change = z.infer<typeof Changes>['Records'][number];

const Commit = z.object({
  pk: z.string().transform(caseIdIn),
  sk: z.string().regex(/^commit#\d+$/),
  body: z.string(),
});

export async function commitsWritten(auditBucket: Bucket, stream: unknown) {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const change of Changes.parse(stream).Records)
    try {
      await mirror(auditBucket, change);
    } catch (error) {
      const { SequenceNumber: itemIdentifier } = change.dynamodb;
      failure(error, { function: 'audit', sequence: itemIdentifier });
      // Lambda gives it again, with all that comes after it.
      batchItemFailures.push({ itemIdentifier });
    }
  return { batchItemFailures };
}

/** What a commit says is not looked at: one that is broken stands there as it is, and holds up none after it. */
async function mirror(auditBucket: Bucket, { eventName, dynamodb }: Change): Promise<void> {
  if (eventName !== 'INSERT' || !dynamodb.NewImage) return;
  const commit = Commit.safeParse(unmarshall(dynamodb.NewImage)).data;
  // Another item, or the mark of an erasure, which is no commit.
  if (!commit) return;
  const { pk: caseId, sk, body } = commit;
  try {
    await auditBucket.s3.send(
      new PutObjectCommand({
        Bucket: auditBucket.name,
        Key: `cases/${caseId}/${sk.slice('commit#'.length)}.json`,
        Body: body,
        ContentType: 'application/json',
        // Object Lock asks for one.
        ChecksumAlgorithm: 'SHA256',
        // Under Object Lock a second writing would not replace the first, but stand before it.
        IfNoneMatch: '*',
      }),
    );
  } catch (error) {
    const stands = error instanceof S3ServiceException && error.name === 'PreconditionFailed';
    if (!stands) throw error;
  }
}

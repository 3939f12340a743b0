/** What GuardDuty has found in a file that a browser sent in: only then does anybody open it, or nobody ever. */
import { z } from 'zod';
import type { Table } from '../../platform/aws/table.ts';
import type { Bucket } from '../../platform/aws/vault-pieces.ts';
import { dropUpload, takeUpload, type Upload } from '../../platform/aws/vault-upload.ts';
import { evidenceStored, evidenceTurnedAway } from '../acts/evidence.ts';
import type { Context } from '../context.ts';

/** Of the event "GuardDuty Malware Protection Object Scan Result". */
export const ScanResult = z.object({
  s3ObjectDetails: z.object({ bucketName: z.string(), objectKey: z.string(), eTag: z.string() }),
  scanResultDetails: z.object({
    scanResultStatus: z.enum([
      'NO_THREATS_FOUND',
      'THREATS_FOUND',
      'UNSUPPORTED',
      'ACCESS_DENIED',
      'FAILED',
    ]),
  }),
});
type ScanResult = z.infer<typeof ScanResult>;

export interface UploadsParts {
  context: Context;
  bucket: Bucket;
  table: Table;
}

/** GuardDuty could not look, through no fault of the file: that is for a person to see to (docs/runbook.md). */
class NotScanned extends Error {
  override readonly name = 'NotScanned';
}

/** A result for another bucket: the rule that sends them is wrong. */
class NotOurBucket extends Error {
  override readonly name = 'NotOurBucket';
}

export async function uploadScanned(parts: UploadsParts, result: ScanResult): Promise<void> {
  const { context, bucket, table } = parts;
  const { bucketName, objectKey, eTag } = result.s3ObjectDetails;
  if (bucketName !== bucket.name) throw new NotOurBucket(bucketName);
  const upload: Upload = { uploadKey: objectKey, etag: eTag };
  const turnAway = (reason: 'malware' | 'not-scannable') => {
    context.log('upload turned away', { upload: objectKey, reason });
    return dropUpload({ bucket, table }, upload, (caseId, evidenceId) =>
      evidenceTurnedAway(context, caseId, { evidenceId, reason }),
    );
  };
  const status = result.scanResultDetails.scanResultStatus;
  switch (status) {
    case 'NO_THREATS_FOUND': {
      const { vault, clock } = context.ports;
      const tell = (key: string) => evidenceStored(context, key);
      return takeUpload({ bucket, table, vault, clock }, upload, tell);
    }
    case 'THREATS_FOUND':
      return turnAway('malware');
    case 'UNSUPPORTED':
      return turnAway('not-scannable');
    case 'ACCESS_DENIED':
    case 'FAILED':
      throw new NotScanned(`${objectKey}: ${status}`);
    default:
      return status satisfies never;
  }
}

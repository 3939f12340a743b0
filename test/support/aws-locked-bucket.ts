/** Writing into a bucket under Object Lock, over the wire: fauxqs does not know conditions and checksums, which it is all about. */
import { S3Client } from '@aws-sdk/client-s3';
import { onTestFinished } from 'vitest';
import type { Bucket } from '../../platform/aws/vault-pieces.ts';
import { LOCAL } from './aws-table.ts';
import { wireServer } from './aws-wire.ts';

const refusal = (status: number, code: string) => ({
  status,
  type: 'application/xml',
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>no</Message></Error>`,
});

/** `versions` holds for each object all that was ever written, as S3 would: none goes, and the last one is shown. Writing one that is `refused` fails. */
export async function lockedBucket(): Promise<
  Bucket & { versions: Map<string, string[]>; refused: Set<string> }
> {
  const refused = new Set<string>();
  const versions = new Map<string, string[]>();
  const endpoint = await wireServer(async ({ method, url = '', headers }, body) => {
    const key = decodeURIComponent(new URL(url, 'http://s3').pathname).replace('/audit/', '');
    if (method !== 'PUT' || refused.has(key)) return refusal(403, 'AccessDenied');
    if (!headers['x-amz-checksum-sha256'] && !headers['content-md5'])
      return refusal(400, 'InvalidRequest');
    const before = versions.get(key) ?? [];
    if (headers['if-none-match'] === '*' && before.length > 0)
      return refusal(412, 'PreconditionFailed');
    versions.set(key, [...before, body.toString('utf8')]);
    return { status: 200, type: 'application/xml', body: '' };
  });
  const s3 = new S3Client({ ...LOCAL, endpoint, forcePathStyle: true });
  onTestFinished(() => s3.destroy());
  return { s3, name: 'audit', versions, refused };
}

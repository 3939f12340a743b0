/** S3 as fauxqs gives it: a bucket of its own for each test, one server for a file of tests. */
import { S3Client } from '@aws-sdk/client-s3';
import { startFauxqs } from 'fauxqs';
import { afterAll, beforeAll } from 'vitest';
import { SDK_STREAMS } from '../../platform/aws/clients.ts';
import type { Bucket } from '../../platform/aws/vault-pieces.ts';
import { LOCAL } from './aws-table.ts';

/** To be called where a file's tests are described. */
export function testBuckets(): () => Bucket & { endpoint: string } {
  let running:
    | { server: Awaited<ReturnType<typeof startFauxqs>>; s3: S3Client; endpoint: string }
    | undefined;
  let count = 0;
  beforeAll(async () => {
    const server = await startFauxqs({ port: 0, logger: false });
    const endpoint = `http://127.0.0.1:${server.port}`;
    const s3 = new S3Client({ ...LOCAL, ...SDK_STREAMS, endpoint, forcePathStyle: true });
    running = { server, s3, endpoint };
  });
  afterAll(async () => {
    running?.s3.destroy();
    await running?.server.stop();
  });
  return () => {
    if (!running) throw new Error('the server has not been started');
    count += 1;
    const name = `kaiji-${count}`;
    running.server.createBucket(name);
    return { s3: running.s3, name, endpoint: running.endpoint };
  };
}

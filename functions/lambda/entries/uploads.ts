import { bucket, cases, settling, table, vault } from '../../../platform/aws/openers.ts';
import { fromQueue } from '../queue.ts';
import { started } from '../started.ts';
import { ScanResult, uploadScanned } from '../uploads.ts';

const start = started('uploads', { ...cases, ...settling, vault, bucket });

export const handler = fromQueue('uploads', ScanResult, (result) => {
  const { context, house } = start();
  return uploadScanned({ context, bucket: bucket(house), table: table(house) }, result);
});

import { auditBucket } from '../../../platform/aws/openers.ts';
import { commitsWritten } from '../audit.ts';
import { handled } from '../handled.ts';
import { started } from '../started.ts';

const start = started('audit', { auditBucket });

export const handler = handled('audit', (stream: unknown) =>
  commitsWritten(auditBucket(start().house), stream),
);

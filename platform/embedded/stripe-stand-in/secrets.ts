/** The stand-in's secret key and webhook secret, made at first start: they guard no money. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurablySync } from '../durable-file.ts';

const Secrets = z.strictObject({ secretKey: z.string(), webhookSecret: z.string() });
type Secrets = z.infer<typeof Secrets>;

/** Read from `<dataDirectory>/stripe-stand-in.json` (mode 0600), which is written when not there. */
export function standInSecrets(
  dataDirectory: string,
  randomBytes: (length: number) => Uint8Array,
): Secrets {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const path = join(dataDirectory, 'stripe-stand-in.json');
  const standing = read(path);
  if (standing) return standing;
  const hex = () => Buffer.from(randomBytes(24)).toString('hex');
  const secrets = { secretKey: `sk_test_standin_${hex()}`, webhookSecret: `whsec_${hex()}` };
  writeDurablySync(path, Buffer.from(JSON.stringify(secrets)), 0o600);
  return secrets;
}

function read(path: string): Secrets | null {
  try {
    return Secrets.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Error(`${path} does not hold the stand-in's secrets`, { cause: error });
  }
}

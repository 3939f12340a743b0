/**
 * `npm run keys`: lists the organisation's keys. `-- rotate` makes a new one, `-- install <file …>`
 * takes key and certificates from PEM files. Exit status 1: refused, and nothing has changed.
 */
import { X509Certificate } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { COMPANY } from '../../core/law/company.ts';
import { UnfitCertificate } from '../fit-certificate.ts';
import type { Clock } from '../ports.ts';
import { BadSettings } from '../settings.ts';
import { install } from './own-certificate.ts';
import { type Installation, readInstallation } from './settings.ts';
import { rotate } from './signer.ts';
import { pastCertificates, readPair, UnreadableKey } from './signing-keys.ts';

const USAGE = `usage: npm run keys                                        lists them
       npm run keys -- rotate                              a new key, certified by itself
       npm run keys -- install <key.pem> <certificate.pem> [<chain.pem> …]`;

const AFTERWARDS =
  'Restart the service: until then it signs with the key before. Then compare this fingerprint with /keys, and publish it.';

export async function keysCommand(
  [verb, ...files]: readonly string[],
  installation: Installation,
  clock: Clock,
): Promise<number> {
  const dir = join(installation.dataDirectory, 'keys', 'signing');
  const owner = { organisation: COMPANY.name, email: installation.fromAddress };
  await mkdir(join(dir, 'past'), { recursive: true, mode: 0o700 });
  try {
    if (verb === undefined) return await list(dir, installation);
    if (verb === 'rotate' && files.length === 0) {
      const { chain } = await rotate({ dir, ...owner, clock, algorithm: installation.signature });
      console.log(`${lineOf('signs', chain[0])}\n${AFTERWARDS}`);
      return 0;
    }
    if (verb === 'install' && files.length > 0) {
      const pem = await Promise.all(files.map((file) => readFile(file, 'utf8')));
      const by = { email: owner.email, now: clock.now() };
      const { algorithm, pair } = await install(dir, pem.join('\n'), by);
      console.log(`${lineOf('signs', pair.chain[0])}\n${AFTERWARDS}`);
      if (algorithm !== installation.signature) console.log(`Set KAIJI_SIGNATURE=${algorithm}.`);
      return 0;
    }
  } catch (error) {
    if (!(error instanceof UnreadableKey || error instanceof UnfitCertificate || isMissing(error)))
      throw error;
    console.error(error.message);
    return 1;
  }
  console.error(USAGE);
  return 2;
}

async function list(dir: string, { signature }: Installation): Promise<number> {
  const standing = await readPair(dir, signature);
  console.log(
    standing ? lineOf('signs', standing.chain[0]) : 'no key yet: the first start makes one',
  );
  for (const { certificate, until } of await pastCertificates(dir, signature))
    console.log(lineOf(until ? `past, until ${until}` : 'past', new X509Certificate(certificate)));
  return 0;
}

function lineOf(state: string, { fingerprint256, validFromDate, validToDate }: X509Certificate) {
  const day = (date: Date) => date.toISOString().slice(0, 10);
  return `${state}: valid ${day(validFromDate)} – ${day(validToDate)}\n  SHA-256 ${fingerprint256}`;
}

const isMissing = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

if (import.meta.main)
  try {
    process.exitCode = await keysCommand(process.argv.slice(2), readInstallation(process.env), {
      now: () => new Date(),
    });
  } catch (error) {
    if (!(error instanceof BadSettings)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }

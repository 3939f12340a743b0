/** The signed answer, checked with nothing but the file and the certificate that the portal publishes. */
import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprintOf } from '../../functions/answer/certificates.ts';
import { type FileVerdict, verifyFile } from '../../functions/answer/verify.ts';
import { hasTool } from '../support/tools.ts';

export interface Proof {
  /** By our own command's means, against the published fingerprint. */
  ours: FileVerdict;
  /** The same with one byte changed: it must not pass. */
  forgedIsGenuine: boolean;
  /** By `unzip` and `openssl` alone, as docs/verifying.md says; `null` where they are not installed. */
  byOpenssl: string | null;
}

export async function prove(zip: Uint8Array, baseUrl: string): Promise<Proof> {
  const pem = await (await fetch(`${baseUrl}/.well-known/kaiji/certificates.pem`)).text();
  const certificate = new X509Certificate(pem);
  const directory = mkdtempSync(join(tmpdir(), 'kaiji-proof-'));
  const place = (name: string, content: Uint8Array | string) => {
    const path = join(directory, name);
    writeFileSync(path, content);
    return path;
  };
  try {
    const known = [{ fingerprint: fingerprintOf(certificate.raw), until: null }];
    const ours = await verifyFile(place('package.zip', zip), { known });
    const at = Math.floor(zip.length / 2);
    const forged = place('forged.zip', zip.with(at, (zip[at] ?? 0) ^ 1));
    const { genuine: forgedIsGenuine } = await verifyFile(forged);
    const tools = hasTool('unzip') && hasTool('openssl');
    const byOpenssl = tools ? askOpenssl(directory, certificate, place) : null;
    return { ours, forgedIsGenuine, byOpenssl };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** What openssl says of the signature over the manifest. */
function askOpenssl(
  directory: string,
  certificate: X509Certificate,
  place: (name: string, content: Uint8Array | string) => string,
): string {
  const tool = (name: string, ...given: string[]) =>
    spawnSync(name, given, { cwd: directory, encoding: 'utf8' });
  const opened = tool('unzip', '-q', 'package.zip', '-d', 'package');
  if (opened.status !== 0) return `unzip: ${opened.stderr}`;
  const file = (name: string) => readFileSync(join(directory, 'package', name));
  const [header = '', , signature = ''] = file('manifest.jws').toString('latin1').split('.');
  const checked = tool(
    'openssl',
    ...['dgst', '-sha256'],
    ...['-verify', place('key.pem', certificate.publicKey.export({ type: 'spki', format: 'pem' }))],
    ...['-signature', place('signature', Buffer.from(signature, 'base64url'))],
    place('signed', Buffer.concat([Buffer.from(`${header}.`), file('manifest.json')])),
  );
  return `${checked.stdout}${checked.stderr}`.trim();
}

/**
 * The organisation's signing keys on disk: `rs256.pem` and `es256.pem` each hold a private key and
 * its certificates; `past/` holds certificates that were replaced, and never a key. A replacement
 * first writes the old certificate there, then the new pair over the old one at once: whatever
 * instant a crash takes, one whole pair stands and nothing that ever signed is forgotten.
 */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { certificatesIn } from '../certificates.ts';
import type { PastCertificate, Signer } from '../ports.ts';
import { writeDurably } from './durable-file.ts';

export type Algorithm = Signer['algorithm'];

const ALGORITHMS: readonly Algorithm[] = ['RS256', 'ES256'];

export interface Pair {
  privateKey: KeyObject;
  /** The signing certificate, then whoever vouches for it, up to one signed by itself. */
  chain: readonly [X509Certificate, ...X509Certificate[]];
}

/** A file that holds no key with its certificates, or two that do not belong together. */
export class UnreadableKey extends Error {
  override readonly name = 'UnreadableKey';
}

/** @param pem a private key, unencrypted, and certificates, the signing one first */
export function parsePair(pem: string, where: string): Pair {
  try {
    const [first, ...others] = certificatesIn(pem);
    if (first === undefined) throw new UnreadableKey(`${where} holds no certificate`);
    const privateKey = createPrivateKey(pem);
    if (!first.checkPrivateKey(privateKey))
      throw new UnreadableKey(`${where}: the first certificate is not that of the private key`);
    return { privateKey, chain: [first, ...others] };
  } catch (cause) {
    if (cause instanceof UnreadableKey) throw cause;
    // OpenSSL's own words may quote what stands in the file.
    throw new UnreadableKey(`${where} holds no private key and certificate in PEM`);
  }
}

/** @returns `null` where there is none yet */
export async function readPair(dir: string, algorithm: Algorithm): Promise<Pair | null> {
  const file = fileOf(dir, algorithm);
  try {
    return parsePair(await readFile(file, 'utf8'), file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Puts the pair in the place of the one that stands, whose private key is gone afterwards. */
export async function replacePair(
  dir: string,
  algorithm: Algorithm,
  { privateKey, chain }: Pair,
  at: Date,
): Promise<void> {
  await mkdir(join(dir, 'past'), { recursive: true, mode: 0o700 });
  const standing = await readPair(dir, algorithm);
  if (standing !== null) await keepAsPast(dir, standing.chain[0], at);
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
  await write(fileOf(dir, algorithm), `${key}${chain.join('')}`);
}

/**
 * Certificates that signed before, newest first: those replaced, and that of the other algorithm,
 * which a change of the setting leaves standing.
 */
export async function pastCertificates(
  dir: string,
  signing: Algorithm,
): Promise<PastCertificate[]> {
  const now = await readPair(dir, signing);
  const found = new Map<string, PastCertificate>();
  for (const name of await pemsIn(join(dir, 'past'))) {
    const text = await readFile(join(dir, 'past', name), 'utf8');
    const [certificate] = certificatesIn(text);
    if (certificate === undefined) throw new UnreadableKey(`past/${name} holds no certificate`);
    const until = Replaced.safeParse(/^replaced: (\S+)$/m.exec(text)?.[1]).data ?? null;
    found.set(certificate.fingerprint256, { certificate: derOf(certificate), until });
  }
  for (const other of ALGORITHMS.filter((one) => one !== signing)) {
    const standing = (await readPair(dir, other))?.chain[0];
    if (standing) found.set(standing.fingerprint256, { certificate: derOf(standing), until: null });
  }
  // Retired, but not yet replaced, when a crash came between.
  if (now !== null) found.delete(now.chain[0].fingerprint256);
  const newness = ({ certificate, until }: PastCertificate) =>
    until ?? new X509Certificate(certificate).validToDate.toISOString();
  return [...found.values()].sort((one, other) => newness(other).localeCompare(newness(one)));
}

const Replaced = z.iso.datetime();

const fileOf = (dir: string, algorithm: Algorithm) => join(dir, `${algorithm.toLowerCase()}.pem`);

const derOf = ({ raw }: X509Certificate) => new Uint8Array(raw);

async function pemsIn(dir: string): Promise<string[]> {
  return (await readdir(dir)).filter((name) => name.endsWith('.pem')).sort();
}

async function keepAsPast(dir: string, certificate: X509Certificate, at: Date): Promise<void> {
  const name = certificate.fingerprint256.replaceAll(':', '').toLowerCase();
  await write(
    join(dir, 'past', `${name}.pem`),
    `replaced: ${at.toISOString()}\n${certificate.toString()}`,
  );
}

const write = (file: string, text: string) => writeDurably(file, `${file}.new`, Buffer.from(text));

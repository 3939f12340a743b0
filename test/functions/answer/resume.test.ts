import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { assemblePackage } from '../../../functions/answer/package.ts';
import { verifyFile } from '../../../functions/answer/verify.ts';
import type { Signer } from '../../../platform/ports.ts';
import { dataDirectory } from '../../support/data-directory.ts';
import { CASE, linesOf, ROWS } from './assembled.ts';
import { FILES, fileKey, largeInput, opened, passing, rowsKey } from './interrupted.ts';

const FILE_BYTES = 12 << 20;
const TOTAL = FILES.length * FILE_BYTES;
const MB = 1 << 20;

async function filled(): Promise<string> {
  const directory = dataDirectory();
  const { vault, close } = await opened(directory);
  await vault.put(rowsKey, Readable.from([linesOf(ROWS)]), 'application/x-ndjson');
  for (const name of FILES) {
    const bytes = Readable.from([randomBytes(FILE_BYTES)], { objectMode: false });
    await vault.put(fileKey(name), bytes, 'application/octet-stream');
  }
  close();
  return directory;
}

const Said = z.object({ read: z.number(), sha256: z.string().optional() });

/** Runs until it says something, then kills it as a power cut would. */
async function assembledUntil(directory: string, limit: number): Promise<z.infer<typeof Said>> {
  const script = fileURLToPath(new URL('./interrupted.ts', import.meta.url));
  const child = spawn(process.execPath, [script, directory, String(limit)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    for await (const line of createInterface({ input: child.stdout }))
      return Said.parse(JSON.parse(line));
    throw new Error('it said nothing');
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

describe('a package whose making was killed', () => {
  it('is gone on with where it was, and is the same to the byte', { timeout: 60_000 }, async () => {
    const directory = await filled();
    const runs = [];
    for (const part of [0.5, 0.2, 0.15, Infinity])
      runs.push(await assembledUntil(directory, TOTAL * part));
    const read = runs.reduce((sum, run) => sum + run.read, 0);
    expect(read).toBeGreaterThan(0.95 * TOTAL);
    // Killed three times: each time what was read since the last part that was through, and its mark.
    expect(read).toBeLessThan(TOTAL + 3 * 4 * MB);
    const uninterrupted = await assembledUntil(directory, Infinity);
    expect(uninterrupted.read).toBe(TOTAL);
    expect(runs.at(-1)?.sha256).toBe(uninterrupted.sha256);
  });

  it('keeps what was signed before, also when signatures differ each time and the log has gone on', async () => {
    const directory = await filled();
    const { vault, signer, close } = await opened(directory);
    let signed = 0;
    // As a key service may: the same digest, another signature.
    const other: Signer = {
      algorithm: signer.algorithm,
      certificates: () => signer.certificates(),
      pastCertificates: () => signer.pastCertificates(),
      sign: async (digest) => {
        signed += 1;
        return signed % 2 === 0 ? signer.sign(digest) : otherSignature(await signer.sign(digest));
      },
    };
    let read = 0;
    const failing = passing(vault, async function* (body) {
      for await (const chunk of body) {
        read += chunk.length;
        if (read > 0.6 * TOTAL) throw new Error('the disk went away');
        yield chunk;
      }
    });
    const input = largeInput();
    const broken = assemblePackage({ vault: failing, signer: other }, input);
    await expect(broken).rejects.toThrow('the disk went away');
    const before = signed;
    const later = { ...input, logHead: 'cd'.repeat(32) };
    const result = await assemblePackage({ vault, signer: other }, later);
    expect(result.logHead).toBe(input.logHead);
    expect(signed - before).toBe(2);
    expect((await vault.list(`${CASE}/answer/`)).map(({ key }) => key.split('/').at(-1))).toEqual([
      'letter.pdf',
      'package.zip',
    ]);
    const path = join(directory, 'package.zip');
    await pipeline(await vault.get(result.key), createWriteStream(path));
    const { checks } = await verifyFile(path);
    expect(checks.flatMap(({ faults }) => faults)).toEqual([]);
    close();
  });
});

/** The other of the two signatures that fit: s and n − s. */
function otherSignature(signature: Uint8Array): Uint8Array {
  const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const s = n - BigInt(`0x${Buffer.from(signature.subarray(32)).toString('hex')}`);
  return Buffer.concat([
    signature.subarray(0, 32),
    Buffer.from(s.toString(16).padStart(64, '0'), 'hex'),
  ]);
}

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signFile } from '../../../functions/answer/file-signatures.ts';
import { blobSource } from '../../../functions/proof/source.ts';
import type { Known } from '../../../functions/proof/verdict.ts';
import { verify } from '../../../functions/proof/verify.ts';
import { PROOF_WORDS, sayFault } from '../../../functions/proof/words.ts';
import { directoryOf } from '../../../functions/proof/zip.ts';
import { createSigner } from '../../../platform/embedded/signer.ts';
import type { Signer } from '../../../platform/ports.ts';
import { zipOf } from '../../support/yazl-zip.ts';
import { smallPackage } from './small-package.ts';

const dir = mkdtempSync(join(tmpdir(), 'proof-'));
afterAll(() => rmSync(dir, { recursive: true }));
const ISSUED = '2026-11-27T02:00:00.000Z';
const sourceOf = (bytes: Uint8Array) => blobSource(new Blob([new Uint8Array(bytes)]));
const signers = new Map<Signer['algorithm'], Signer>();
const packages = new Map<Signer['algorithm'], Buffer>();
const known: Known[] = [];
function of<T>(from: Map<Signer['algorithm'], T>, algorithm: Signer['algorithm'] = 'ES256'): T {
  const found = from.get(algorithm);
  if (found === undefined) throw new Error('made before all tests');
  return found;
}
beforeAll(async () => {
  for (const algorithm of ['RS256', 'ES256'] as const) {
    const signer = await createSigner({
      dir: join(dir, algorithm),
      ...{ organisation: '例示株式会社', email: 'privacy@example.com', algorithm },
      clock: { now: () => new Date('2026-11-22T00:00:00.000Z') },
    });
    signers.set(algorithm, signer);
    packages.set(algorithm, await smallPackage({ signer, issuedAt: ISSUED }));
    const [der = ''] = await signer.certificates();
    const fingerprint = createHash('sha256').update(der).digest('hex');
    known.push({ fingerprint, until: null });
  }
});
const verdictOn = (bytes: Uint8Array, by: readonly Known[] | null = known) =>
  verify(sourceOf(bytes), by);

/** Every byte that holds the zip together, and of the files themselves every third. */
async function everyStructure(bytes: Uint8Array): Promise<(at: number) => boolean> {
  const entries = await directoryOf(sourceOf(bytes));
  if ('code' in entries) throw new Error('the example is whole');
  const bodies = entries.map(({ path, size, offset }) => {
    const start = offset + 30 + Buffer.byteLength(path);
    return { start, end: start + size };
  });
  return (at) => at % 3 === 0 || !bodies.some(({ start, end }) => at >= start && at < end);
}

describe('a package, checked as in a browser', () => {
  it.each(['RS256', 'ES256'] as const)('is genuine as it was made (%s)', async (algorithm) => {
    const { outcome, checks, statement } = await verdictOn(of(packages, algorithm));
    expect(checks.flatMap(({ faults }) => faults)).toEqual([]);
    expect(checks).toHaveLength(5);
    expect(outcome).toBe('genuine');
    expect(statement).toMatchObject({ organisation: '例示株式会社', issuedAt: ISSUED, files: 4 });
  });

  it('is genuine no more once any one byte of it has changed, in its structure or its files', async () => {
    const bytes = of(packages);
    const passes = async (at: number) => {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      return (await verdictOn(damaged)).outcome === 'genuine';
    };
    const passed: number[] = [];
    const offsets = [...bytes.keys()].filter(await everyStructure(bytes)).values();
    const worker = async () => {
      for (const at of offsets) if (await passes(at)) passed.push(at);
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    expect(passed).toEqual([]);
    expect(offsets.next().done).toBe(true);
  });

  it('is genuine no more with bytes put in or cut out anywhere', async () => {
    const bytes = of(packages);
    const place = fc.integer({ min: 0, max: bytes.length });
    await fc.assert(
      fc.asyncProperty(place, fc.uint8Array({ minLength: 1, maxLength: 40 }), async (at, put) => {
        const added = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at)]);
        expect((await verdictOn(added)).outcome).not.toBe('genuine');
        const cut = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + put.length)]);
        if (cut.length < bytes.length) expect((await verdictOn(cut)).outcome).not.toBe('genuine');
      }),
      { numRuns: 100 },
    );
  });

  it('is found changed where the directory and a file’s own header say different things', async () => {
    const bytes = Buffer.from(of(packages));
    const name = bytes.indexOf('letter.pdf');
    bytes.write('lettre.pdf', name);
    const { checks, outcome } = await verdictOn(bytes);
    expect(outcome).toBe('altered');
    expect(checks.find(({ name: check }) => check === 'container')?.faults).toEqual([
      { code: 'not-as-packed', at: '0' },
    ]);
  });

  it('names the file that was changed, and only that one', async () => {
    const bytes = Buffer.from(of(packages));
    const at = bytes.indexOf('%PDF-1.7');
    bytes[at + 9] = (bytes[at + 9] ?? 0) ^ 1;
    const faults = (await verdictOn(bytes)).checks.flatMap((check) => check.faults);
    expect(faults).toContainEqual({ code: 'changed', at: 'letter.pdf' });
    expect(faults.filter(({ code }) => code === 'changed')).toHaveLength(1);
  });

  it('of somebody else is not taken for ours; with nothing to compare it is only whole', async () => {
    expect((await verdictOn(of(packages), known.slice(0, 1))).outcome).toBe('foreign');
    expect((await verdictOn(of(packages), [])).outcome).toBe('foreign');
    expect((await verdictOn(of(packages), null)).outcome).toBe('intact');
  });

  it('signed with a key of the past is genuine up to its replacement, and not later', async () => {
    const until = (moment: string) => known.map((one) => ({ ...one, until: moment }));
    expect((await verdictOn(of(packages), until(ISSUED))).outcome).toBe('genuine');
    const late = await verdictOn(of(packages), until('2026-11-26T00:00:00.000Z'));
    expect(late.outcome).toBe('altered');
    expect(late.checks.flatMap(({ faults }) => faults)).toEqual([
      { code: 'after-replacement', at: ISSUED },
    ]);
  });

  it('dated outside of its certificate’s time is not genuine', async () => {
    for (const issuedAt of ['2026-08-13T00:00:00.000Z', '2031-11-23T00:00:00.000Z']) {
      const signed = await smallPackage({ signer: of(signers), issuedAt });
      const { checks } = await verdictOn(signed);
      expect(checks.flatMap(({ faults }) => faults)).toEqual([
        { code: 'not-valid-then', at: issuedAt },
      ]);
    }
  });

  it('decided before the key was replaced and signed after it is genuine', async () => {
    const signer = of(signers);
    const decided = '2026-11-20T00:00:00.000Z';
    expect((await verdictOn(await smallPackage({ signer, issuedAt: decided }))).outcome).toBe(
      'genuine',
    );
  });

  it('with names in any script and with an empty file is read as well', async () => {
    const more = { 'files/crm/証明_写真.jpg': Buffer.from('x'), 'data/none.csv': Buffer.alloc(0) };
    const made = await smallPackage({ signer: of(signers), issuedAt: ISSUED, more });
    expect((await verdictOn(made)).outcome).toBe('genuine');
  });
});

describe('a receipt alone', () => {
  const receipt = Buffer.from(
    JSON.stringify({ format: 'kaiji-receipt/1', caseId: 'KJ-7F3K2-9QXM4', issuedAt: ISSUED }),
  );
  const check = async (content: Uint8Array, signature: string | null) =>
    verify(sourceOf(content), known, {
      signature: signature === null ? null : sourceOf(Buffer.from(signature)),
    });

  it('is proved by the signature beside it, and by that of no other file', async () => {
    for (const signer of signers.values()) {
      const { jws } = await signFile(signer, receipt, new Date(ISSUED));
      const { jws: other } = await signFile(signer, Buffer.from('other'), new Date(ISSUED));
      expect(await check(receipt, jws)).toMatchObject({ kind: 'receipt', outcome: 'genuine' });
      expect((await check(Buffer.concat([receipt, Buffer.from(' ')]), jws)).outcome).toBe(
        'altered',
      );
      expect((await check(receipt, other)).outcome).toBe('altered');
      expect((await check(receipt, 'a..b')).outcome).toBe('altered');
    }
  });

  it('without its signature proves nothing, and is called neither genuine nor forged', async () => {
    expect(await check(receipt, null)).toMatchObject({ kind: 'receipt', outcome: 'unknown' });
  });
});

describe('a receipt in a zip of its own', () => {
  const made = async (more: Readonly<Record<string, string>> = {}) => {
    const content = JSON.stringify({ format: 'kaiji-receipt/1', caseId: 'KJ-1', issuedAt: ISSUED });
    const receipt = Buffer.from(content);
    const { p7s, jws } = await signFile(of(signers), receipt, new Date(ISSUED));
    const files = { 'receipt.json': receipt, 'receipt.p7s': p7s, 'receipt.jws': jws, ...more };
    const parts = Object.entries(files).map(([path, bytes]) => ({
      ...{ path, open: async () => Readable.from([Buffer.from(bytes)]) },
    }));
    return buffer(zipOf(parts, new Date(ISSUED)));
  };

  it('is genuine, and no more once any one byte of it has changed', async () => {
    const bytes = await made();
    expect(await verdictOn(bytes)).toMatchObject({ kind: 'receipt', outcome: 'genuine' });
    const passed: number[] = [];
    for (let at = 0; at < bytes.length; at += 5) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      if ((await verdictOn(damaged)).outcome === 'genuine') passed.push(at);
    }
    expect(passed).toEqual([]);
  });

  it('is not genuine with something put beside it', async () => {
    const { outcome, checks } = await verdictOn(await made({ 'letter.pdf': 'forged' }));
    expect(outcome).toBe('altered');
    expect(checks.flatMap(({ faults }) => faults)).toEqual([
      { code: 'unlisted', at: 'letter.pdf' },
    ]);
  });
});

describe('anything else', () => {
  it.each([
    ['nothing', ''],
    ['a text', 'Dear Sir or Madam'],
    ['some JSON', '{"format":"something"}'],
    ['a PDF without a signature', '%PDF-1.7\n%%EOF'],
    ['the end of an empty zip', `PK\u0005\u0006${'\0'.repeat(18)}`],
  ])('cannot be checked: %s', async (_, content) => {
    expect((await verdictOn(Buffer.from(content, 'latin1'))).outcome).toBe('unknown');
  });

  it('never throws, whatever it is given', async () => {
    const heads = ['PK\u0003\u0004', '%PDF-', '%PDF-/ByteRange [0 9 9 9]', '{', ''];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array(), async (head, tail) => {
        const bytes = Buffer.concat([Buffer.from(head, 'latin1'), tail]);
        expect((await verdictOn(bytes)).outcome).not.toBe('genuine');
      }),
    );
  });
});

describe('what is said of a check', () => {
  it('is said in both languages', () => {
    const { en, ja } = PROOF_WORDS;
    const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
    for (const text of Object.values(en.faults)) expect(text).not.toMatch(japanese);
    for (const text of Object.values(ja.faults)) expect(text).toMatch(japanese);
    expect(sayFault({ code: 'changed', at: 'letter.pdf' }, 'ja')).toBe(
      'letter.pdf：変更されています',
    );
  });
});

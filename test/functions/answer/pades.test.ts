import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as pkijs from 'pkijs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { letterFor } from '../../../core/letter/content.ts';
import { signedLetterPdf } from '../../../functions/answer/letter-pdf.ts';
import { signPdf, Unsignable } from '../../../functions/answer/pades.ts';
import { verifyFile } from '../../../functions/answer/verify.ts';
import { createSigner } from '../../../platform/embedded/signer.ts';
import { NoTimeStamp, type Signer } from '../../../platform/ports.ts';
import { timeStampsFrom } from '../../../platform/time-stamps.ts';
import { disclosure, knowAndOptOut } from '../../core/letter/examples.ts';
import {
  type Answer,
  type Authority,
  timeStampingAuthority,
} from '../../support/time-stamping-authority.ts';
import { hasTool } from '../../support/tools.ts';

const AT = new Date('2026-11-27T02:00:00.000Z');
const ALGORITHMS = ['RS256', 'ES256'] as const;
const dir = mkdtempSync(join(tmpdir(), 'pades-'));
afterAll(() => rmSync(dir, { recursive: true }));

const signers = new Map<Signer['algorithm'], Signer>();
const letters = new Map<Signer['algorithm'], Uint8Array>();
const signerOf = (algorithm: Signer['algorithm']): Signer => made(signers.get(algorithm));
const letterOf = (algorithm: Signer['algorithm']): Uint8Array => made(letters.get(algorithm));
function made<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('made before all tests');
  return thing;
}

beforeAll(async () => {
  for (const algorithm of ALGORITHMS) {
    const signer = await createSigner({
      dir: join(dir, algorithm),
      organisation: disclosure.organisation.name,
      email: 'privacy@example.jp',
      algorithm,
      clock: { now: () => new Date('2026-11-22T00:00:00.000Z') },
    });
    signers.set(algorithm, signer);
    const [certificate = new Uint8Array()] = await signer.certificates();
    writeFileSync(join(dir, `${algorithm}.pem`), new X509Certificate(certificate).toString());
    letters.set(algorithm, (await signedLetterPdf({ signer }, letterFor(disclosure), AT)).pdf);
  }
});

/** The four numbers of the range that is signed. */
function rangeOf(pdf: Uint8Array): [number, number, number, number] {
  const text = Buffer.from(pdf).toString('latin1');
  const found = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/.exec(text) ?? [];
  const [from = -1, open = -1, close = -1, rest = -1] = found.slice(1).map(Number);
  return [from, open, close, rest];
}

/** What is signed, and the signature, as files for other programs. */
function takenApart(pdf: Uint8Array, name: string): { content: string; cms: string } {
  const [, open, close] = rangeOf(pdf);
  const files = { content: join(dir, `${name}.content`), cms: join(dir, `${name}.p7s`) };
  writeFileSync(files.content, Buffer.concat([pdf.subarray(0, open), pdf.subarray(close)]));
  const hex = Buffer.from(pdf.subarray(open + 1, close - 1)).toString('latin1');
  writeFileSync(files.cms, Buffer.from(hex, 'hex'));
  return files;
}

/** The signature's value, and the token over it. */
function stampIn(cms: Uint8Array): { signature: Uint8Array; token: Uint8Array } {
  const { content } = pkijs.ContentInfo.fromBER(new Uint8Array(cms));
  const [info] = new pkijs.SignedData({ schema: content }).signerInfos;
  const [token] = info?.unsignedAttrs?.attributes[0]?.values ?? [];
  return {
    signature: new Uint8Array(made(info).signature.valueBlock.valueHexView),
    token: new Uint8Array(token.toBER()),
  };
}

describe('a signed letter', () => {
  it.each(ALGORITHMS)(
    'gives the same bytes for the same words, signed by %s',
    async (algorithm) => {
      const signer = signerOf(algorithm);
      const again = await signedLetterPdf({ signer }, letterFor(disclosure), AT);
      expect(Buffer.compare(again.pdf, letterOf(algorithm))).toBe(0);
      expect(again.unstamped).toBeNull();
    },
  );

  it('is signed from its first byte to its last, but for the signature itself', () => {
    const pdf = letterOf('ES256');
    const [from, open, close, rest] = rangeOf(pdf);
    expect(from).toBe(0);
    expect(String.fromCharCode(pdf[open] ?? 0, pdf[close - 1] ?? 0)).toBe('<>');
    expect(close + rest).toBe(pdf.length);
  });

  it('says who signed and when in the dictionary, and has its field among the tags', () => {
    const text = Buffer.from(letterOf('ES256')).toString('latin1');
    expect(text).toContain('/SubFilter /ETSI.CAdES.detached');
    expect(text).toContain('/M (D:20261127020000Z)');
    expect(text).toContain('/SigFlags 3');
    expect(text).not.toContain('NeedAppearances');
    expect(text).toContain('/S /Form');
  });

  it('is refused a signature where there is no place, or one too small', async () => {
    const signer = signerOf('ES256');
    const none = Buffer.from('%PDF-1.7\n%%EOF\n');
    await expect(signPdf({ signer }, none)).rejects.toBeInstanceOf(Unsignable);
    const small = Buffer.from(
      '/ByteRange [0 9999999999 9999999999 9999999999]\n/Contents <00000000>\n',
    );
    await expect(signPdf({ signer }, small)).rejects.toBeInstanceOf(Unsignable);
  });
});

describe.skipIf(!hasTool('pdfsig'))('a signed letter, looked at by pdfsig', () => {
  const nss = join(dir, 'home');
  mkdirSync(nss, { recursive: true });
  const pdfsig = (pdf: Uint8Array): string => {
    const file = join(dir, 'looked-at.pdf');
    writeFileSync(file, pdf);
    const { stdout, stderr } = spawnSync('pdfsig', [file], {
      encoding: 'utf8',
      env: { ...process.env, HOME: nss, TZ: 'UTC', LC_ALL: 'C.UTF-8' },
    });
    return stdout + stderr;
  };

  it.each(ALGORITHMS)('is valid, of the whole document, by the organisation (%s)', (algorithm) => {
    const said = pdfsig(letterOf(algorithm));
    expect(said).toContain('Signature is Valid.');
    expect(said).toContain('Total document signed');
    expect(said).toContain('ETSI.CAdES.detached');
    expect(said).toContain(`Common Name: ${disclosure.organisation.name}`);
    expect(said).toContain('Signing Time: Nov 27 2026 02:00:00');
  });

  it.each(ALGORITHMS)('is found changed, whichever byte is altered (%s)', (algorithm) => {
    const letter = letterOf(algorithm);
    const [, open, close] = rangeOf(letter);
    // In the text, before and after the signature, and in the signature's own value.
    const cms = open + 1 + 2 * 60;
    for (const place of [1000, open - 3, close + 2, letter.length >> 1, letter.length - 40, cms]) {
      const altered = Buffer.from(letter);
      const digit = place > open && place < close;
      altered[place] = digit ? (altered[place] === 0x30 ? 0x31 : 0x30) : (altered[place] ?? 0) ^ 1;
      expect(pdfsig(altered), `byte ${place}`).not.toContain('Signature is Valid.');
    }
  });

  it('is seen not to be signed whole when something is added behind', () => {
    const added = Buffer.concat([letterOf('ES256'), Buffer.from('% and more\n')]);
    expect(pdfsig(added)).not.toContain('Total document signed');
  });
});

describe.skipIf(!hasTool('openssl'))('a letter’s signature, looked at by openssl', () => {
  it.each(ALGORITHMS)('verifies as CAdES against the certificate alone (%s)', (algorithm) => {
    const { content, cms } = takenApart(letterOf(algorithm), algorithm);
    const said = execFileSync(
      'openssl',
      [
        ...[
          'cms',
          '-verify',
          '-cades',
          '-binary',
          '-inform',
          'DER',
          '-in',
          cms,
          '-content',
          content,
        ],
        ...['-CAfile', join(dir, `${algorithm}.pem`), '-purpose', 'any', '-out', '/dev/null'],
      ],
      { encoding: 'utf8', stdio: 'pipe' },
    );
    expect(said).toBe('');
  });

  it('binds the certificate by its hash, and leaves the time to the PDF, as PAdES wants', () => {
    const { cms } = takenApart(letterOf('RS256'), 'attributes');
    const printed = execFileSync(
      'openssl',
      ['cms', '-cmsout', '-print', '-inform', 'DER', '-in', cms, '-noout'],
      { encoding: 'utf8' },
    );
    expect(printed).toContain('id-smime-aa-signingCertificateV2');
    expect(printed).toContain('messageDigest');
    expect(printed).toContain('contentType');
    expect(printed).not.toContain('signingTime');
  });
});

describe.skipIf(!hasTool('openssl'))('a letter with a time stamp', () => {
  let authority: Authority;
  beforeAll(async () => {
    authority = await timeStampingAuthority();
  });
  afterEach(() => authority.answerWith());
  afterAll(() => authority.close());

  const stamped = (patience?: number) =>
    signedLetterPdf(
      { signer: signerOf('ES256'), timeStamps: timeStampsFrom(authority.url, patience) },
      letterFor(knowAndOptOut),
      AT,
    );

  it('carries the authority’s token over the signature’s value (PAdES B-T)', async () => {
    const { pdf, unstamped } = await stamped();
    expect(unstamped).toBeNull();
    const { cms } = takenApart(pdf, 'stamped');
    const printed = execFileSync(
      'openssl',
      ['cms', '-cmsout', '-print', '-inform', 'DER', '-in', cms, '-noout'],
      { encoding: 'utf8', maxBuffer: 16 << 20 },
    );
    expect(printed).toContain('id-smime-aa-timeStampToken');
    const { signature, token } = stampIn(readFileSync(cms));
    writeFileSync(join(dir, 'token'), token);
    const said = execFileSync(
      'openssl',
      [
        ...['ts', '-verify', '-token_in', '-in', join(dir, 'token')],
        ...['-digest', createHash('sha256').update(signature).digest('hex')],
        ...['-CAfile', authority.certificateFile],
      ],
      { encoding: 'utf8', stdio: 'pipe' },
    );
    expect(said).toContain('Verification: OK');
    writeFileSync(join(dir, 'stamped.pdf'), pdf);
    expect(await verifyFile(join(dir, 'stamped.pdf'))).toMatchObject({ genuine: true });
  });

  const failures: [string, Answer, RegExp][] = [
    ['is out of order', () => 503, /status 503/],
    ['says something else', () => Buffer.from('<html>'), /no stamp/],
    ['says far too much', () => Buffer.alloc(100_000), /far too much/],
    ['says nothing', () => 'nothing', /did not answer/],
  ];
  it.each(failures)(
    'goes out without one when the authority %s, and says so',
    async (_what, answer, why) => {
      const before = authority.asked();
      authority.answerWith(answer);
      const { pdf, unstamped } = await stamped(200);
      expect(unstamped).toMatch(why);
      expect(authority.asked() - before).toBe(2);
      expect(rangeOf(pdf)[0]).toBe(0);
    },
  );

  it('asks once more before it goes without', async () => {
    let times = 0;
    authority.answerWith((_query, stamp) => {
      times += 1;
      return times === 1 ? 500 : stamp();
    });
    expect((await stamped()).unstamped).toBeNull();
  });

  it('takes no stamp that was given for something else', async () => {
    let kept: Buffer = Buffer.alloc(0);
    authority.answerWith((_query, stamp) => {
      kept = stamp();
      return kept;
    });
    const stamps = timeStampsFrom(authority.url);
    await stamps.stamp(new Uint8Array(32).fill(1));
    authority.answerWith(() => kept);
    await expect(stamps.stamp(new Uint8Array(32).fill(1))).rejects.toThrow('something else');
    await expect(stamps.stamp(new Uint8Array(32).fill(2))).rejects.toBeInstanceOf(NoTimeStamp);
  });
});

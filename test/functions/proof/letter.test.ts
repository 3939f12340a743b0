import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letterFor } from '../../../core/letter/content.ts';
import { signedLetterPdf } from '../../../functions/answer/letter-pdf.ts';
import { blobSource } from '../../../functions/proof/source.ts';
import type { Known } from '../../../functions/proof/verdict.ts';
import { verify } from '../../../functions/proof/verify.ts';
import { install } from '../../../platform/embedded/own-certificate.ts';
import { createSigner } from '../../../platform/embedded/signer.ts';
import { disclosure } from '../../core/letter/examples.ts';
import { authority } from '../../support/authority.ts';

const dir = mkdtempSync(join(tmpdir(), 'proof-letter-'));
afterAll(() => rmSync(dir, { recursive: true }));
const AT = new Date('2026-11-27T02:00:00.000Z');
const made: { name: string; pdf: Uint8Array; known: Known }[] = [];

beforeAll(async () => {
  const setting = {
    organisation: disclosure.organisation.name,
    email: 'privacy@example.jp',
    clock: { now: () => new Date('2026-11-22T00:00:00.000Z') },
  };
  const given = await authority({ email: setting.email, from: setting.clock.now() });
  await install(join(dir, 'authority'), given.privateKey + given.certificate + given.root, {
    ...{ email: setting.email, now: setting.clock.now() },
  });
  for (const [name, algorithm] of [
    ['RS256', 'RS256'],
    ['ES256', 'ES256'],
    ['authority', 'ES256'],
  ] as const) {
    const signer = await createSigner({ ...setting, dir: join(dir, name), algorithm });
    const { pdf } = await signedLetterPdf({ signer }, letterFor(disclosure), AT);
    const [der = ''] = await signer.certificates();
    const fingerprint = createHash('sha256').update(der).digest('hex');
    made.push({ name, pdf, known: { fingerprint, until: null } });
  }
});

const verdictOn = (pdf: Uint8Array, known: readonly Known[]) =>
  verify(blobSource(new Blob([new Uint8Array(pdf)])), known);

describe('a letter alone', () => {
  it('is genuine by the signature in it, under both kinds of key and an authority’s certificate', async () => {
    expect(made).toHaveLength(3);
    for (const { name, pdf, known } of made)
      expect(await verdictOn(pdf, [known]), name).toMatchObject({
        kind: 'letter',
        outcome: 'genuine',
        statement: { issuedAt: AT.toISOString() },
        fingerprint: known.fingerprint,
      });
  });

  it('is not genuine once any byte outside of the signature’s place has changed', async () => {
    for (const { pdf, known } of made.slice(0, 2)) {
      const letters = Buffer.from(pdf).toString('latin1');
      const [, open = 0, close = 0] =
        /\/ByteRange \[0 (\d+) (\d+)/.exec(letters)?.map(Number) ?? [];
      const place = fc.integer({ min: 0, max: pdf.length - 1 });
      await fc.assert(
        fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, change) => {
          fc.pre(at < open || at >= close);
          const { outcome } = await verdictOn(pdf.with(at, (pdf[at] ?? 0) ^ change), [known]);
          expect(outcome).not.toBe('genuine');
        }),
        { numRuns: 20 },
      );
    }
  });

  it('with pages added after the signature is altered, though what was signed still stands in it', async () => {
    for (const { pdf, known } of made) {
      const added = Buffer.concat([pdf, Buffer.from('\n1 0 obj <</Type /Catalog>> endobj\n%%EOF')]);
      expect(await verdictOn(added, [known])).toMatchObject({
        outcome: 'altered',
        checks: [{ name: 'signature', faults: [{ code: 'not-whole' }] }],
      });
    }
  });

  it('signed by another is not taken for ours', async () => {
    const [one, other] = made;
    if (one === undefined || other === undefined) throw new Error('made before all tests');
    expect((await verdictOn(one.pdf, [other.known])).outcome).toBe('foreign');
  });
});

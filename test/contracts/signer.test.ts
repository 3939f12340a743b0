import { createHash, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createSigner, WrongDigest } from '../../platform/embedded/signer.ts';
import type { Signer } from '../../platform/ports.ts';

const root = mkdtempSync(join(tmpdir(), 'signer-'));
afterAll(() => rmSync(root, { recursive: true }));
const NOW = new Date('2026-11-22T00:00:00.000Z');
let count = 0;
const options = (algorithm: Signer['algorithm'], dir = join(root, `${++count}`)) => ({
  dir,
  organisation: '例示株式会社, "K" & Co.',
  email: 'privacy@example.com',
  algorithm,
  clock: { now: () => NOW },
});

/** What every signer promises; the one on KMS passes the same. */
function contract(name: string, make: () => Promise<Signer>): void {
  describe(`a signer (${name})`, () => {
    it('signs a digest so that anyone with the certificate can check the message', async () => {
      const signer = await make();
      const message = Buffer.from('開示');
      const signature = await signer.sign(createHash('sha256').update(message).digest());
      const [der] = await signer.certificates();
      const key = new X509Certificate(der ?? new Uint8Array()).publicKey;
      const dsaEncoding = 'ieee-p1363';
      expect(verify('sha256', message, { key, dsaEncoding }, signature)).toBe(true);
      expect(verify('sha256', Buffer.from('閉示'), { key, dsaEncoding }, signature)).toBe(false);
    });

    it('never names the certificate that signs now among those of the past', async () => {
      const signer = await make();
      const [own] = await signer.certificates();
      for (const { certificate } of await signer.pastCertificates())
        expect(certificate).not.toEqual(own);
    });

    it('takes nothing but a digest', async () => {
      const signer = await make();
      await expect(signer.sign(Buffer.from('a whole message'))).rejects.toBeInstanceOf(WrongDigest);
    });
  });
}

contract('embedded, RSA', () => createSigner(options('RS256')));
contract('embedded, ECDSA', () => createSigner(options('ES256')));

describe('the organisation’s key in a file', () => {
  it('is made once and found again, and only its owner may read it', async () => {
    const chosen = options('ES256');
    const first = await (await createSigner(chosen)).certificates();
    const second = await (await createSigner(chosen)).certificates();
    expect(second).toEqual(first);
    expect(statSync(join(chosen.dir, 'es256.pem')).mode & 0o777).toBe(0o600);
    expect(readdirSync(chosen.dir).sort()).toEqual(['es256.pem', 'past']);
  });

  it('has a certificate that mail programs accept: the sending address, for signing only', async () => {
    const [der] = await (await createSigner(options('ES256'))).certificates();
    const certificate = new X509Certificate(der ?? new Uint8Array());
    expect(certificate.checkEmail('privacy@example.com')).toBe('privacy@example.com');
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toContain('1.3.6.1.5.5.7.3.4');
    expect(certificate.toLegacyObject().subject.O).toBe('例示株式会社, "K" & Co.');
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });

  it('is replaced when its certificate is over, and the old certificate stays', async () => {
    const chosen = options('ES256');
    const old = await (await createSigner(chosen)).certificates();
    const later = { ...chosen, clock: { now: () => new Date('2031-11-23T00:00:00.000Z') } };
    const renewed = await createSigner(later);
    expect(await renewed.certificates()).not.toEqual(old);
    expect(await renewed.pastCertificates()).toEqual([
      { certificate: old[0], until: '2031-11-23T00:00:00.000Z' },
    ]);
  });

  it('of the other kind stays published when the setting changes, and signs again when it changes back', async () => {
    const rsa = options('RS256');
    const [first] = await (await createSigner(rsa)).certificates();
    const ec = await createSigner({ ...rsa, algorithm: 'ES256' });
    expect(await ec.pastCertificates()).toEqual([{ certificate: first, until: null }]);
    expect((await (await createSigner(rsa)).certificates())[0]).toEqual(first);
  });
});

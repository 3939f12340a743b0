import { createHash, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { certifyKmsKey } from '../../platform/aws/certificate.ts';
import { AwsSigner } from '../../platform/aws/signer.ts';
import { installKey } from '../../platform/aws/signing-keys.ts';
import { WrongDigest } from '../../platform/digest.ts';
import { certify } from '../../platform/embedded/certificate.ts';
import { createSigner } from '../../platform/embedded/signer.ts';
import type { Signer } from '../../platform/ports.ts';
import { testKms } from '../support/aws-kms.ts';
import { testTable } from '../support/aws-table.ts';
import { WalkingClock } from '../support/payments-rig.ts';

const root = mkdtempSync(join(tmpdir(), 'signer-'));
afterAll(() => rmSync(root, { recursive: true }));
const SERIAL = Buffer.alloc(16, 7);
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

async function aws(algorithm: Signer['algorithm']) {
  const { table } = await testTable();
  const { kms, signing } = await testKms();
  const clock = new WalkingClock();
  /** A key in KMS with a certificate for it. */
  const newKey = async (keyId: string) => {
    const { organisation: name, email } = options(algorithm);
    const request = { owner: { name, email }, algorithm, from: NOW, serial: SERIAL };
    signing.set(keyId, (await certify(request)).privateKey);
    return certifyKmsKey(kms, keyId, request);
  };
  const install = async (keyId: string, pem: string) =>
    installKey({ table, kms, clock }, { algorithm, keyId, pem });
  const signer = new AwsSigner({ kms, table, clock, algorithm });
  return { signer, newKey, install, clock, signing };
}

async function onKms(algorithm: Signer['algorithm']): Promise<Signer> {
  const { signer, newKey, install } = await aws(algorithm);
  await install('first', await newKey('first'));
  return signer;
}

contract('AWS, RSA', () => onKms('RS256'));
contract('AWS, ECDSA', () => onKms('ES256'));

describe('the organisation’s key in KMS', () => {
  const digest = createHash('sha256').update('開示').digest();

  it.each(['RS256', 'ES256'] as const)('signs a certificate for itself (%s)', async (algorithm) => {
    const { newKey } = await aws(algorithm);
    const certificate = new X509Certificate(await newKey('first'));
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkEmail('privacy@example.com')).toBe('privacy@example.com');
    expect(certificate.ca).toBe(false);
    expect(certificate.toLegacyObject().subject.O).toBe('例示株式会社, "K" & Co.');
  });

  it('signs nothing before a certificate is installed', async () => {
    const { signer } = await aws('ES256');
    await expect(signer.sign(digest)).rejects.toMatchObject({ name: 'NoSigningKey' });
  });

  it('is installed with no certificate but its own', async () => {
    const { newKey, install } = await aws('ES256');
    await newKey('first');
    const foreign = await newKey('second');
    await expect(install('first', foreign)).rejects.toMatchObject({ name: 'ForeignCertificate' });
    await expect(install('first', '')).rejects.toMatchObject({ name: 'ForeignCertificate' });
  });

  it('gives out no signature that its certificate does not prove', async () => {
    for (const algorithm of ['RS256', 'ES256'] as const) {
      const { signer, newKey, install, signing } = await aws(algorithm);
      await install('first', await newKey('first'));
      await newKey('second');
      signing.set('first', signing.get('second') ?? '');
      await expect(signer.sign(digest)).rejects.toMatchObject({ name: 'SignatureUnproven' });
    }
  });

  it('leaves its certificate when another takes its place, and each is named once', async () => {
    const { signer, newKey, install, clock } = await aws('ES256');
    await install('first', await newKey('first'));
    const [first] = await signer.certificates();
    clock.walk(3600);
    const second = await newKey('second');
    await install('second', second);
    await install('second', second);
    clock.walk(300);
    expect(await signer.certificates()).not.toEqual([first]);
    expect(await signer.pastCertificates()).toEqual([
      { certificate: first, until: '2026-11-19T09:00:00.000Z' },
    ]);
  });
});

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

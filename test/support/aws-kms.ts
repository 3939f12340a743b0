/** The calls of KMS that we make, over the wire; keys live in this process. */
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  privateEncrypt,
  randomBytes,
} from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import { p256 } from '@noble/curves/nist.js';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { LOCAL } from './aws-table.ts';
import { jsonService, WireError } from './aws-wire.ts';

export const WRAPPING_KEY = 'alias/kaiji-data';
export const MAC_KEY = 'alias/kaiji-mac';

const Base64 = z.base64().transform((text) => Buffer.from(text, 'base64'));
const Context = z.record(z.string(), z.string()).default({});
const GenerateDataKey = z.object({
  KeyId: z.literal(WRAPPING_KEY),
  KeySpec: z.literal('AES_256'),
  EncryptionContext: Context,
});
const Decrypt = z.object({
  KeyId: z.literal(WRAPPING_KEY),
  CiphertextBlob: Base64,
  EncryptionContext: Context,
});
const GenerateMac = z.object({
  KeyId: z.literal(MAC_KEY),
  MacAlgorithm: z.literal('HMAC_SHA_256'),
  Message: Base64.refine((bytes) => bytes.length <= 4096),
});

const Sign = z.object({
  KeyId: z.string(),
  Message: Base64.refine((bytes) => bytes.length === 32),
  MessageType: z.literal('DIGEST'),
  SigningAlgorithm: z.enum(['RSASSA_PKCS1_V1_5_SHA_256', 'ECDSA_SHA_256']),
});
const GetPublicKey = z.object({ KeyId: z.string() });

export interface TestKms {
  kms: KMSClient;
  endpoint: string;
  /** Names of the operations that were asked for. */
  calls: string[];
  /** Keys for signatures, by id, as PEM of private keys. */
  signing: Map<string, string>;
}

export async function testKms(): Promise<TestKms> {
  const master = randomBytes(32);
  const macKey = randomBytes(32);
  const calls: string[] = [];
  const signing = new Map<string, string>();
  const keyFor = (id: string): KeyObject => {
    const pem = signing.get(id);
    if (!pem) throw new WireError('NotFoundException', 'no such key');
    return createPrivateKey(pem);
  };
  const endpoint = await jsonService({
    GenerateDataKey: (input) => {
      calls.push('GenerateDataKey');
      const { EncryptionContext: context, KeyId } = GenerateDataKey.parse(input);
      const key = randomBytes(32);
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', master, iv).setAAD(aad(context));
      const blob = Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
      return { KeyId, Plaintext: text(key), CiphertextBlob: text(blob) };
    },
    Decrypt: (input) => {
      calls.push('Decrypt');
      const { CiphertextBlob: blob, EncryptionContext: context, KeyId } = Decrypt.parse(input);
      try {
        const decipher = createDecipheriv('aes-256-gcm', master, blob.subarray(0, 12))
          .setAAD(aad(context))
          .setAuthTag(blob.subarray(-16));
        const key = Buffer.concat([decipher.update(blob.subarray(12, -16)), decipher.final()]);
        return { KeyId, Plaintext: text(key) };
      } catch {
        throw new WireError('InvalidCiphertextException', '');
      }
    },
    GenerateMac: (input) => {
      calls.push('GenerateMac');
      const { Message: message, KeyId, MacAlgorithm } = GenerateMac.parse(input);
      const mac = createHmac('sha256', macKey).update(message).digest();
      return { KeyId, MacAlgorithm, Mac: text(mac) };
    },
    Sign: (input) => {
      calls.push('Sign');
      const { KeyId, Message: digest, SigningAlgorithm } = Sign.parse(input);
      const key = keyFor(KeyId);
      const signature =
        SigningAlgorithm === 'ECDSA_SHA_256' ? ecdsaDer(key, digest) : pkcs1(key, digest);
      return { KeyId, SigningAlgorithm, Signature: text(signature) };
    },
    GetPublicKey: (input) => {
      const { KeyId } = GetPublicKey.parse(input);
      const spki = createPublicKey(keyFor(KeyId)).export({ type: 'spki', format: 'der' });
      return { KeyId, PublicKey: text(spki) };
    },
  });
  const kms = new KMSClient({ ...LOCAL, endpoint });
  onTestFinished(() => kms.destroy());
  return { kms, endpoint, calls, signing };
}

const DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

const pkcs1 = (key: KeyObject, digest: Uint8Array): Uint8Array =>
  privateEncrypt(
    { key, padding: constants.RSA_PKCS1_PADDING },
    Buffer.concat([DIGEST_INFO, digest]),
  );

const Secret = z.object({ d: z.base64url() });

/** Random, as KMS does it: the same digest never gives the same signature twice. */
function ecdsaDer(key: KeyObject, digest: Uint8Array): Uint8Array {
  const secret = Buffer.from(Secret.parse(key.export({ format: 'jwk' })).d, 'base64url');
  return p256.sign(digest, secret, {
    prehash: false,
    lowS: false,
    extraEntropy: true,
    format: 'der',
  });
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const aad = (context: Record<string, string>): Buffer =>
  Buffer.from(JSON.stringify(Object.entries(context).sort()));

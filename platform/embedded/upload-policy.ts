/** What one upload form allows, carried by the form itself and authenticated by a MAC. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Clock, Keyring } from '../ports.ts';

const UploadPolicy = z.strictObject({
  key: z.string(),
  maxBytes: z.int().positive(),
  contentTypes: z.array(z.string()),
  /** Milliseconds since 1970. */
  expiresAt: z.int(),
  redirectTo: z.string(),
  /** Makes the form usable once. */
  nonce: z.string(),
});
export type UploadPolicy = z.infer<typeof UploadPolicy>;

export type UploadFields = { policy: string; mac: string };

export async function policyFields(
  keyring: Keyring,
  policy: Omit<UploadPolicy, 'nonce'>,
): Promise<UploadFields> {
  const whole: UploadPolicy = { ...policy, nonce: randomBytes(16).toString('base64url') };
  const text = Buffer.from(JSON.stringify(whole)).toString('base64url');
  return { policy: text, mac: await macOf(keyring, text) };
}

/** `null` when the fields are not ours, word for word. */
export async function readPolicy(
  keyring: Keyring,
  fields: { policy?: string; mac?: string },
): Promise<UploadPolicy | null> {
  const { policy = '', mac = '' } = fields;
  const expected = Buffer.from(await macOf(keyring, policy));
  const given = Buffer.from(mac);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
  return UploadPolicy.parse(JSON.parse(Buffer.from(policy, 'base64url').toString('utf8')));
}

export function isExpired(policy: UploadPolicy, clock: Clock): boolean {
  return clock.now().getTime() >= policy.expiresAt;
}

async function macOf(keyring: Keyring, text: string): Promise<string> {
  return Buffer.from(await keyring.mac('upload', text)).toString('base64url');
}

/**
 * Personal fields of the log under the case's data key: AES-256-GCM with a random
 * IV, bound to the event they belong to, so that they cannot be moved to another.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { canonical } from '../core/canonical.ts';
import type { Sealed } from '../core/case/chain.ts';
import type { CaseId, Instant } from '../core/ids.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What a sealed field is bound to. No position: a commit that lost its place is sealed only once. */
export type SealContext = { caseId: CaseId; type: string; at: Instant };

/** The field was changed, belongs elsewhere, or was sealed under another key. */
export class CannotUnseal extends Error {
  override readonly name = 'CannotUnseal';
}

/** @param personal any JSON value */
export function seal(dataKey: Uint8Array, context: SealContext, personal: unknown): Sealed {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', dataKey, iv).setAAD(boundTo(context));
  const data = Buffer.concat([
    cipher.update(canonical(personal), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return { iv: iv.toString('base64url'), data: data.toString('base64url') };
}

/**
 * The JSON value as it was sealed; the caller parses it.
 * @throws {CannotUnseal}
 */
export function unseal(dataKey: Uint8Array, context: SealContext, sealed: Sealed): unknown {
  try {
    const data = Buffer.from(sealed.data, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', dataKey, Buffer.from(sealed.iv, 'base64url'), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(boundTo(context))
      .setAuthTag(data.subarray(-TAG_BYTES));
    const text = Buffer.concat([decipher.update(data.subarray(0, -TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString('utf8'));
  } catch (cause) {
    throw new CannotUnseal(`personal fields of ${context.type} in ${context.caseId}`, { cause });
  }
}

function boundTo({ caseId, type, at }: SealContext): Uint8Array {
  return Buffer.from(canonical({ caseId, type, at }), 'utf8');
}

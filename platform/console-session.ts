/**
 * What a session of the console is on both sides: 256 random bits that only the browser holds. What is kept of it is
 * its SHA-256, so that reading the store lets nobody in.
 */
import { createHash } from 'node:crypto';

const MINUTE = 60_000;
/** A working day, and the longest pause in it. */
export const SESSION_MS = 12 * 60 * MINUTE;
export const IDLE_MS = 60 * MINUTE;
/** Activity is written down this rarely: a page view should not cost a write. */
export const SEEN_EVERY_MS = MINUTE;

export function newSecret(randomBytes: (length: number) => Uint8Array): string {
  return Buffer.from(randomBytes(32)).toString('base64url');
}

export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/**
 * One sign-in under way. The browser holds a secret in a short-lived cookie, and everything else follows from it by HMAC: `state` is a
 * note of where to go back to that only this browser's secret could have sealed, and the nonce and PKCE's verifier are made of
 * that note. So nothing is kept on the server, and two tabs may sign in at the same time.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { z } from 'zod';
import { Back, cookieName, secretIn, setSecret } from '../console-session-cookie.ts';

/** Long enough to set up a second factor at the first sign-in. */
const FLOW_SECONDS = 15 * 60;

const FlowSecret = z.string().regex(/^[\w-]{43}$/);

const Note = z.object({ back: Back, until: z.number(), salt: z.string() });

export interface Flow {
  /** Goes to Cognito and comes back. */
  state: string;
  /** Stands in the token. */
  nonce: string;
  /** Goes to Cognito with the code; before that, its SHA-256 alone. */
  verifier: string;
  challenge: string;
  back: string;
}

const flowCookie = (origin: string): string => cookieName(origin, 'kaiji-sign-in');

export const flowSecretIn = (c: Context, origin: string): string | undefined =>
  FlowSecret.safeParse(secretIn(c.req.raw, flowCookie(origin))).data;

/** @param secret `null` when the sign-in is through */
export function keepFlowSecret(c: Context, origin: string, secret: string | null): void {
  const maxAge = secret === null ? undefined : FLOW_SECONDS;
  setSecret(c, { origin, name: flowCookie(origin), secret, maxAge });
}

/** @param salt random, so that no two sign-ins are alike */
export function beginFlow(secret: string, begin: { back: string; now: Date; salt: string }): Flow {
  const { back, now, salt } = begin;
  const until = now.getTime() + FLOW_SECONDS * 1000;
  const text = Buffer.from(JSON.stringify({ back, until, salt })).toString('base64url');
  return flowOf(secret, text, back);
}

/** @returns `null` unless this browser began it, not too long ago */
export function flowThatCameBack(secret: string, state: string, now: Date): Flow | null {
  const [text = ''] = state.split('.', 1);
  const expected = Buffer.from(`${text}.${madeOf(secret, 'state', text)}`);
  const given = Buffer.from(state);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const { back, until } = Note.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  return now.getTime() < until ? flowOf(secret, text, back) : null;
}

function flowOf(secret: string, text: string, back: string): Flow {
  const verifier = madeOf(secret, 'verifier', text);
  return {
    state: `${text}.${madeOf(secret, 'state', text)}`,
    nonce: madeOf(secret, 'nonce', text),
    verifier,
    challenge: createHash('sha256').update(verifier).digest('base64url'),
    back,
  };
}

const madeOf = (secret: string, what: 'state' | 'nonce' | 'verifier', text: string): string =>
  createHmac('sha256', secret).update(`kaiji sign-in ${what}\n${text}`).digest('base64url');

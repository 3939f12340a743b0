/**
 * What a case needs, computed by pure rules when it is opened (or when an explicit
 * event changes what it is about) and frozen on the case.
 */
import { z } from 'zod';
import { AgentKind } from './agent-kind.ts';
import { ProofKind } from './authority-proof.ts';
import { Regime, Right } from './rights.ts';

/** How sure we must be of who asks, weakest first. */
export const VerificationLevel = z.enum(['none', 'reasonable', 'proportionate', 'reasonably-high']);
export type VerificationLevel = z.infer<typeof VerificationLevel>;

/** A calendar day in the regime's zone, `2026-12-01`. */
export const Day = z.iso.date();
export type Day = z.infer<typeof Day>;

export const Clock = z.strictObject({
  /** Which deadline: `acknowledge`, `answer`, `extended-answer`. */
  kind: z.enum(['acknowledge', 'answer', 'extended-answer']),
  right: Right,
  /** Day 0: the day of receipt in the regime's zone (L-01). */
  receivedOn: Day,
  /** What the workflow steers by; safe under the strictest reading (L-04). */
  target: Day,
  /** The last lawful day; null where the law names none (APPI: "without delay"). */
  limit: Day.nullable(),
  zone: z.enum(['Asia/Tokyo', 'America/Los_Angeles']),
  /** The rule's id (`ccpa.answer-45-days`) and its `L-nn`s. */
  rule: z.string(),
  cites: z.array(z.string()),
});
export type Clock = z.infer<typeof Clock>;

export const Fee = z.strictObject({
  /** In cents: 500 is $5.00. */
  amount: z.int().positive(),
  currency: z.literal('usd'),
  cites: z.array(z.string()),
});
export type Fee = z.infer<typeof Fee>;

export const Verification = z.strictObject({
  level: VerificationLevel,
  /** Distinct data points that must match what is on file (L-10). */
  points: z.int().min(0),
  /** A declaration under penalty of perjury (ccpa.know-specific). */
  declaration: z.boolean(),
  /** `always`: after the points; `if-points-fail`: only as the last step of the ladder (L-10); `never` (L-06). */
  document: z.enum(['always', 'if-points-fail', 'never']),
  cites: z.array(z.string()),
});
export type Verification = z.infer<typeof Verification>;

/** What somebody who asks for another person has to show (L-22). */
export const Authority = z.strictObject({
  kind: AgentKind,
  /** Any one of them is enough. */
  proofs: z.array(ProofKind),
  /** Whether the subject is asked directly if they gave the permission, before their verified rights. */
  confirm: z.boolean(),
  cites: z.array(z.string()),
});
export type Authority = z.infer<typeof Authority>;

export const Plan = z.strictObject({
  regime: Regime,
  /** In force when the request was received (L-34). */
  rulesVersion: z.string(),
  policyVersion: z.string(),
  /** Carried out at once, by nobody's decision; never behind identity or fee (L-06). */
  unverified: z.array(Right),
  /** Wait for a decision: behind identity where any of them needs it, and the fee where there is one. */
  verified: z.array(Right),
  /** The strictest that any of `verified` needs; level `none` when there are none. */
  verification: Verification,
  /** Null for people who ask for themselves; not there in plans made before agents were known. */
  authority: Authority.nullish(),
  fee: Fee.nullable(),
  clocks: z.array(Clock),
  /** How long a task waits for the requester before reminder and expiry, in days. */
  waits: z.strictObject({ remindAfter: z.int().positive(), expireAfter: z.int().positive() }),
});
export type Plan = z.infer<typeof Plan>;

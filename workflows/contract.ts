/**
 * The steps that workflows call: what goes in, what comes out, which errors a workflow may
 * catch by name. Inputs and outputs carry ids and small facts, never anything personal.
 */
import { z } from 'zod';
import { TaskKind, TaskOutcome } from '../core/case/events.ts';
import { CaseId, StoreId, TaskToken } from '../core/ids.ts';

const ofCase = z.object({ caseId: CaseId });
const nothing = z.strictObject({});

/** Where a case's verified rights come to an end; `close` takes it. */
export const CaseEnd = z.enum([
  'answered',
  'withdrawn',
  'merged',
  'expired',
  'unverified',
  'by-hand',
]);

export const STEPS = {
  /** Freezes what the case needs. */
  plan: {
    input: ofCase,
    output: z.strictObject({
      /** Counts the plans that operators asked for, from 1. */
      number: z.int().positive(),
      /** Whether the requester has said enough for a plan. */
      complete: z.boolean(),
      /** Whether an agent asks, who has to show that they may (L-22). */
      authority: z.boolean(),
      /** Whether the subject is asked if they gave the permission, before the verified rights. */
      permission: z.boolean(),
      unverified: z.boolean(),
      verified: z.boolean(),
      /** Whether the verified rights need an identity at all. */
      identity: z.boolean(),
      /** Whether something can be answered though identity was not established, or the fee not paid. */
      withoutIdentity: z.boolean(),
      withoutFee: z.boolean(),
    }),
  },
  acknowledge: { input: ofCase, output: nothing },
  /** Opens a task and keeps the token; the result comes from the person or system that settles it. */
  'open-task': {
    input: ofCase.extend({
      kind: TaskKind,
      round: z.int().positive(),
      store: StoreId.nullable(),
      /** The plan under which it is asked for; of executions begun before plans had numbers, the first. */
      plan: z.int().positive().default(1),
      token: TaskToken,
    }),
    output: z.strictObject({ outcome: TaskOutcome }),
  },
  'apply-unverified': { input: ofCase, output: nothing },
  'tell-third-parties': { input: ofCase, output: nothing },
  'confirm-unverified': { input: ofCase, output: nothing },
  /** Compares the offered points with what the stores hold. Throws StoreUnavailable unless `anyway`. */
  'check-points': {
    input: ofCase.extend({ anyway: z.boolean() }),
    output: z.strictObject({ next: z.enum(['settle', 'evidence']) }),
  },
  'settle-identity': {
    input: ofCase.extend({ ending: z.enum(['points', 'evidence', 'refused', 'expired']) }),
    output: z.strictObject({
      outcome: z.enum(['verified', 'downgraded', 'unverified']),
      feeDue: z.boolean(),
    }),
  },
  /** Freezes the queries: what the data map says now holds for this case to its end. */
  'plan-collection': { input: ofCase, output: z.strictObject({ stores: z.array(StoreId) }) },
  /** Throws StoreUnavailable (worth another try), StoreRefused or StoreMisconfigured (a person's task). */
  'collect-store': { input: ofCase.extend({ store: StoreId }), output: nothing },
  'hand-over-store': {
    input: ofCase.extend({ store: StoreId, error: z.string() }),
    output: nothing,
  },
  /** Freezes which stores a decision changes; `any` says whether one changes anything at all. */
  'plan-changes': {
    input: ofCase,
    output: z.strictObject({ any: z.boolean(), stores: z.array(StoreId) }),
  },
  'tell-recipients': { input: ofCase, output: nothing },
  'assemble-answer': { input: ofCase, output: nothing },
  /** Mails that the answer can be fetched, or says that it goes out on paper. */
  respond: { input: ofCase, output: z.strictObject({ paper: z.boolean() }) },
  close: { input: ofCase.extend({ outcome: CaseEnd }), output: nothing },
  /** Writes down that the case cannot go on by itself, and why. */
  'report-stuck': {
    input: ofCase.extend({ where: z.string(), error: z.string() }),
    output: nothing,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type StepName = keyof typeof STEPS;
export type StepInput<N extends StepName> = z.infer<(typeof STEPS)[N]['input']>;
export type StepOutput<N extends StepName> = z.infer<(typeof STEPS)[N]['output']>;

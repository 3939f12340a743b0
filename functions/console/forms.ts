/** What operators' forms say, checked once. */
import type { Context as HonoContext } from 'hono';
import { z } from 'zod';
import type { SecondLook } from '../../core/case/approval.ts';
import type { ByHand } from '../../core/case/collection.ts';
import type { Finding } from '../../core/case/doubt.ts';
import { type Decision, Verdict } from '../../core/case/events.ts';
import { Refused } from '../../core/case/refused.ts';
import type { Replan } from '../../core/case/replan.ts';
import { CaseId, TaskId } from '../../core/ids.ts';
import { ProofReason } from '../../core/law/authority-proof.ts';
import { groundsFor } from '../../core/law/decisions.ts';
import { EvidenceReason } from '../../core/law/evidence.ts';
import { ExtensionReason } from '../../core/law/extension.ts';
import { Outcome } from '../../core/law/outcomes.ts';
import { Regime, Residence, Right } from '../../core/law/rights.ts';

/** Every text field by name, as often as it was sent; files are not asked for and not read. */
export type Fields = Readonly<Record<string, readonly string[]>>;

/** A form that our own pages cannot send: a choice is missing or is none of those offered. */
export class FormIncomplete extends Error {
  override readonly name = 'FormIncomplete';
}

export async function fieldsOf(c: HonoContext): Promise<Fields> {
  const fields: Record<string, string[]> = Object.create(null);
  for (const [name, value] of await c.req.formData())
    if (typeof value === 'string') fields[name] = [...(fields[name] ?? []), value];
  return fields;
}

function parsed<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const found = schema.safeParse(value);
  if (!found.success) throw new FormIncomplete(found.error.issues[0]?.path.join('.'));
  return found.data;
}

const first = (fields: Fields, name: string): string | undefined => fields[name]?.[0];
/** Browsers send line breaks as CR LF; what is kept has LF. */
const Text = z
  .string()
  .max(4000)
  .transform((text) => text.replaceAll('\r\n', '\n').trim());
export const textOf = (fields: Fields, name: string): string =>
  parsed(Text, first(fields, name) ?? '');

export const taskOf = (fields: Fields): TaskId | undefined =>
  TaskId.safeParse(first(fields, 'task')).data;

const Judgement = z.object({ evidenceId: z.string().min(1).max(100), verdict: Verdict });

/** @throws {Refused} `unknown-reason` */
export const judgementOf = (fields: Fields) => judged(fields, EvidenceReason);

/** The same of an agent's proof. @throws {Refused} `unknown-reason` */
export const proofJudgementOf = (fields: Fields) => judged(fields, ProofReason);

function judged<R extends z.ZodEnum>(fields: Fields, reasons: R) {
  const { evidenceId, verdict } = parsed(Judgement, {
    evidenceId: first(fields, 'evidenceId'),
    verdict: first(fields, 'verdict'),
  });
  const given = first(fields, `reason-${verdict}`);
  if (given === undefined) return { evidenceId, verdict, reason: null };
  const reason = reasons.safeParse(given);
  if (!reason.success) throw new Refused('unknown-reason');
  return { evidenceId, verdict, reason: reason.data };
}

/**
 * One decision for each right that has one; those left open are missing.
 * @throws {Refused} `outcome-not-allowed` for what is no outcome at all
 */
export function decisionsOf(fields: Fields, rights: readonly Right[]) {
  const decisions: Decision[] = [];
  const reasons: Partial<Record<Right, string>> = {};
  const replies: Partial<Record<Right, string>> = {};
  for (const right of rights) {
    const given = first(fields, `outcome:${right}`);
    if (given === undefined) continue;
    const outcome = Outcome.safeParse(given).data;
    if (!outcome) throw new Refused('outcome-not-allowed', right);
    const grounds = [...(fields[`grounds:${right}:${outcome}`] ?? [])];
    decisions.push({ right, outcome, grounds });
    reasons[right] = textOf(fields, `reason:${right}:${outcome}`);
    replies[right] = textOf(fields, `reply:${right}:${outcome}`);
  }
  return { decisions, reasons, replies };
}

export function approvalOf(fields: Fields): SecondLook {
  const how = parsed(z.enum(['approve', 'send-back']), first(fields, 'how'));
  return how === 'approve' ? { how } : { how, note: textOf(fields, 'note') };
}

export function byHandOf(fields: Fields): ByHand {
  const how = parsed(z.enum(['retry', 'by-hand', 'left-out']), first(fields, 'how'));
  switch (how) {
    case 'retry':
      return { how };
    case 'by-hand': {
      const held = parsed(z.enum(['yes', 'no']), first(fields, 'held'));
      return { how, held: held === 'yes', note: textOf(fields, 'note') };
    }
    case 'left-out':
      return { how, reason: textOf(fields, 'reason') };
  }
}

export const extensionReasonOf = (fields: Fields) =>
  parsed(ExtensionReason, first(fields, 'reason'));

export const mergeOf = (fields: Fields): CaseId => parsed(CaseId, first(fields, 'into'));
const Change = z.object({
  regime: Regime,
  residence: Residence,
  rights: z.array(Right),
  sure: z.literal('yes'),
});

export function replanOf(fields: Fields): Replan {
  const regime = first(fields, 'regime');
  const { sure: _sure, ...change } = parsed(Change, {
    regime,
    residence: first(fields, 'residence'),
    rights: fields[`rights:${regime}`] ?? [],
    sure: first(fields, 'sure'),
  });
  return { ...change, reason: textOf(fields, 'reason') };
}

export const rightOf = (fields: Fields): Right => parsed(Right, first(fields, 'right'));

const Doubt = z.object({
  right: Right,
  outcome: z.enum(['deny', 'not-needed']),
  sure: z.literal('yes'),
});

/** The grounds are all that the catalogue knows for the outcome: there is one for each. */
export function doubtOf(fields: Fields): Finding {
  const { right, outcome } = parsed(Doubt, {
    right: first(fields, 'right'),
    outcome: first(fields, 'outcome'),
    sure: first(fields, 'sure'),
  });
  return {
    ...{ right, outcome },
    grounds: groundsFor(right, outcome).map(({ id }) => id),
    reason: textOf(fields, 'reason'),
    explanation: textOf(fields, 'explanation'),
  };
}

export const unstickOf = (fields: Fields) =>
  parsed(z.enum(['retry', 'abandon']), first(fields, 'how'));

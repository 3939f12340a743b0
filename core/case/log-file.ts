/**
 * A case's log as a file that anybody can check without us: every commit as it is stored, personal
 * fields sealed, so that hashes can be made anew from it.
 */
import { z } from 'zod';
import { CaseId } from '../ids.ts';
import { faultsIn, SealedCommit } from './chain.ts';
import type { CaseEvent } from './events.ts';

export const LogFile = z.strictObject({
  case: CaseId,
  /** When it was taken out. */
  madeAt: z.iso.datetime(),
  /** Whether the chain held then, and what was wrong with it. */
  holds: z.boolean(),
  faults: z.array(z.strictObject({ position: z.int(), fault: z.string() })),
  /** Hash of the last commit. */
  head: z.string().nullable(),
  /** Names of the operators whose acts stand in it (`operator:<id>`). */
  operators: z.record(z.string(), z.string()),
  commits: z.array(SealedCommit),
});
export type LogFile = z.infer<typeof LogFile>;

export function logFileOf(
  caseId: CaseId,
  commits: readonly SealedCommit[],
  about: Pick<LogFile, 'madeAt' | 'operators'>,
): LogFile {
  const faults = faultsIn(caseId, commits);
  return {
    case: caseId,
    madeAt: about.madeAt,
    holds: faults.length === 0,
    faults,
    head: commits.at(-1)?.hash ?? null,
    operators: about.operators,
    commits: [...commits],
  };
}

/**
 * The commit that went into the answer's signed receipt as the head of the log: compared with the
 * receipt, which is in the requester's hands, it shows a log that was written anew, chain and all.
 * Null before there is an answer; position null where no commit before the answer has this hash.
 */
export function receiptIn(
  log: readonly { commit: SealedCommit; events: readonly CaseEvent[] }[],
): { logHead: string; position: number | null } | null {
  for (const { commit, events } of log)
    for (const event of events)
      if (event.type === 'answer.assembled') {
        const { logHead } = event.data;
        const named = log.find((one) => one.commit.hash === logHead)?.commit.position;
        return { logHead, position: named && named < commit.position ? named : null };
      }
  return null;
}

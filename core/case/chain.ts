/**
 * The hash chain of a case's log. A commit carries the SHA-256 of the one before
 * it, so that a changed, dropped or reordered commit is found. Hashes cover the
 * sealed form: the chain can be checked after the case's key has been destroyed.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonical } from '../canonical.ts';
import { CaseId } from '../ids.ts';

/** Personal fields of one event: AES-256-GCM under the case's data key; base64url. */
export const Sealed = z.strictObject({ iv: z.string(), data: z.string() });
export type Sealed = z.infer<typeof Sealed>;

export const SealedEvent = z.strictObject({
  type: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  data: z.record(z.string(), z.unknown()),
  personal: Sealed.optional(),
});
export type SealedEvent = z.infer<typeof SealedEvent>;

export const SealedCommit = z.strictObject({
  caseId: CaseId,
  /** 1 for the first. */
  position: z.int().positive(),
  /** Hash of the commit before it; 64 zeros for the first. */
  previous: z.string(),
  events: z.array(SealedEvent).nonempty(),
  /** SHA-256 of the canonical form of all the other fields, hex. */
  hash: z.string(),
});
export type SealedCommit = z.infer<typeof SealedCommit>;

export const GENESIS = '0'.repeat(64);

export function hashOf(commit: Omit<SealedCommit, 'hash'>): string {
  const { caseId, position, previous, events } = commit;
  return createHash('sha256')
    .update(canonical({ caseId, position, previous, events }))
    .digest('hex');
}

export function nextCommit(
  caseId: CaseId,
  last: SealedCommit | undefined,
  events: SealedCommit['events'],
): SealedCommit {
  const body = {
    caseId,
    position: (last?.position ?? 0) + 1,
    previous: last?.hash ?? GENESIS,
    events,
  };
  return { ...body, hash: hashOf(body) };
}

export type ChainFault = { position: number; fault: string };

/**
 * Every fault found, in order; `[]` means that the chain holds from first to last.
 * @param hash `hashOf`, or what remembers its answers
 */
export function faultsIn(
  caseId: CaseId,
  commits: readonly SealedCommit[],
  hash: (commit: SealedCommit) => string = hashOf,
): ChainFault[] {
  const faults: ChainFault[] = [];
  let previous = GENESIS;
  commits.forEach((commit, index) => {
    const position = index + 1;
    if (commit.caseId !== caseId) faults.push({ position, fault: `belongs to ${commit.caseId}` });
    if (commit.position !== position)
      faults.push({ position, fault: `expected position ${position}, found ${commit.position}` });
    if (commit.previous !== previous)
      faults.push({ position, fault: 'does not follow the commit before it' });
    if (commit.hash !== hash(commit))
      faults.push({ position, fault: 'its content does not match its hash' });
    previous = commit.hash;
  });
  return faults;
}

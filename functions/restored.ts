/**
 * What has to be repeated in a store that was put back from a backup (L-16), read from the logs case by
 * case. A case whose personal data has been destroyed is found by the keyed hash of an address; the
 * record serves the request that it is about (L-27).
 */
import { type DoneSince, doneSince } from '../core/case/restored.ts';
import type { CaseId, Instant, StoreId } from '../core/ids.ts';
import { BrokenLog } from '../platform/cases.ts';
import { keysOf } from './acts/subject-keys.ts';
import type { Context } from './context.ts';

export interface ToRepeat extends DoneSince {
  caseId: CaseId;
  /** Those of the lines given that belong to the case's person, as they were given. */
  lines: readonly string[];
}

export interface Repetition {
  /** The oldest first. */
  changes: readonly ToRepeat[];
  /** Cases whose log does not hold together and that therefore are not looked at. */
  unreadable: number;
}

/** @param lines addresses and telephone numbers from the restored store */
export async function changesToRepeat(
  context: Pick<Context, 'ports' | 'cases'>,
  asked: { store: StoreId; since: Instant; lines: readonly string[] },
): Promise<Repetition> {
  const lineOf = new Map<string, string>();
  for (const line of asked.lines)
    for (const key of await keysOf(context, line)) lineOf.set(key, line);
  const changes: ToRepeat[] = [];
  let unreadable = 0;
  for await (const { caseId } of context.ports.caseLog.heads())
    try {
      const state = await context.cases.find(caseId);
      if (!state) continue;
      const lines = state.subjectKeys.flatMap((key) => lineOf.get(key) ?? []);
      for (const done of doneSince(state, asked.store, asked.since))
        changes.push({ ...done, caseId, lines: [...new Set(lines)] });
    } catch (error) {
      if (!(error instanceof BrokenLog)) throw error;
      unreadable += 1;
    }
  return { changes: changes.toSorted((one, other) => (one.at < other.at ? -1 : 1)), unreadable };
}

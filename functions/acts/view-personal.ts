/** What an operator reads of a person, each time with its line in the log. */
import type { Readable } from 'node:stream';
import type { Actor, CaseEvent } from '../../core/case/events.ts';
import type { CaseState, EvidenceState, ProofState } from '../../core/case/state.ts';
import type { StoreId } from '../../core/ids.ts';
import type { Context } from '../context.ts';

/** One sitting: reloading the page within it is the same look. */
const SITTING_MINUTES = 30;

/**
 * Opens the bytes of a piece of evidence, and logs the look before a byte is sent; `null` when
 * there is none of that id or it is destroyed.
 */
export async function viewEvidence(
  context: Context,
  state: CaseState,
  by: Actor,
  evidenceId: string,
): Promise<{ evidence: EvidenceState | ProofState; body: Readable } | null> {
  const evidence = [...state.evidence, ...state.authority].find((known) => known.id === evidenceId);
  if (!evidence || evidence.destroyed) return null;
  if (!(await context.ports.vault.head(evidence.key))) return null;
  await context.cases.act(state.caseId, by, () => [
    { type: 'evidence.viewed', data: { evidenceId } },
  ]);
  return { evidence, body: await context.ports.vault.get(evidence.key) };
}

/** As `viewEvidence`, for what came attached to an e-mail (`file` as by `fileOf`). */
export async function viewAttachment(
  context: Context,
  state: CaseState,
  by: Actor,
  file: string,
): Promise<{ contentType: string; size: number; body: Readable } | null> {
  const attachment = state.mails
    .flatMap(({ attachments }) => attachments)
    .find(({ key }) => fileOf(key) === file);
  const stored = attachment && (await context.ports.vault.head(attachment.key));
  if (!attachment || !stored) return null;
  await context.cases.act(state.caseId, by, () => [
    { type: 'evidence.viewed', data: { evidenceId: file } },
  ]);
  const { contentType } = attachment;
  return { contentType, size: stored.size, body: await context.ports.vault.get(attachment.key) };
}

/** How an attachment is named in addresses and in the log: hash of its mail, and its number. */
export const fileOf = (key: string): string => key.split('/').slice(-2).join('-');

/** Logs that the records found in a store are shown. */
export async function viewFindings(
  context: Context,
  state: CaseState,
  by: Actor,
  store: StoreId,
): Promise<void> {
  await context.cases.act(state.caseId, by, () => [{ type: 'findings.viewed', data: { store } }]);
}

/** Logs that the request's personal part is shown, once a sitting; nothing when all of it is gone. */
export async function viewRequest(
  context: Context,
  state: CaseState,
  events: readonly CaseEvent[],
  by: Actor,
): Promise<boolean> {
  if (!state.requester) return false;
  const since = new Date(context.ports.clock.now().getTime() - SITTING_MINUTES * 60_000);
  const seen = events.some(
    (event) => event.type === 'request.viewed' && event.by === by && event.at > since.toISOString(),
  );
  if (seen) return false;
  await context.cases.act(state.caseId, by, () => [{ type: 'request.viewed', data: {} }]);
  return true;
}

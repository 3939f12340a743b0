/** Evidence on its way in: a place to put it, and a look at what was put there. */
import { randomUUID } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { isProofSentAgain, receiveProof } from '../../core/case/authority.ts';
import { EvidenceKind, type NewEvent } from '../../core/case/events.ts';
import { isSentAgain, receiveEvidence } from '../../core/case/identity.ts';
import { Refused } from '../../core/case/refused.ts';
import type { CaseState } from '../../core/case/state.ts';
import { CaseId } from '../../core/ids.ts';
import { ProofKind } from '../../core/law/authority-proof.ts';
import type { UploadLink } from '../../platform/ports.ts';
import type { Context } from '../context.ts';
import { act } from '../desk.ts';

/** JPEG, PNG and PDF, by content, whatever the name says. */
export const EVIDENCE_TYPES = ['image/jpeg', 'image/png', 'application/pdf'] as const;
export const EVIDENCE_MAX_BYTES = 10 * 1024 * 1024;
const LINK_SECONDS = 30 * 60;
/** Enough for every signature that `file-type` looks for in these types. */
const HEAD_BYTES = 4100;

/** Proof of identity and proof of an agent's authority lie apart and come through one door. */
type Sort = { room: 'evidence'; kind: EvidenceKind } | { room: 'authority'; kind: ProofKind };

function sortOf(room: string | undefined, text: string | undefined): Sort | null {
  const kind = EvidenceKind.safeParse(text).data;
  if (room === 'evidence' && kind) return { room, kind };
  const proof = ProofKind.safeParse(text).data;
  return room === 'authority' && proof ? { room, kind: proof } : null;
}

/** A form for one file of this kind, good for half an hour. */
export async function evidenceUpload(
  context: Context,
  state: CaseState,
  { room, kind }: Sort,
  redirectTo: string,
): Promise<UploadLink> {
  return context.ports.vault.uploadLink({
    key: `${state.caseId}/${room}/${kind}/${randomUUID()}`,
    maxBytes: EVIDENCE_MAX_BYTES,
    contentTypes: EVIDENCE_TYPES,
    expiresInSeconds: LINK_SECONDS,
    redirectTo,
  });
}

interface Place {
  caseId: CaseId;
  sort: Sort;
  evidenceId: string;
}

/** `null` for a key under which nothing of the kind is ever stored. */
function placeOf(key: string): Place | null {
  const [id, room, kind, evidenceId] = key.split('/');
  const caseId = CaseId.safeParse(id);
  const sort = sortOf(room, kind);
  return caseId.success && sort && evidenceId ? { caseId: caseId.data, sort, evidenceId } : null;
}

/** Why a file is not taken: told to whoever sent it, in the portal's words. */
type TurnedAway =
  | 'empty'
  | 'too-large'
  | 'wrong-type'
  | 'not-asked-for'
  /** A scanner has found something in it. */
  | 'malware'
  /** No scanner can look into it, as where a password keeps it shut. */
  | 'not-scannable';

/**
 * The case remembers that a file was turned away; removing it is for whoever holds it.
 * @param evidenceId names this one file
 */
export async function evidenceTurnedAway(
  context: Context,
  caseId: CaseId,
  { evidenceId, reason }: { evidenceId: string; reason: TurnedAway },
): Promise<void> {
  await context.cases.act(caseId, 'requester', (now) =>
    now.turnedAway.some((known) => known.evidenceId === evidenceId)
      ? []
      : [{ type: 'evidence.turned-away', data: { evidenceId, reason } }],
  );
}

/**
 * A file was stored under an evidence key (on AWS once it was scanned, or by the embedded vault's door). What is
 * not an image or a PDF is destroyed at once, and the case remembers that it was turned away.
 */
export async function evidenceStored(context: Context, key: string): Promise<void> {
  const place = placeOf(key);
  const stored = place && (await context.ports.vault.head(key));
  if (!stored) return;
  const { caseId, sort, evidenceId } = place;
  const turnAway = async (reason: TurnedAway) => {
    await evidenceTurnedAway(context, caseId, { evidenceId, reason });
    await context.ports.vault.remove(key);
  };
  if (stored.size === 0) return turnAway('empty');
  if (stored.size > EVIDENCE_MAX_BYTES) return turnAway('too-large');
  const type = await sniff(context, key, stored.size);
  const contentType = EVIDENCE_TYPES.find((accepted) => accepted === type);
  if (!contentType) return turnAway('wrong-type');
  const { size, sha256 } = stored;
  try {
    await act(context, caseId, 'requester', (state) =>
      receiving(state, sort, { evidenceId, contentType, size, sha256, key }),
    );
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const state = await context.cases.read(caseId);
    const again = sort.room === 'authority' ? isProofSentAgain : isSentAgain;
    if (again(state, sha256)) await context.ports.vault.remove(key);
    else await turnAway('not-asked-for');
  }
}

interface Stored {
  evidenceId: string;
  contentType: string;
  size: number;
  sha256: string;
  key: string;
}

const receiving = (state: CaseState, sort: Sort, file: Stored): NewEvent[] =>
  sort.room === 'authority'
    ? receiveProof(state, { ...file, kind: sort.kind })
    : receiveEvidence(state, { ...file, kind: sort.kind });

async function sniff(context: Context, key: string, size: number): Promise<string | undefined> {
  const head = await context.ports.vault.get(key, {
    start: 0,
    end: Math.min(HEAD_BYTES, size) - 1,
  });
  const bytes = await Array.fromAsync(head, (chunk: Uint8Array) => chunk);
  return (await fileTypeFromBuffer(Buffer.concat(bytes)))?.mime;
}

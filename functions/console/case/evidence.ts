/** A document, straight from the vault into the browser's sandbox. */
import { Readable } from 'node:stream';
import { CaseId } from '../../../core/ids.ts';
import { NoSuchCase } from '../../../platform/cases.ts';
import { NoSuchObject } from '../../../platform/ports.ts';
import { EVIDENCE_TYPES } from '../../acts/evidence.ts';
import { viewEvidence } from '../../acts/view-personal.ts';
import type { Context } from '../../context.ts';
import type { ConsoleContext } from '../visit.ts';

const EXTENSION = { 'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf' } as const;

/** `null` when there is no such document, or it has been destroyed. Logged before a byte is sent. */
export async function evidenceResponse(
  c: ConsoleContext,
  context: Context,
  id: string,
  evidenceId: string,
): Promise<Response | null> {
  const viewed = await opened(c, context, id, evidenceId);
  if (!viewed) return null;
  const { evidence, body } = viewed;
  const contentType = EVIDENCE_TYPES.find((type) => type === evidence.contentType);
  // Shows nothing that the door would not have let in, whatever the log says.
  if (!contentType) return null;
  const inline = contentType !== 'application/pdf';
  const name = `${id}-evidence.${EXTENSION[contentType]}`;
  c.header('content-type', contentType);
  c.header('content-length', String(evidence.size));
  c.header('content-disposition', `${inline ? 'inline' : 'attachment'}; filename="${name}"`);
  c.header('content-security-policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'");
  return c.body(Readable.toWeb(body));
}

async function opened(c: ConsoleContext, context: Context, id: string, evidenceId: string) {
  const caseId = CaseId.safeParse(id).data;
  if (!caseId) return null;
  try {
    const state = await context.cases.read(caseId);
    return await viewEvidence(context, state, c.var.visit.by, evidenceId);
  } catch (error) {
    // Destroyed between the two: that is what should happen to it.
    if (error instanceof NoSuchCase || error instanceof NoSuchObject) return null;
    throw error;
  }
}

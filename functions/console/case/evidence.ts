/** A document, straight from the vault into the browser's sandbox. */
import { Readable } from 'node:stream';
import type { CaseState } from '../../../core/case/state.ts';
import { CaseId } from '../../../core/ids.ts';
import { NoSuchCase } from '../../../platform/cases.ts';
import { NoSuchObject } from '../../../platform/ports.ts';
import { EVIDENCE_TYPES } from '../../acts/evidence.ts';
import { viewAttachment, viewEvidence } from '../../acts/view-personal.ts';
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
  return documentOf(c, context, id, async (state) => {
    const viewed = await viewEvidence(context, state, c.var.visit.by, evidenceId);
    return viewed && { ...viewed.evidence, body: viewed.body };
  });
}

/** The same for what came attached to an e-mail. */
export async function attachmentResponse(
  c: ConsoleContext,
  context: Context,
  id: string,
  file: string,
): Promise<Response | null> {
  return documentOf(c, context, id, (state) =>
    viewAttachment(context, state, c.var.visit.by, file),
  );
}

interface Document {
  contentType: string;
  size: number;
  body: Readable;
}

async function documentOf(
  c: ConsoleContext,
  context: Context,
  id: string,
  view: (state: CaseState) => Promise<Document | null>,
): Promise<Response | null> {
  const caseId = CaseId.safeParse(id).data;
  if (!caseId) return null;
  try {
    const document = await view(await context.cases.read(caseId));
    return document && sandboxed(c, caseId, document);
  } catch (error) {
    // Destroyed between the two: that is what should happen to it.
    if (error instanceof NoSuchCase || error instanceof NoSuchObject) return null;
    throw error;
  }
}

/** Shows nothing that the door would not have let in, whatever the log says. */
function sandboxed(c: ConsoleContext, caseId: CaseId, document: Document): Response | null {
  const contentType = EVIDENCE_TYPES.find((type) => type === document.contentType);
  if (!contentType) {
    document.body.destroy();
    return null;
  }
  const how = contentType === 'application/pdf' ? 'attachment' : 'inline';
  c.header('content-type', contentType);
  c.header('content-length', String(document.size));
  c.header(
    'content-disposition',
    `${how}; filename="${caseId}-document.${EXTENSION[contentType]}"`,
  );
  c.header('content-security-policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'");
  if (c.req.method === 'HEAD') {
    // Nobody will read it: the file would stay open.
    document.body.destroy();
    return c.body(null);
  }
  return c.body(Readable.toWeb(document.body));
}

/** Attachments of a mail: kept by what they are, never by what they call themselves. */
import type { Attachment } from 'postal-mime';
import { sniffedType } from '../../platform/content-type.ts';

/** Pictures and documents that an operator can look at safely. */
const ACCEPTED = new Set(['image/jpeg', 'image/png', 'application/pdf']);
const LARGEST = 10 * 1024 * 1024;
const MOST = 10;
/** Refused ones are listed up to here; nobody reads more. */
const MOST_REFUSALS = 20;
const LONGEST_NAME = 120;

export interface MailAttachment {
  filename: string;
  contentType: string;
  size: number;
  content: Uint8Array;
}

export interface RefusedAttachment {
  filename: string;
  reason: 'wrong-type' | 'too-large' | 'too-many' | 'not-scanned';
}

export async function sortAttachments(
  parts: readonly Attachment[],
): Promise<{ attachments: MailAttachment[]; refusedAttachments: RefusedAttachment[] }> {
  const attachments: MailAttachment[] = [];
  const refusedAttachments: RefusedAttachment[] = [];
  for (const part of parts.filter(({ mimeType }) => !isSignature(mimeType))) {
    const content = bytesOf(part.content);
    const filename = safeName(part.filename);
    const contentType = await sniffedType(content);
    const reason = reasonAgainst(content, contentType, attachments.length);
    if (reason === null && contentType !== null)
      attachments.push({ filename, contentType, size: content.length, content });
    else if (refusedAttachments.length < MOST_REFUSALS)
      refusedAttachments.push({ filename, reason: reason ?? 'wrong-type' });
  }
  return { attachments, refusedAttachments };
}

function reasonAgainst(
  content: Uint8Array,
  type: string | null,
  kept: number,
): RefusedAttachment['reason'] | null {
  if (type === null || !ACCEPTED.has(type)) return 'wrong-type';
  if (content.length > LARGEST) return 'too-large';
  return kept >= MOST ? 'too-many' : null;
}

/** The sender's own S/MIME or PGP signature is no attachment to a person. */
function isSignature(type: string): boolean {
  return /^application\/(x-)?(pkcs7|pgp)-signature$/.test(type);
}

function bytesOf(content: Attachment['content']): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
}

/** For showing only: no path, no control or direction-changing characters. */
function safeName(filename: string | null): string {
  const name =
    (filename ?? '')
      .slice(-LONGEST_NAME * 4)
      .split(/[/\\]/)
      .at(-1) ?? '';
  return name.slice(-LONGEST_NAME).replace(/\p{C}/gu, '').trim() || 'unnamed';
}

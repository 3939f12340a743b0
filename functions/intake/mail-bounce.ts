/** Delivery reports (RFC 3464), and the older ones that only say it in words. */
import type { Email } from 'postal-mime';

export interface Bounce {
  /** Without angle brackets. */
  originalMessageId: string;
  /** False where the address may work another time. */
  permanent: boolean;
  /** False while the server goes on trying: it will say how it ended. */
  final: boolean;
}

const MESSAGE_ID = /^message-id:\s*<([^<>\s]{1,512})>/im;
/** Enough for the headers of a returned mail. */
const READ_BYTES = 64 * 1024;

/** `undefined` for everything that is not a failed or late delivery of a mail that can be named. */
export function bounceIn(mail: Email): Bounce | undefined {
  const returned = partText(
    mail,
    (type) => type === 'message/rfc822' || type === 'text/rfc822-headers',
  );
  const report = partText(mail, (type) => type === 'message/delivery-status');
  const failedAsWords = mail.headers.some(({ key }) => key === 'x-failed-recipients');
  const originalMessageId = MESSAGE_ID.exec(
    returned || (failedAsWords ? (mail.text ?? '') : ''),
  )?.[1];
  if (!originalMessageId) return undefined;
  if (/^action:\s*failed\b/im.test(report)) {
    return { originalMessageId, permanent: !/^status:\s*4\./im.test(report), final: true };
  }
  if (/^action:\s*delayed\b/im.test(report))
    return { originalMessageId, permanent: false, final: false };
  return failedAsWords ? { originalMessageId, permanent: true, final: true } : undefined;
}

function partText(mail: Email, isWanted: (type: string) => boolean): string {
  const content = mail.attachments.find(({ mimeType }) => isWanted(mimeType))?.content;
  if (content === undefined) return '';
  if (typeof content === 'string') return content.slice(0, READ_BYTES);
  return Buffer.from(new Uint8Array(content)).subarray(0, READ_BYTES).toString('utf8');
}

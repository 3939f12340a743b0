/**
 * A notice as bytes to send: text and HTML in UTF-8, signed by S/MIME (RFC 8551).
 * The same notice gives the same bytes, so that a retry is the same mail.
 */
import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { z } from 'zod';
import { MailAddress } from '../../core/mail-address.ts';
import type { Signer } from '../../platform/ports.ts';
import { signDetachedCms } from './cms.ts';

const CONTROL = /\p{Cc}/u;
const OneLine = z.string().refine((text) => !CONTROL.test(text), 'holds a control character');
const MessageId = z.string().regex(/^[A-Za-z0-9._#+-]+@[A-Za-z0-9.-]+$/);

/** What others make of RFC 5322, 3.6.4: anything printable but blanks and angle brackets. */
const FOREIGN_ID = /^[!-;=?-~]{1,400}@[!-;=?-~]{1,400}$/;

/** Headers that a caller may add; everything else is ours. */
const Extra = z.partialRecord(
  z.enum([
    'Auto-Submitted',
    'X-Auto-Response-Suppress',
    'Reply-To',
    'References',
    'List-Unsubscribe',
    'Content-Language',
  ]),
  OneLine.max(900),
);

const Notice = z.strictObject({
  /** Without angle brackets. */
  messageId: MessageId,
  from: z.strictObject({ name: OneLine.max(200), address: z.email() }),
  to: MailAddress,
  subject: OneLine.min(1).max(400),
  text: z.string().min(1),
  html: z.string().min(1),
  date: z.iso.datetime(),
  /**
   * Message-ID of the mail this answers, without angle brackets. Somebody else made it:
   * one that cannot be written safely is left out rather than keep the notice from going.
   */
  inReplyTo: z.string().optional(),
  headers: Extra.optional(),
});
export type Notice = z.infer<typeof Notice>;

/** A notice whose headers could not be written safely; says which field, never its value. */
export class UnsafeNotice extends Error {
  override readonly name = 'UnsafeNotice';
}

/**
 * @returns the whole message, CRLF lines, 7 bit, `multipart/signed`
 * @throws {UnsafeNotice}
 */
export async function buildNotice(signer: Signer, notice: Notice): Promise<Uint8Array> {
  const checked = Notice.safeParse(notice);
  if (!checked.success)
    throw new UnsafeNotice(
      `refused: ${checked.error.issues.map((issue) => issue.path.join('.')).join(', ')}`,
    );
  const { outer, entity } = splitHeaders(await compose(checked.data));
  const digest = createHash('sha256').update(entity, 'latin1').digest();
  const cms = await signDetachedCms(signer, digest, {
    for: 'mail',
    signingTime: new Date(checked.data.date),
  });
  return Buffer.from(wrap(outer, entity, cms, boundaryFor(checked.data)), 'latin1');
}

async function compose(notice: Notice): Promise<string> {
  const { messageId, inReplyTo, headers, date, to, ...rest } = notice;
  const raw = await new MailComposer({
    ...rest,
    // As an address and nothing else: text would be taken apart for names and further receivers.
    to: { name: '', address: to },
    messageId: `<${messageId}>`,
    ...(inReplyTo !== undefined && FOREIGN_ID.test(inReplyTo) && { inReplyTo: `<${inReplyTo}>` }),
    ...(headers === undefined ? {} : { headers: { ...headers } }),
    date: new Date(date),
    // Plain English stays legible, and base64 of it looks like spam to filters.
    encoding: /[^\p{ASCII}]/u.test(rest.text) ? 'base64' : 'quoted-printable',
    baseBoundary: boundaryFor(notice),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  return raw
    .toString('latin1')
    .replace(/\r?\n/g, '\r\n')
    .replace(/^From /gm, '=46rom ');
}

/** What describes the content goes into the signed part, the rest stays with the message. */
function splitHeaders(message: string): { outer: string; entity: string } {
  const end = message.indexOf('\r\n\r\n');
  const fields = message.slice(0, end).split(/\r\n(?![ \t])/);
  const ofContent = (field: string) =>
    /^Content-(?:Type|Transfer-Encoding|Disposition):/i.test(field);
  return {
    outer: fields.filter((field) => !ofContent(field)).join('\r\n'),
    entity: `${fields.filter(ofContent).join('\r\n')}${message.slice(end).replace(/(?:\r\n)+$/, '')}\r\n`,
  };
}

function boundaryFor(notice: Notice): string {
  return createHash('sha256').update(notice.messageId).digest('hex').slice(0, 32);
}

function wrap(outer: string, entity: string, cms: Uint8Array, seed: string): string {
  const boundary = `----kaiji-${seed}-signed`;
  const signature = (
    Buffer.from(cms)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n');
  return [
    outer,
    'Content-Type: multipart/signed; protocol="application/pkcs7-signature";',
    ` micalg=sha-256; boundary="${boundary}"`,
    '',
    'This is a signed message in MIME format.',
    '',
    `--${boundary}`,
    entity,
    `--${boundary}`,
    'Content-Type: application/pkcs7-signature; name="smime.p7s"',
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment; filename="smime.p7s"',
    '',
    signature,
    '',
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

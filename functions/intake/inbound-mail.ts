/**
 * Raw MIME from outside → what the rest of Kaiji may know of it. The sender is the one
 * address in the From header and nobody else: never one found in the text, in Reply-To
 * or in a forwarded mail. Everything is bounded, because anybody can write to us.
 */
import { createHash } from 'node:crypto';
import PostalMime, { addressParser, type Email } from 'postal-mime';
import { z } from 'zod';
import { MailAddress } from '../../core/mail-address.ts';
import {
  type MailAttachment,
  type RefusedAttachment,
  sortAttachments,
} from './mail-attachments.ts';
import { type Bounce, bounceIn } from './mail-bounce.ts';
import { textOfHtml } from './mail-html.ts';
import { NOT_ASKED, type Verdicts } from './mail-verdicts.ts';

export interface InboundMail {
  /** Without angle brackets, like all message ids here. */
  messageId: string | null;
  from: { address: string; name: string };
  /** As the sender wishes; shown, never written to. */
  replyTo: string | null;
  to: string[];
  subject: string;
  /** The text part, or what the HTML part says. */
  text: string;
  inReplyTo: string | null;
  references: string[];
  /** RFC 3339, UTC, as the sender claims; `null` where it is missing or no date. */
  date: string | null;
  /** Written by a program: must not be answered, or two programs may write to each other forever. */
  automatic: boolean;
  bounce?: Bounce;
  verdicts: Verdicts;
  attachments: MailAttachment[];
  refusedAttachments: RefusedAttachment[];
  /** SHA-256 of the raw mail, hex: a mail that is delivered twice is recognised by it. */
  contentHash: string;
}

type Unreadable = 'no-sender' | 'several-senders' | 'too-large' | 'too-complex' | 'malformed';

/** The mail cannot become a request; `reason` may be told to the sender. */
export class UnreadableMail extends Error {
  override readonly name = 'UnreadableMail';
  readonly reason: Unreadable;
  constructor(reason: Unreadable, options?: ErrorOptions) {
    super(`the mail cannot be read: ${reason}`, options);
    this.reason = reason;
  }
}

const LARGEST_MAIL = 25 * 1024 * 1024;
/** Base64 at 76 letters a line makes 345,000 lines of 25 MB. */
const MOST_LINES = 700_000;
/** Lines that may begin a MIME part. */
const MOST_PARTS = 2_000;
const PARSER_LIMITS = {
  maxNestingDepth: 30,
  maxHeadersSize: 256 * 1024,
  // A forwarded mail is an attachment: it is not looked into.
  forceRfc822Attachments: true,
};
const LONGEST_TEXT = 100_000;
const LONGEST_LINE = 500;
const LONGEST_NAME = 100;
const MOST_REFERENCES = 50;

/** MAIL FROM; empty for bounces. */
type Envelope = { envelopeFrom: string };

/**
 * @param ask says what SPF, DKIM and DMARC say of a mail with so many signatures
 * @throws {UnreadableMail} and nothing else, but for what `ask` throws
 */
export async function readInboundMail(
  raw: Uint8Array,
  envelope: Envelope,
  ask: (signatures: number) => Promise<Verdicts> = async () => NOT_ASKED,
): Promise<InboundMail> {
  const email = await parsed(raw);
  const from = senderOf(email);
  const bounce = bounceIn(email);
  const signatures = valuesOf(email, 'dkim-signature').length;
  return {
    messageId: messageIdsIn(email.messageId)[0] ?? null,
    from,
    replyTo: addressesIn(valuesOf(email, 'reply-to'))[0] ?? null,
    to: addressesIn(valuesOf(email, 'to')),
    subject: oneLine(email.subject ?? ''),
    text: textOf(email),
    inReplyTo: messageIdsIn(email.inReplyTo)[0] ?? null,
    references: messageIdsIn(email.references),
    date: dateOf(email),
    automatic: isAutomatic(email, from.address, envelope),
    ...(bounce && { bounce }),
    verdicts: await ask(signatures),
    ...(bounce
      ? { attachments: [], refusedAttachments: [] }
      : await sortAttachments(email.attachments)),
    contentHash: createHash('sha256').update(raw).digest('hex'),
  };
}

async function parsed(raw: Uint8Array): Promise<Email> {
  if (raw.length > LARGEST_MAIL) throw new UnreadableMail('too-large');
  if (count(raw, '\n', MOST_LINES) || count(raw, '\n--', MOST_PARTS))
    throw new UnreadableMail('too-complex');
  try {
    return await PostalMime.parse(raw, PARSER_LIMITS);
  } catch (cause) {
    throw new UnreadableMail('malformed', { cause });
  }
}

/** Whether the mark stands in the mail more often than that. */
function count(raw: Uint8Array, mark: string, most: number): boolean {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  let found = 0;
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + 1))
    if (++found > most) return true;
  return false;
}

function senderOf(email: Email): InboundMail['from'] {
  const headers = valuesOf(email, 'from');
  const mailboxes = headers.flatMap((value) => addressParser(value, { flatten: true }));
  const [mailbox, another] = mailboxes;
  if (another || headers.length > 1) throw new UnreadableMail('several-senders');
  const address = MailAddress.safeParse(mailbox?.address);
  if (!address.success) throw new UnreadableMail('no-sender');
  return { address: address.data, name: oneLine(mailbox?.name.slice(0, LONGEST_NAME) ?? '') };
}

/**
 * RFC 3834 and what is done in practice. `Precedence: list` does not count: a contact
 * address that is a group puts it on the mails of people.
 */
function isAutomatic(email: Email, from: string, { envelopeFrom }: Envelope): boolean {
  const says = (key: string, words: RegExp) =>
    valuesOf(email, key).some((value) => words.test(value));
  return (
    envelopeFrom === '' ||
    /^mailer-daemon@/i.test(from) ||
    says('auto-submitted', /^\s*(?!no\b)\S/i) ||
    says('precedence', /^\s*(bulk|junk|auto_reply)\b/i) ||
    says('x-auto-response-suppress', /^\s*(?!none\b)\S/i) ||
    says('x-autoreply', /\S/)
  );
}

function valuesOf(email: Email, key: string): string[] {
  return email.headers.filter((header) => header.key === key).map(({ value }) => value);
}

function addressesIn(values: string[]): string[] {
  return values
    .flatMap((value) => addressParser(value.slice(0, 10_000), { flatten: true }))
    .map(({ address }) => address ?? '')
    .filter((address) => MailAddress.safeParse(address).success)
    .slice(0, MOST_REFERENCES);
}

function messageIdsIn(value = ''): string[] {
  return (value.match(/<[^<>\s\p{C}]{1,512}>/gu) ?? [])
    .slice(-MOST_REFERENCES)
    .map((id) => id.slice(1, -1));
}

function textOf({ text = '', html = '' }: Email): string {
  const words = text.trim() === '' ? textOfHtml(html.slice(0, LONGEST_TEXT * 10)) : text;
  return words
    .slice(0, LONGEST_TEXT)
    .replaceAll('\r\n', '\n')
    .replace(/[^\P{C}\n\t]/gu, '')
    .trim();
}

/** For showing in one line: nothing that could break a header or turn the direction of text. */
function oneLine(value: string): string {
  return value
    .slice(0, LONGEST_LINE)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
}

function dateOf({ date }: Email): string | null {
  return z.iso.datetime().safeParse(date).data ?? null;
}

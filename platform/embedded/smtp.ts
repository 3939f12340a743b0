/**
 * The mail door: SMTP on this machine for mail to our own addresses, and for nothing
 * else. A mail is taken only once `onMail` has resolved, so that a crash before makes
 * the sender try again; the content hash tells a mail that comes twice.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Clock } from '../ports.ts';

/** Ten attachments of 1.8 MB or two of 10 MB in base64; more is sent by the portal. */
const LARGEST_MAIL = 25 * 1024 * 1024;
/** Each may hold one mail in memory while it arrives. */
const MOST_CLIENTS = 10;
const IDLE_MS = 60_000;
const WINDOW_MS = 60_000;

export interface MailSession {
  /** MAIL FROM; empty for bounces. */
  envelopeFrom: string;
  remoteAddress: string;
  /** As the client called itself in EHLO or HELO. */
  helo: string;
  /** SHA-256 of the raw mail, hex. */
  contentHash: string;
}

export interface SmtpDoorParts {
  /** 0 for any free one. */
  port: number;
  /** Those that take mail. */
  addresses: readonly string[];
  clock: Clock;
  /**
   * Must have made the mail durable when it resolves; may be called again with the same mail.
   * @throws {MailRefused} with words for the sender; after any other error the mail comes again
   */
  onMail: (raw: Uint8Array, session: MailSession) => Promise<void>;
  /** Told when `onMail` failed (the sender is asked to try again later) or a connection broke. */
  onTrouble: (error: unknown) => void;
  /** For each remote address. */
  mailsPerMinute?: number;
}

/** Thrown by `onMail` for a mail that can never be taken: the sender is told, and does not try again. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

class SmtpRefusal extends Error {
  override readonly name = 'SmtpRefusal';
  readonly responseCode: number;
  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

/** Listens on 127.0.0.1 only. */
export async function openSmtpDoor(
  parts: SmtpDoorParts,
): Promise<{ port: number; close: () => Promise<void> }> {
  const allows = rateLimit(parts.clock, parts.mailsPerMinute ?? 60);
  const server = new SMTPServer({
    name: 'localhost',
    banner: 'ready',
    size: LARGEST_MAIL,
    maxClients: MOST_CLIENTS,
    socketTimeout: IDLE_MS,
    closeTimeout: 1_000,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onMailFrom: (_address, session, done) =>
      done(
        allows(session.remoteAddress) ? null : new SmtpRefusal(450, 'Too many mails, try later'),
      ),
    onRcptTo: ({ address }, _session, done) =>
      done(
        parts.addresses.some((one) => one.toLowerCase() === address.toLowerCase())
          ? null
          : new SmtpRefusal(550, 'No such mailbox here'),
      ),
    onData: (stream, session, done) => {
      takeMail(parts, stream, session).then(() => done(), done);
    },
  });
  server.on('error', parts.onTrouble);
  const listener = server.listen(parts.port, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  const port = typeof address === 'object' && address ? address.port : parts.port;
  return { port, close: () => new Promise((resolve) => server.close(resolve)) };
}

async function takeMail(
  parts: SmtpDoorParts,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<void> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of stream) {
    size += piece.length;
    // What is too much is still read, because the answer comes after the data, but not kept.
    if (size <= LARGEST_MAIL) pieces.push(piece);
    else pieces.length = 0;
  }
  if (size > LARGEST_MAIL) throw new SmtpRefusal(552, 'Mail too large, 25 MB at most');
  const raw = Buffer.concat(pieces);
  const { mailFrom } = session.envelope;
  try {
    await parts.onMail(raw, {
      envelopeFrom: mailFrom ? mailFrom.address : '',
      remoteAddress: session.remoteAddress,
      helo: session.hostNameAppearsAs,
      contentHash: createHash('sha256').update(raw).digest('hex'),
    });
  } catch (error) {
    if (error instanceof MailRefused) throw new SmtpRefusal(554, error.message);
    parts.onTrouble(error);
    throw new SmtpRefusal(451, 'Not taken, try later');
  }
}

/** At most so many in each minute, counted from the first; forgets addresses that went quiet. */
function rateLimit(clock: Clock, most: number): (address: string) => boolean {
  let windowEnds = 0;
  const counts = new Map<string, number>();
  return (address) => {
    const now = clock.now().getTime();
    if (now >= windowEnds) {
      counts.clear();
      windowEnds = now + WINDOW_MS;
    }
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    return count <= most;
  };
}

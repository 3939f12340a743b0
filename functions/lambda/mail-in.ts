/** Mail that SES has stored in S3: read once it is known to be harmless, then removed. */
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey } from '@aws-sdk/client-s3';
import { z } from 'zod';
import type { Bucket } from '../../platform/aws/vault-pieces.ts';
import type { Context } from '../context.ts';
import { mailArrived, unreadableArrived } from '../intake/email.ts';
import { type InboundMail, readInboundMail, UnreadableMail } from '../intake/inbound-mail.ts';
import { type ReceivedBySes, receivedBySes } from './received-by-ses.ts';

/** Of S3's event "Object Created". */
export const StoredMail = z.object({ object: z.object({ key: z.string() }) });
type StoredMail = z.infer<typeof StoredMail>;

/** What SES itself writes there when its rule is made. */
const SETUP = 'AMAZON_SES_SETUP_NOTIFICATION';

export interface MailInParts {
  context: Context;
  inbox: Bucket;
  /** Our own Message-ID of a mail, by the one that SES gave it: see `AwsMailer`. */
  ownMessageId: (sesId: string) => Promise<string | null>;
}

/** What cannot be opened or read stays where it is, until the bucket's own term is over. */
export async function takeMail(parts: MailInParts, { object }: StoredMail): Promise<void> {
  const { context, inbox } = parts;
  const place = { Bucket: inbox.name, Key: object.key };
  // Delivered once more: it is with its case already.
  const raw = object.key.endsWith(SETUP) ? null : await stored(inbox, object.key);
  if (!raw) return;
  const received = receivedBySes(raw);
  const { virus, spam } = received;
  if (virus === 'found') return context.log('mail with a virus left unopened', place);
  try {
    const mail = await readMail(received);
    if (virus !== 'passed') context.log('mail without a verdict on viruses', place);
    const { bounce: _, ...said } = mail;
    await mailArrived(context, await withOwnIds(parts, said));
  } catch (error) {
    if (!(error instanceof UnreadableMail)) throw error;
    const answered = !spam && isOfItsSender(received) && (await directed(context, received));
    return context.log('mail cannot be read', { ...place, reason: error.reason, answered });
  }
  await inbox.s3.send(new DeleteObjectCommand(place));
}

async function stored({ s3, name }: Bucket, key: string): Promise<Uint8Array | null> {
  try {
    const { Body: body } = await s3.send(new GetObjectCommand({ Bucket: name, Key: key }));
    return (await body?.transformToByteArray()) ?? null;
  } catch (error) {
    if (error instanceof NoSuchKey) return null;
    throw error;
  }
}

/** @throws {UnreadableMail} */
async function readMail({ mail: raw, virus, ...said }: ReceivedBySes): Promise<InboundMail> {
  const mail = await readInboundMail(raw, said, async () => said.verdicts);
  if (virus === 'passed') return mail;
  // Its words do nobody any harm, and may be a request (L-31); its files nobody has looked through.
  const unscanned = mail.attachments.map(({ filename }) => ({
    filename,
    reason: 'not-scanned' as const,
  }));
  return {
    ...mail,
    attachments: [],
    refusedAttachments: [...mail.refusedAttachments, ...unscanned],
  };
}

/** As many as a mail program sends; a longer list is somebody's who wants us to look them all up. */
const MOST_REFERENCES = 20;

/**
 * A reply names the mail that it answers as SES has named it. A mail that says that one of ours has come back is
 * anybody's word: SES itself hears of such, and tells us by events.
 */
async function withOwnIds({ ownMessageId }: MailInParts, mail: InboundMail): Promise<InboundMail> {
  const own = async (id: string) => {
    const sesId = /^([^@]+)@(?:[a-z0-9-]+\.)?amazonses\.com$/.exec(id)?.[1];
    return (sesId && (await ownMessageId(sesId))) || id;
  };
  const { inReplyTo, references } = mail;
  return {
    ...mail,
    inReplyTo: inReplyTo && (await own(inReplyTo)),
    references: await Promise.all(references.slice(-MOST_REFERENCES).map(own)),
  };
}

/** Nothing is mailed to an address that nobody vouches for: it may be anybody's. */
function isOfItsSender({ verdicts: { spf, dkim, dmarc } }: ReceivedBySes): boolean {
  if (dmarc !== 'none') return dmarc === 'pass';
  return spf === 'pass' || dkim === 'pass';
}

/** By its headers alone: they may say who wrote it, and whether a program did. */
async function directed(context: Context, { mail, envelopeFrom }: ReceivedBySes): Promise<boolean> {
  const end = /\r?\n\r?\n/.exec(Buffer.from(mail.subarray(0, MOST_HEADERS)).toString('latin1'));
  if (!end) return false;
  try {
    const head = await readInboundMail(mail.subarray(0, end.index + end[0].length), {
      envelopeFrom,
    });
    return await unreadableArrived(context, head);
  } catch (error) {
    if (error instanceof UnreadableMail) return false;
    throw error;
  }
}

const MOST_HEADERS = 256 * 1024;

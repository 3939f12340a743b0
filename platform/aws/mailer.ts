/**
 * Outgoing mail by SES, which takes a message as often as it is asked and gives it a Message-ID of its own.
 *
 * So each message first gets an item that says that it is being sent, and no second sender begins while that may
 * still be so. Where a function ended between SES's answer and its record, the answer comes once more as an event of
 * SES, which carries our Message-ID as a tag (`confirm`); only where that is not there in time either, the message is sent again:
 * better twice than never. Nothing of a message is kept: neither its receiver nor its words.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { z } from 'zod';
import { CaseId, type Instant } from '../../core/ids.ts';
import { BadEnvelope, checkEnvelope, type OutgoingMail } from '../envelope.ts';
import type { Clock, Mailer } from '../ports.ts';
import { caseKey, EXPIRES, type Key, type Table } from './table.ts';

/**
 * How long a sender may be at it. Longer than one call (8 s), shorter than the half minute after which the workflow asks
 * again for a mail that may be under way (`workflows/steps.ts`): it finds that it may send again.
 */
export const IN_DOUBT_MS = 20_000;
/** A throttled message has not been taken: its sender tries again, so long as nobody else may. */
const TRY_AGAIN_FOR_MS = 10_000;
const LONGEST_PAUSE_MS = 1_000;

/** Seconds for which mails that belong to no case (an operator's sign-in) are known to be sent. */
const KEPT_WITHOUT_CASE = 30 * 24 * 3600;

/** A tag's value holds 256 characters of base64url. */
const LONGEST_MESSAGE_ID = 192;

/** The tag of SES under which our Message-ID comes back with events. */
const TAG = 'kaiji';

const Stored = z.object({ messageId: z.string(), state: z.enum(['sending', 'sent']) });
const Sent = z.object({ messageId: z.string() });

/** Another function is sending this message at this moment, or was when it ended: ask again. */
class MailUnderWay extends Error {
  override readonly name = 'MailUnderWay';
}

/** SES understood and will not take this message; says why, as far as it names nobody. */
class MailRejected extends Error {
  override readonly name = 'MailRejected';
}

export interface MailerParts {
  /** Made with `SDK_ONCE`: a repetition of a call whose reply was lost is a second mail. */
  ses: SESClient;
  table: Table;
  clock: Clock;
  /** Whose events reach `confirm`. */
  configurationSet: string;
}

export class AwsMailer implements Mailer {
  readonly #parts: MailerParts;
  /** Calls for the same message while it is being sent share one sending. */
  readonly #sending = new Map<string, Promise<void>>();

  constructor(parts: MailerParts) {
    this.#parts = parts;
  }

  /** @throws {BadEnvelope | MailUnderWay | MailRejected} */
  async send(mail: OutgoingMail): Promise<void> {
    checkEnvelope(mail);
    const { messageId } = mail;
    if (messageId.length > LONGEST_MESSAGE_ID) throw new BadEnvelope('message id too long for SES');
    const begun = this.#sending.get(messageId);
    if (begun) return begun;
    const sending = this.#sendOnce(mail).finally(() => this.#sending.delete(messageId));
    this.#sending.set(messageId, sending);
    return sending;
  }

  /** SES says that it took a message: what a function may not have lived to write down. */
  async confirm(messageId: string, sesId: string): Promise<void> {
    // By this our mail is known in the headers of replies, where SES has put its own Message-ID.
    await this.#parts.table.put({ ...sesKey(sesId), messageId });
    const expires = Math.ceil(this.#now() / 1000) + KEPT_WITHOUT_CASE;
    await this.#parts.table.put({
      ...keyOf(messageId),
      messageId,
      state: 'sent',
      sesId,
      ...(!caseIn(messageId) && { [EXPIRES]: expires }),
    });
  }

  /** Our Message-ID of a mail to which SES gave this one (left of the `@`); `null` for one that is not ours. */
  async ownMessageId(sesId: string): Promise<string | null> {
    const item = await this.#parts.table.get(sesKey(sesId));
    return item ? Sent.parse(item).messageId : null;
  }

  /** There is nothing to remove; but what is still in doubt is not sent any more. */
  async forget(caseId: CaseId): Promise<void> {
    for await (const item of this.#ofCase(caseId)) {
      const { messageId, state } = Stored.parse(item);
      if (state === 'sending')
        await this.#parts.table.put({ ...keyOf(messageId), messageId, state: 'sent' });
    }
  }

  async erase(caseId: CaseId): Promise<void> {
    for await (const item of this.#ofCase(caseId)) {
      const { messageId } = Stored.parse(item);
      if (typeof item.sesId === 'string') await this.#parts.table.remove(sesKey(item.sesId));
      await this.#parts.table.remove(keyOf(messageId));
    }
  }

  async #sendOnce(mail: OutgoingMail): Promise<void> {
    const { messageId } = mail;
    const at = this.#now();
    const { written } = await this.#parts.table.put(
      { ...keyOf(messageId), messageId, state: 'sending', at: new Date(at).toISOString() },
      {
        text: 'attribute_not_exists(pk) OR (#state = :sending AND #at < :stale)',
        values: { sending: 'sending', stale: new Date(at - IN_DOUBT_MS).toISOString() },
      },
    );
    if (written) return this.confirm(messageId, await this.#handOver(mail));
    const standing = Stored.safeParse(await this.#parts.table.get(keyOf(messageId))).data;
    if (standing?.state !== 'sent') throw new MailUnderWay(`${messageId} may be on its way`);
  }

  /** @returns the id that SES gave it */
  async #handOver({ messageId, from, to, raw }: OutgoingMail): Promise<string> {
    const until = this.#now() + TRY_AGAIN_FOR_MS;
    for (;;)
      try {
        const { MessageId: sesId } = await this.#parts.ses.send(
          new SendRawEmailCommand({
            Source: from,
            Destinations: [to],
            RawMessage: { Data: raw },
            ConfigurationSetName: this.#parts.configurationSet,
            Tags: [{ Name: TAG, Value: Buffer.from(messageId).toString('base64url') }],
          }),
        );
        return sesId ?? '';
      } catch (error) {
        const refusal = Refusal.safeParse(error);
        // No answer, or trouble over there: the message may have been taken, so the item stands.
        if (!refusal.success) throw error;
        const throttled = refusal.data.name.startsWith('Throttling');
        if (throttled && this.#now() < until) {
          await sleep(Math.random() * LONGEST_PAUSE_MS);
          continue;
        }
        await this.#parts.table.remove(keyOf(messageId));
        // SES's own words may name the receiver.
        throw new MailRejected(`SES refused ${messageId}: ${refusal.data.name}`);
      }
  }

  #ofCase(caseId: CaseId) {
    return this.#parts.table.query({
      where: {
        text: 'pk = :pk AND begins_with(sk, :mail)',
        values: { pk: caseKey(caseId), mail: 'mail#' },
      },
    });
  }

  #now(): number {
    return this.#parts.clock.now().getTime();
  }
}

const Refusal = z.object({ name: z.string(), $fault: z.literal('client') });

/** What became of a mail, as SES tells it by its configuration set. */
export type MailEvent =
  | { kind: 'sent'; messageId: string; sesId: string }
  | { kind: 'delayed'; messageId: string }
  | { kind: 'bounced'; messageId: string; permanent: boolean }
  | { kind: 'complained'; messageId: string; at: Instant }
  | { kind: 'other' };

const SesEvent = z.object({
  eventType: z.string(),
  mail: z.object({
    messageId: z.string(),
    timestamp: z.string(),
    tags: z.object({ [TAG]: z.tuple([z.string()]) }),
  }),
  bounce: z.object({ bounceType: z.string() }).optional(),
});

/** @param event as SES puts it on EventBridge or SNS; one without our tag is none of ours */
export function readMailEvent(event: unknown): MailEvent {
  const read = SesEvent.safeParse(event);
  if (!read.success) return { kind: 'other' };
  const { eventType, mail, bounce } = read.data;
  const messageId = Buffer.from(mail.tags[TAG][0], 'base64url').toString('utf8');
  switch (eventType) {
    case 'Send':
      return { kind: 'sent', messageId, sesId: mail.messageId };
    case 'Bounce':
      return { kind: 'bounced', messageId, permanent: bounce?.bounceType === 'Permanent' };
    case 'Reject':
      // SES took it and then found something in it that it does not send on.
      return { kind: 'bounced', messageId, permanent: true };
    case 'DeliveryDelay':
      return { kind: 'delayed', messageId };
    case 'Complaint':
      return { kind: 'complained', messageId, at: mail.timestamp };
    default:
      return { kind: 'other' };
  }
}

/** Mails about a case lie beside it; its number is what their ids begin with. */
function keyOf(messageId: string): Key {
  const caseId = caseIn(messageId);
  return caseId
    ? { pk: caseKey(caseId), sk: `mail#${messageId}` }
    : { pk: `mail#${messageId}`, sk: 'mail' };
}

const caseIn = (messageId: string): CaseId | null =>
  CaseId.safeParse(messageId.split('.', 1)[0]).data ?? null;

const sesKey = (sesId: string): Key => ({ pk: `ses#${sesId}`, sk: 'mail' });

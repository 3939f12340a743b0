/**
 * Mail to the contact address. Whoever wrote is asked to confirm, whatever the mail's verdicts
 * say; a request sent here is valid however it is worded (L-31). Safe to run again for the same
 * mail: its content decides which case it is.
 */
import { Readable } from 'node:stream';
import { mailReturned } from '../../core/case/contact.ts';
import type { NewEvent } from '../../core/case/events.ts';
import { openFromMail } from '../../core/case/opening.ts';
import { mailAddressOf } from '../../core/case/returned.ts';
import type { CaseState } from '../../core/case/state.ts';
import { CaseId } from '../../core/ids.ts';
import type { Language } from '../../core/law/rights.ts';
import { caseIdFor } from '../acts/open-request.ts';
import { subjectKeys } from '../acts/subject-keys.ts';
import type { Context } from '../context.ts';
import { noticeNamed } from '../notify.ts';
import type { InboundMail } from './inbound-mail.ts';
import { giveDirections, saysNothing } from './misdirected.ts';

/** Japanese is written with kana; anything else is answered in English. */
const languageOf = (mail: InboundMail): Language =>
  /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(`${mail.subject}${mail.text}`) ? 'ja' : 'en';

export async function mailArrived(context: Context, mail: InboundMail): Promise<void> {
  if (mail.bounce) return recordBounce(context, mail.bounce);
  if (mail.automatic) {
    context.log('automatic mail ignored', { hash: mail.contentHash });
    return;
  }
  const known = await caseAnswered(context, mail);
  if (known) return recordMail(context, known.caseId, mail);
  if (saysNothing(mail)) return giveDirections(context, mail, languageOf(mail));
  await openFromEmail(context, mail);
}

/**
 * A mail of which nothing but its headers could be read: directions, never silence (L-31), unless a program wrote it.
 * @returns whether it was answered
 */
export async function unreadableArrived(context: Context, head: InboundMail): Promise<boolean> {
  if (head.automatic || head.bounce) return false;
  await giveDirections(context, head, languageOf(head));
  return true;
}

/**
 * Anybody can write in anybody's name, and each new case writes back: to one who has left so many
 * of a day unanswered no further one is sent, and what they write is kept with the newest case.
 */
const UNANSWERED_A_DAY = 3;
const DAY_MS = 24 * 3_600_000;

async function openFromEmail(context: Context, mail: InboundMail): Promise<void> {
  const caseId = await caseIdFor(context, 'mail', mail.contentHash);
  const person = { name: mail.from.name, email: mail.from.address };
  const keys = { subjectKeys: await subjectKeys(context, person), submission: mail.contentHash };
  const unanswered = await unansweredBy(context, keys.subjectKeys);
  const newest = unanswered.at(-1);
  const isNew = !(await context.cases.find(caseId));
  if (isNew && newest && unanswered.length >= UNANSWERED_A_DAY)
    return recordMail(context, newest, mail);
  await context.cases.open(caseId, 'mail', openFromMail(languageOf(mail), person, keys));
  await recordMail(context, caseId, mail);
  await context.ports.workflow.start(caseId, { caseId });
  context.log('case opened', { caseId, channel: 'email' });
}

/** Cases opened by mails of this address in the last day that are still not said to be theirs. */
async function unansweredBy(context: Context, [email = '']: string[]): Promise<CaseId[]> {
  const dayAgo = new Date(context.ports.clock.now().getTime() - DAY_MS).toISOString();
  const rows = await context.ports.caseIndex.bySubjectKey(email);
  return rows
    .filter(({ status, channel }) => status === 'open' && channel === 'email')
    .filter(({ rights, receivedAt }) => rights.length === 0 && receivedAt > dayAgo)
    .map(({ caseId }) => caseId);
}

/** The case that a reply belongs to: named by our Message-ID or case number, written by its requester. */
async function caseAnswered(context: Context, mail: InboundMail): Promise<CaseState | null> {
  const named = [mail.inReplyTo ?? '', ...mail.references, mail.subject].join(' ');
  const ids = new Set(named.match(/KJ-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}/g) ?? []);
  for (const id of ids) {
    const state = await context.cases.find(CaseId.parse(id));
    const writer = mail.from.address.toLowerCase();
    const address = state && mailAddressOf(state);
    if (state && address?.toLowerCase() === writer && !state.closed) return state;
  }
  return null;
}

async function recordMail(context: Context, caseId: CaseId, mail: InboundMail): Promise<void> {
  const { mails } = await context.cases.read(caseId);
  // Delivered once more, perhaps long after its attachments were destroyed: they stay so.
  if (mails.some((known) => known.contentHash === mail.contentHash)) return;
  const attachments = await Promise.all(
    mail.attachments.map(async ({ content, contentType }, index) => {
      const key = `${caseId}/mail/${mail.contentHash}/${index + 1}`;
      await context.ports.vault.put(
        key,
        Readable.from([content], { objectMode: false }),
        contentType,
      );
      return { key, contentType };
    }),
  );
  const received: NewEvent = {
    type: 'mail.received',
    data: {
      contentHash: mail.contentHash,
      verdicts: mail.verdicts,
      attachments,
      refused: mail.refusedAttachments.map(({ reason }) => reason),
    },
    personal: { subject: mail.subject, text: mail.text, messageId: mail.messageId },
  };
  await context.cases.act(caseId, 'mail', (now) =>
    now.mails.some((known) => known.contentHash === mail.contentHash) ? [] : [received],
  );
}

/** One of our mails did not arrive: the case stands in the queue until an operator has seen to it. */
export async function recordBounce(
  context: Context,
  bounce: NonNullable<InboundMail['bounce']>,
): Promise<void> {
  const named = noticeNamed(bounce.originalMessageId);
  const state = named && (await context.cases.find(named.caseId));
  if (!state) return;
  const { caseId } = state;
  const { originalMessageId: messageId, permanent } = bounce;
  if (!bounce.final) return context.log('mail delayed', { caseId });
  await context.cases.act(caseId, 'mail', (now) => mailReturned(now, { messageId, permanent }));
  context.log('mail bounced', { caseId });
}

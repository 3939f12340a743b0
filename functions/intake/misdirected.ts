/**
 * A mail in which nothing can be found that could be a request: directions, never silence, and no case
 * (L-31). Anybody can write in anybody's name, so one address gets such an answer once a day.
 */
import { normalEmail } from '../../core/data-map/normal.ts';
import { dayIn } from '../../core/law/calendar.ts';
import type { Language } from '../../core/law/rights.ts';
import { notice } from '../../core/notices/index.ts';
import type { Context } from '../context.ts';
import { send } from '../notify.ts';
import type { InboundMail } from './inbound-mail.ts';

/** Words or a file of any kind may be a request, however they are put; their absence cannot. */
export const saysNothing = (mail: InboundMail): boolean =>
  mail.subject.replaceAll(/\b(re|fwd?|aw):/gi, '').trim() === '' &&
  mail.text.trim() === '' &&
  mail.attachments.length + mail.refusedAttachments.length === 0;

export async function giveDirections(
  context: Context,
  mail: InboundMail,
  language: Language,
): Promise<void> {
  const { settings, ports } = context;
  const to = mail.from.address;
  const day = dayIn('Asia/Tokyo', ports.clock.now().toISOString());
  const mac = await ports.keyring.mac('subject', `misdirected|${normalEmail(to)}|${day}`);
  const facts = {
    organisation: settings.organisation.name[language],
    contactAddress: settings.contactAddress,
    caseId: null,
    url: `${settings.baseUrl}/request`,
  };
  await send(context, {
    messageId: `misdirected.${Buffer.from(mac).toString('hex').slice(0, 32)}@${settings.mailDomain}`,
    to,
    words: notice('misdirected', facts, language),
    inReplyTo: mail.messageId,
  });
  context.log('directions given', { hash: mail.contentHash });
}

/** What SES tells of the mails that we sent, by events of its configuration set. */
import { z } from 'zod';
import type { CaseId } from '../../core/ids.ts';
import { readMailEvent } from '../../platform/aws/mailer.ts';
import type { Context } from '../context.ts';
import { recordBounce } from '../intake/email.ts';
import { noticeNamed } from '../notify.ts';

/** Read by `readMailEvent`. */
export const SesEvent = z.record(z.string(), z.unknown());

export interface MailEventParts {
  context: Context;
  /** Writes down that SES has taken a mail: see `AwsMailer`. */
  confirm: (messageId: string, sesId: string) => Promise<void>;
}

/** SES was faster than the function that sent: the case does not know yet that it did. The event comes again. */
class MailNotLogged extends Error {
  override readonly name = 'MailNotLogged';
  constructor(caseId: CaseId) {
    super(`${caseId}: the mail that came back is not in the log`);
  }
}

export async function mailEventHappened(
  { context, confirm }: MailEventParts,
  sesEvent: z.infer<typeof SesEvent>,
): Promise<void> {
  const event = readMailEvent(sesEvent);
  switch (event.kind) {
    case 'sent':
      return confirm(event.messageId, event.sesId);
    case 'delayed':
      return recordBounce(context, {
        originalMessageId: event.messageId,
        permanent: false,
        final: false,
      });
    case 'bounced':
      return returned(context, event);
    case 'complained': {
      // It has arrived. SES sends no further one to this address; those come back, one by one.
      const named = noticeNamed(event.messageId);
      return context.log('mail called unwanted', { ...(named && { caseId: named.caseId }) });
    }
    case 'other':
      return;
    default:
      return event satisfies never;
  }
}

async function returned(
  context: Context,
  { messageId, permanent }: { messageId: string; permanent: boolean },
): Promise<void> {
  await recordBounce(context, { originalMessageId: messageId, permanent, final: true });
  const named = noticeNamed(messageId);
  const state = named && (await context.cases.find(named.caseId));
  if (state && !state.returned.some((one) => one.messageId === messageId))
    throw new MailNotLogged(state.caseId);
}

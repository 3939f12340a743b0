import { cases, mailer } from '../../../platform/aws/openers.ts';
import { mailEventHappened, SesEvent } from '../mail-events.ts';
import { fromQueue } from '../queue.ts';
import { started } from '../started.ts';

const start = started('mail-events', { ...cases, mailer });

export const handler = fromQueue('mail-events', SesEvent, (event) => {
  const { context, house } = start();
  const confirm = (messageId: string, sesId: string) => mailer(house).confirm(messageId, sesId);
  return mailEventHappened({ context, confirm }, event);
});

import { cases, inbox, mail, mailer, vault, workflow } from '../../../platform/aws/openers.ts';
import { StoredMail, takeMail } from '../mail-in.ts';
import { fromQueue } from '../queue.ts';
import { started } from '../started.ts';

const start = started('mail-in', { ...cases, ...mail, workflow, vault, inbox });

export const handler = fromQueue('mail-in', StoredMail, (stored) => {
  const { context, house } = start();
  const ownMessageId = (sesId: string) => mailer(house).ownMessageId(sesId);
  return takeMail({ context, inbox: inbox(house), ownMessageId }, stored);
});

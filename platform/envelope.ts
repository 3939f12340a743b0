/** Who a mail is from and for, before it goes anywhere. */
import { z } from 'zod';
import type { Mailer } from './ports.ts';

export type OutgoingMail = Parameters<Mailer['send']>[0];

/** An envelope that could smuggle something into SMTP or a header. */
export class BadEnvelope extends Error {
  override readonly name = 'BadEnvelope';
}

const Envelope = z.object({
  messageId: z.string().regex(/^[^\s<>\p{Cc}]{1,512}$/u),
  from: z.string().regex(/^[^\s<>\p{Cc}]+@[^\s<>\p{Cc}]+$/u),
  to: z.string().regex(/^[^\s<>\p{Cc}]+@[^\s<>\p{Cc}]+$/u),
});

/** @throws {BadEnvelope} which says nothing of what is in it */
export function checkEnvelope(mail: OutgoingMail): void {
  if (!Envelope.safeParse(mail).success)
    throw new BadEnvelope('message id or address not fit for an envelope');
}

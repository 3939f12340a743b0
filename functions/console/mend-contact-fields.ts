/** What the form about mails that came back says, checked once. */
import { z } from 'zod';
import { Party } from '../../core/case/events.ts';
import { Refused } from '../../core/case/refused.ts';
import { MailAddress } from '../../core/mail-address.ts';
import { type Fields, FormIncomplete } from './forms.ts';

const Choice = z.object({
  party: Party,
  how: z.enum(['resent', 'corrected', 'otherwise', 'agreed']),
});

/** @throws {Refused} `address-needed` where what was written is none */
export function mendingOf(fields: Fields) {
  const one = (name: string) => fields[name]?.[0]?.trim() ?? '';
  const chosen = Choice.safeParse({ party: one('party'), how: one('how') }).data;
  if (!chosen) throw new FormIncomplete('how');
  const { party, how } = chosen;
  const remark = one('remark').slice(0, 2000);
  if (how !== 'corrected') return { party, how, remark };
  const email = MailAddress.safeParse(one('email').normalize('NFKC')).data;
  if (!email) throw new Refused('address-needed');
  return { party, how, remark, email };
}

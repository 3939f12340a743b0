/**
 * Who else learns that data was corrected or deleted (L-16, L-17, L-33). Whoever takes notices under an
 * address is told by mail; service providers and the companies to which the person applied are known to
 * the stores alone, so that whoever changes a store tells them, and says so.
 */
import { z } from 'zod';
import { ThirdPartyId } from './know-categories.ts';
import type { Words } from './rights.ts';
import { POLICY_2024, type Rule } from './rule.ts';
import { thirdParties } from './third-parties.ts';

/** Told by a mail of ours, under an address of the settings. */
export const MailedRecipientId = z.enum([...ThirdPartyId.options, 'group-companies']);
export type MailedRecipientId = z.infer<typeof MailedRecipientId>;

/** Told by the operator who changes a store. */
export const HandRecipientId = z.enum(['service-providers', 'companies-applied-to']);
export type HandRecipientId = z.infer<typeof HandRecipientId>;

export type RecipientId = MailedRecipientId | HandRecipientId;

export interface Recipient extends Rule {
  recipient: RecipientId;
  name: Words;
}

const GROUP: Recipient = {
  id: 'recipient.group-companies',
  recipient: 'group-companies',
  name: { en: 'Our group companies', ja: '当社グループ会社' },
  cites: ['L-33', 'P-6', 'P-14'],
  confidence: 'S',
  valid: POLICY_2024,
};

const BY_HAND: readonly Recipient[] = [
  {
    id: 'recipient.service-providers',
    recipient: 'service-providers',
    name: { en: 'Our service providers and contractors', ja: 'サービス提供者・受託者' },
    cites: ['L-16', 'L-17', '11 CCR 7022(b)', '11 CCR 7023(c)'],
    confidence: 'Q',
    valid: POLICY_2024,
  },
  {
    id: 'recipient.companies-applied-to',
    recipient: 'companies-applied-to',
    name: { en: 'Companies applied to', ja: '応募先の企業' },
    cites: ['L-33', 'P-5-2'],
    confidence: 'S',
    valid: POLICY_2024,
  },
];

/** Everyone whom a change may concern. */
export function recipients(): Recipient[] {
  const sold = thirdParties().map(({ id, name, cites, confidence }) => ({
    id: `recipient.${id}`,
    recipient: id,
    name,
    cites: ['L-16', 'L-33', ...cites.filter((cite) => cite.startsWith('P-'))],
    confidence,
    valid: POLICY_2024,
  }));
  return [GROUP, ...sold, ...BY_HAND];
}

/** `null` for a recipient of a later version. */
export const recipientName = (id: string): Words | null =>
  recipients().find(({ recipient }) => recipient === id)?.name ?? null;

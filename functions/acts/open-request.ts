/** A request arrives: one case for one submission, however often it is delivered. */
import { z } from 'zod';
import { Delivery, Particulars, Period } from '../../core/case/events.ts';
import { openFromForm } from '../../core/case/opening.ts';
import { type CaseId, caseIdFrom } from '../../core/ids.ts';
import { Language, Residence, Right } from '../../core/law/rights.ts';
import type { Context } from '../context.ts';
import { AgentRequest } from './agent-request.ts';
import { subjectKeys } from './subject-keys.ts';

const Line = (max: number) => z.string().trim().max(max);

/** What is asked, the same on the form and when an e-mail is completed. */
export const AskedFields = {
  language: Language,
  residence: Residence,
  rights: z.tuple([Right], Right),
  period: Period,
  delivery: Delivery,
  /** Where the answer is wanted on paper: line by line, as on an envelope. */
  postalAddress: Line(400).min(1).optional(),
  particulars: Particulars.optional(),
  name: Line(200).min(1),
};

/** The web form. `nonce` is drawn with the page, so that a form sent twice makes one case. */
export const Submission = z.strictObject({
  ...AskedFields,
  email: z.email().max(254),
  phone: Line(40).optional(),
  message: Line(4000).optional(),
  /** Where somebody asks for another person: name, address and phone are then the agent's. */
  agent: AgentRequest.optional(),
  nonce: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
});
export type Submission = z.infer<typeof Submission>;

/** The id of the case for this submission: always the same, and not to be guessed. */
export async function caseIdFor(
  context: Pick<Context, 'ports'>,
  channel: 'form' | 'mail' | 'signal' | 'operator',
  submission: string,
): Promise<CaseId> {
  return caseIdFrom(await context.ports.keyring.mac('subject', `case|${channel}|${submission}`));
}

/**
 * Opens the case and starts its workflow.
 * @throws {MixedRegimes} when a right does not belong to where the person lives.
 */
export async function openRequest(context: Context, submission: Submission): Promise<CaseId> {
  const { name, email, phone, message, postalAddress, nonce, agent, particulars, ...asked } =
    submission;
  const caseId = await caseIdFor(context, 'form', nonce);
  const subject = agent && {
    name: agent.subjectName,
    ...(agent.subjectEmail && { email: agent.subjectEmail }),
  };
  const person = {
    ...{ name, email },
    ...(phone && { phone }),
    ...(message && { message }),
    ...(postalAddress && { postalAddress }),
    ...(particulars && { particulars }),
    ...(subject && { subject }),
  };
  const keys = {
    subjectKeys: await keysOf(context, person),
    submission: nonce,
    ...(agent && { agent: { kind: agent.kind } }),
  };
  const at = context.ports.clock.now().toISOString();
  await context.cases.open(caseId, 'requester', openFromForm(asked, at, person, keys));
  await context.ports.workflow.start(caseId, { caseId });
  context.log('case opened', { caseId, channel: 'form' });
  return caseId;
}

/** Repeats are the subject's: whoever asks for many people is not one person who asks often. */
async function keysOf(
  context: Context,
  person: { email: string; phone?: string; subject?: { email?: string } },
): Promise<string[]> {
  if (!person.subject) return subjectKeys(context, person);
  const { email } = person.subject;
  return email ? subjectKeys(context, { email }) : [];
}

/** What the form says where somebody asks for another person (L-22). */
import { z } from 'zod';
import { AgentKind } from '../../core/law/agent-kind.ts';
import { agentsUnder, authorityFor } from '../../core/law/agents.ts';
import { regimeFor } from '../../core/law/plan-for.ts';
import type { Residence, Right } from '../../core/law/rights.ts';

export const AgentRequest = z.strictObject({
  kind: AgentKind,
  subjectName: z.string().trim().min(1).max(200),
  subjectEmail: z.email().max(254).optional(),
});
export type AgentRequest = z.infer<typeof AgentRequest>;

/** Names of the fields that are wrong, and how. */
export type AgentFault = 'agentKind' | 'subjectEmail' | 'sameEmail';

interface Asking {
  residence: Residence;
  rights: readonly Right[];
  email: string;
  agent: AgentRequest;
}

const plain = (address: string) => address.normalize('NFKC').trim().toLowerCase();

/**
 * What the regime asks of the one form: a kind that it knows; under CCPA the subject's address, by which
 * an opt-out is carried out and the subject is asked. Asked of themselves, agents would answer.
 */
export function faultsOfAgent({ residence, rights, email, agent }: Asking): AgentFault[] {
  const regime = regimeFor(residence);
  const { kind, subjectEmail } = agent;
  if (!agentsUnder(regime).some((rule) => rule.kind === kind)) return ['agentKind'];
  if (!subjectEmail) return regime === 'ccpa' ? ['subjectEmail'] : [];
  const asked = authorityFor(regime, rights, kind)?.confirm;
  return asked && plain(subjectEmail) === plain(email) ? ['sameEmail'] : [];
}

/** How somebody may stand for another person: the rows of `agents.ts`. */
import { z } from 'zod';

export const AgentKind = z.enum([
  'authorised-agent',
  'power-of-attorney',
  'legal-representative',
  'parent',
  'delegated-agent',
]);
export type AgentKind = z.infer<typeof AgentKind>;

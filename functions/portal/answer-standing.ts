/** Whether the answer opens to whoever asks now (L-12, L-30). */
import { getCookie } from 'hono/cookie';
import { linkExpired } from '../../core/case/answer.ts';
import { sessionHolds } from '../acts/second-factor.ts';
import type { CaseRequest, Site } from './site.ts';

export const ANSWER_SESSION = 'kaiji-answer';

type Standing =
  /** Not made yet, or purged. */
  | 'none'
  | 'expired'
  /** A code is needed. */
  | 'locked'
  | 'open';

export async function answerStanding(c: CaseRequest, site: Site): Promise<Standing> {
  const { context } = site;
  const state = c.get('state');
  if (!state.answer || state.purgedAt) return 'none';
  if (linkExpired(state, context.ports.clock.now().toISOString())) return 'expired';
  const holds = await sessionHolds(context, state, getCookie(c, ANSWER_SESSION));
  return holds ? 'open' : 'locked';
}

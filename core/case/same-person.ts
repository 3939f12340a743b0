/** What other cases of one person mean for a case. Pure: whoever calls has found them. */
import type { CaseId, Instant } from '../ids.ts';
import { answeredOften, withinTheYear } from '../law/repeats.ts';
import type { CaseState } from './state.ts';

/**
 * Whether it is known who asks. Before that, nothing that other cases tell of the person is shown or
 * counted, to anybody (L-32).
 */
export const isEstablished = ({ identity }: CaseState): boolean =>
  identity !== null && identity.outcome !== 'unverified';

/** What cases of one person share. The address alone: it was confirmed, a telephone number never is. */
export const personKey = ({ subjectKeys }: CaseState): string | null => subjectKeys[0] ?? null;

export interface EarlierKnow {
  caseId: CaseId;
  receivedAt: Instant;
}

const asksToKnow = ({ rights }: CaseState): boolean =>
  rights.some((right) => right === 'ccpa.know-categories' || right === 'ccpa.know-specific');

const TOLD: readonly string[] = ['grant', 'partial', 'downgrade'];

/** Answered with information, in whole or part: a refusal or a withdrawal uses nothing up. */
const wasTold = ({ answer, decisions }: CaseState): boolean =>
  answer !== null &&
  decisions.some(({ right, outcome }) => right.startsWith('ccpa.know-') && TOLD.includes(outcome));

/** The person's requests to know that were answered in the twelve months before this one (L-15). */
export function earlierKnows(state: CaseState, others: readonly CaseState[]): EarlierKnow[] {
  if (!isEstablished(state) || !asksToKnow(state)) return [];
  const told = others
    .filter((other) => isEstablished(other) && wasTold(other))
    .map(({ caseId, receivedAt }) => ({ caseId, receivedAt }));
  return withinTheYear(told, state.receivedAt);
}

/** Whether it may be refused as the third within twelve months (L-15). */
export const isRepeat = (state: CaseState, others: readonly CaseState[]): boolean =>
  answeredOften(earlierKnows(state, others).length);

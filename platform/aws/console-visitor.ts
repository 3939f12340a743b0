/** Whose session it is. Cognito is asked again from time to time, so that somebody who has left their groups there stays out here. */
import type { Operator } from '../console-access.ts';
import type { Clock } from '../ports.ts';
import { BadToken, type Cognito, CognitoUnavailable, GrantRefused } from './cognito.ts';
import type { AwsConsoleSessions, Session } from './console-sessions.ts';
import { standingOf } from './console-standing.ts';
import type { AwsOperators } from './operators.ts';

const MINUTE = 60_000;
/** Cognito is asked from then on … */
const ASK_AFTER_MS = 30 * MINUTE;
/** … and must have answered by then: its bad half hour sends nobody out of their work. */
const ASKED_BY_MS = 60 * MINUTE;

export interface VisitorParts {
  sessions: AwsConsoleSessions;
  operators: AwsOperators;
  cognito: Cognito;
  clock: Clock;
  /** Names of errors, never anything personal. */
  log: (event: string, facts: Readonly<Record<string, string>>) => void;
}

/**
 * @returns the operator, as Cognito said within the hour; `null` when the session or the operator is no more
 * @throws {CognitoUnavailable} when it has not been heard for an hour; the session stays
 */
export async function operatorOf(parts: VisitorParts, secret: string): Promise<Operator | null> {
  const { sessions, operators, clock } = parts;
  const session = await sessions.find(secret);
  const operator = session && (await operators.get(session.who));
  if (!operator) return null;
  const silence = clock.now().getTime() - session.confirmed;
  if (silence < ASK_AFTER_MS) return operator;
  try {
    return await askedAgain(parts, session, operator);
  } catch (error) {
    if (error instanceof CognitoUnavailable && silence < ASKED_BY_MS) return operator;
    throw error;
  }
}

async function askedAgain(
  parts: VisitorParts,
  session: Session,
  known: Operator,
): Promise<Operator | null> {
  const { sessions, operators } = parts;
  const said = await heard(parts, session);
  const standing = said && standingOf(said.claims, known.language);
  if (standing?.kind === 'no-group') await operators.left(known.id);
  if (standing?.kind !== 'operator' || standing.operator.id !== known.id) {
    await sessions.end(session.secret);
    return null;
  }
  await operators.signedIn(standing.operator);
  const kept = await sessions.confirm(session, said?.refreshToken);
  return kept && standing.operator;
}

async function heard({ cognito, sessions, log }: VisitorParts, session: Session) {
  try {
    return await cognito.again(sessions.refreshTokenOf(session));
  } catch (error) {
    if (!(error instanceof GrantRefused || error instanceof BadToken)) throw error;
    log('console session ended by Cognito', { error: error.name });
    return null;
  }
}

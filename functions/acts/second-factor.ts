/** A code by mail to the confirmed address before anything personal is released (L-12, L-30). */
import { randomInt, timingSafeEqual } from 'node:crypto';
import { issueCode, nextIssue, tryCode } from '../../core/case/answer.ts';
import { Refused } from '../../core/case/refused.ts';
import type { CaseState } from '../../core/case/state.ts';
import type { CaseId } from '../../core/ids.ts';
import { DELIVERY } from '../../core/law/delivery.ts';
import type { Context } from '../context.ts';
import { act } from '../desk.ts';
import { sendNotice } from '../notify.ts';

const macOf = async (context: Context, caseId: CaseId, issue: number, code: string) =>
  Buffer.from(await context.ports.keyring.mac('code', `${caseId}|${issue}|${code}`));

/** @throws {Refused} `too-many-codes`, `no-answer-yet` */
export async function sendCode(context: Context, state: CaseState): Promise<void> {
  const { digits } = DELIVERY.code;
  const code = String(randomInt(10 ** digits)).padStart(digits, '0');
  const issue = nextIssue(state);
  const mac = (await macOf(context, state.caseId, issue, code)).toString('base64url');
  const after = await act(context, state.caseId, 'requester', (now) => {
    if (nextIssue(now) !== issue) throw new Refused('too-many-codes');
    return issueCode(now, mac, context.ports.clock.now().toISOString());
  });
  await sendNotice(context, after, {
    purpose: 'second-factor',
    key: `second-factor-${issue}`,
    code,
  });
}

/**
 * A session for downloads when the code is right, `null` when it is wrong.
 * @throws {Refused} `code-expired` when no try is left or its minutes are over
 */
export async function checkCode(
  context: Context,
  state: CaseState,
  given: string,
): Promise<string | null> {
  const issue = state.code?.issue ?? 0;
  const claimed = await macOf(context, state.caseId, issue, given.normalize('NFKC').trim());
  let right = false;
  await act(context, state.caseId, 'requester', (now) => {
    const known = Buffer.from(now.code?.mac ?? '', 'base64url');
    right =
      now.code?.issue === issue &&
      known.length === claimed.length &&
      timingSafeEqual(known, claimed);
    return tryCode(now, right, context.ports.clock.now().toISOString());
  });
  return right ? newSession(context, state) : null;
}

/** A session is of one case and one link of it: a new link ends the sessions of the old one. */
type Session = Pick<CaseState, 'caseId' | 'linkEpoch'>;

async function sessionMac(
  context: Context,
  { caseId, linkEpoch }: Session,
  expires: number,
): Promise<Buffer> {
  const bound = `${caseId}|${linkEpoch}|${expires}`;
  return Buffer.from(await context.ports.keyring.mac('session', bound));
}

async function newSession(context: Context, of: Session): Promise<string> {
  const expires = context.ports.clock.now().getTime() + DELIVERY.sessionMinutes * 60_000;
  return `${expires}.${(await sessionMac(context, of, expires)).toString('base64url')}`;
}

export async function sessionHolds(
  context: Context,
  of: Session,
  session: string | undefined,
): Promise<boolean> {
  const [expiresText = '', given = ''] = (session ?? '').split('.', 2);
  const expires = Number(expiresText);
  if (!Number.isSafeInteger(expires) || expires <= context.ports.clock.now().getTime())
    return false;
  const mac = await sessionMac(context, of, expires);
  const claimed = Buffer.from(given, 'base64url');
  return claimed.length === mac.length && timingSafeEqual(claimed, mac);
}

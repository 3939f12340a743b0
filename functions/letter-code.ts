/** The code on each page of a letter: with the case number it shows at `/check` that we issued it. */
import { timingSafeEqual } from 'node:crypto';
import type { CaseState } from '../core/case/state.ts';
import type { CaseId } from '../core/ids.ts';
import type { Context } from './context.ts';

/** 40 bits: short enough to copy from paper, far too many to try out past the rate limit. */
const CODE_BYTES = 5;

/** Ten capital hexadecimal digits. */
export async function letterCode(
  { ports }: Pick<Context, 'ports'>,
  caseId: CaseId,
): Promise<string> {
  const mac = await ports.keyring.mac('link', `verify|${caseId}`);
  return Buffer.from(mac).subarray(0, CODE_BYTES).toString('hex').toUpperCase();
}

/** The letter that case and code stand on, or `null`: unknown case, wrong code and no letter are alike. */
export async function letterOf(
  context: Pick<Context, 'ports' | 'cases'>,
  caseId: CaseId,
  code: string,
): Promise<{ state: CaseState; issuedAt: string; sha256: string } | null> {
  const state = await context.cases.find(caseId);
  const right = Buffer.from(await letterCode(context, caseId));
  const given = Buffer.from(code);
  const same = given.length === right.length && timingSafeEqual(given, right);
  if (!same || !state?.answer) return null;
  return { state, issuedAt: state.answer.at, sha256: state.answer.letterSha256 };
}

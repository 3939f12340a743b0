/**
 * Capabilities in mails: a case id, what it is good for, and a keyed hash over both. Nothing is
 * stored; the case's link epoch makes older links void, and the same mail made twice is the same.
 */
import { timingSafeEqual } from 'node:crypto';
import type { CaseState } from '../core/case/state.ts';
import { CaseId } from '../core/ids.ts';
import type { Context } from './context.ts';

/** 192 bits of the hash: unguessable, and still fits a line of a mail. */
const MAC_BYTES = 24;

async function macOf(
  context: Pick<Context, 'ports'>,
  caseId: CaseId,
  epoch: number,
): Promise<Buffer> {
  const mac = await context.ports.keyring.mac('link', `portal|${caseId}|${epoch}`);
  return Buffer.from(mac).subarray(0, MAC_BYTES);
}

/** The requester's own address of the case: `https://…/p/KJ-…~…`. */
export async function portalUrl(
  context: Pick<Context, 'ports' | 'settings'>,
  state: Pick<CaseState, 'caseId' | 'linkEpoch'>,
): Promise<string> {
  const mac = await macOf(context, state.caseId, state.linkEpoch);
  return `${context.settings.baseUrl}/p/${state.caseId}~${mac.toString('base64url')}`;
}

/** The case that a link opens, or `null`: unknown, altered and outdated links look alike. */
export async function caseOfLink(
  context: Pick<Context, 'ports' | 'cases'>,
  link: string,
): Promise<CaseState | null> {
  const [id, given = ''] = link.split('~', 2);
  const caseId = CaseId.safeParse(id);
  if (!caseId.success) return null;
  const state = await context.cases.find(caseId.data);
  const mac = await macOf(context, caseId.data, state?.linkEpoch ?? 0);
  const claimed = Buffer.from(given, 'base64url');
  const right = claimed.length === mac.length && timingSafeEqual(claimed, mac);
  return right ? state : null;
}

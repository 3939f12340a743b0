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

const linkOf = async (
  context: Pick<Context, 'ports'>,
  caseId: CaseId,
  epoch: number,
): Promise<string> => `${caseId}~${(await macOf(context, caseId, epoch)).toString('base64url')}`;

/** The requester's own address of the case: `https://…/p/KJ-…~…`. */
export async function portalUrl(
  context: Pick<Context, 'ports' | 'settings'>,
  state: Pick<CaseState, 'caseId' | 'linkEpoch'>,
): Promise<string> {
  return `${context.settings.baseUrl}/p/${await linkOf(context, state.caseId, state.linkEpoch)}`;
}

/**
 * The case that a link opens, or `null`: unknown, altered and outdated links look alike. Compared
 * as text: what base64 would forgive would stand in our own addresses and cookies.
 */
export async function caseOfLink(
  context: Pick<Context, 'ports' | 'cases'>,
  link: string,
): Promise<CaseState | null> {
  const caseId = CaseId.safeParse(link.split('~', 1)[0]);
  if (!caseId.success) return null;
  const state = await context.cases.find(caseId.data);
  const right = Buffer.from(await linkOf(context, caseId.data, state?.linkEpoch ?? 0));
  const given = Buffer.from(link);
  return given.length === right.length && timingSafeEqual(given, right) ? state : null;
}

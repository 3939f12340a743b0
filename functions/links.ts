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

/** What a link opens: all of the requester's pages, or the one question to an agent's subject. */
type Purpose = `portal|${CaseId}|${number}` | `permission|${CaseId}`;

async function linkOf(
  context: Pick<Context, 'ports'>,
  caseId: CaseId,
  purpose: Purpose,
): Promise<string> {
  const mac = Buffer.from(await context.ports.keyring.mac('link', purpose));
  return `${caseId}~${mac.subarray(0, MAC_BYTES).toString('base64url')}`;
}

/** The requester's own address of the case: `https://…/p/KJ-…~…`. */
export async function portalUrl(
  context: Pick<Context, 'ports' | 'settings'>,
  state: Pick<CaseState, 'caseId' | 'linkEpoch'>,
): Promise<string> {
  const { caseId, linkEpoch } = state;
  const link = await linkOf(context, caseId, `portal|${caseId}|${linkEpoch}`);
  return `${context.settings.baseUrl}/p/${link}`;
}

/** Where an agent's subject says whether they gave the permission (L-22): `https://…/permission/KJ-…~…`. */
export async function permissionUrl(
  context: Pick<Context, 'ports' | 'settings'>,
  { caseId }: Pick<CaseState, 'caseId'>,
): Promise<string> {
  const link = await linkOf(context, caseId, `permission|${caseId}`);
  return `${context.settings.baseUrl}/permission/${link}`;
}

/**
 * The case that a link opens, or `null`: unknown, altered and outdated links look alike. Compared
 * as text: what base64 would forgive would stand in our own addresses and cookies.
 */
export const caseOfLink = (
  context: Pick<Context, 'ports' | 'cases'>,
  link: string,
): Promise<CaseState | null> =>
  opened(context, link, (caseId, state) => `portal|${caseId}|${state?.linkEpoch ?? 0}`);

/** As `caseOfLink`, for the link that the subject has. */
export const caseOfPermission = (
  context: Pick<Context, 'ports' | 'cases'>,
  link: string,
): Promise<CaseState | null> => opened(context, link, (caseId) => `permission|${caseId}`);

async function opened(
  context: Pick<Context, 'ports' | 'cases'>,
  link: string,
  purposeOf: (caseId: CaseId, state: CaseState | null) => Purpose,
): Promise<CaseState | null> {
  const caseId = CaseId.safeParse(link.split('~', 1)[0]);
  if (!caseId.success) return null;
  const state = await context.cases.find(caseId.data);
  const right = Buffer.from(await linkOf(context, caseId.data, purposeOf(caseId.data, state)));
  const given = Buffer.from(link);
  return given.length === right.length && timingSafeEqual(given, right) ? state : null;
}

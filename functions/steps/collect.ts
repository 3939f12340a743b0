/** Collection: the queries are frozen once, then each store is read to its end. */
import { rightsToDecide } from '../../core/case/answer.ts';
import { findingOf, planCollection, recordFinding, searchFor } from '../../core/case/collection.ts';
import type { CaseState } from '../../core/case/state.ts';
import { type Identity, IdentityKind } from '../../core/data-map/identity.ts';
import type { StepInput, StepOutput } from '../../workflows/contract.ts';
import type { Context } from '../context.ts';

/**
 * What has been verified: the address by answering a mail; name and date of birth once a document
 * was accepted. Claims that nobody checked find nothing.
 */
export function verifiedIdentity(state: CaseState): Identity {
  const { requester, claims, identity } = state;
  if (state.agent) return identityOfSubject(state);
  const email = requester ? { email: [requester.email] } : {};
  if (identity?.basis !== 'evidence' || !claims) return email;
  return {
    ...email,
    name: [claims.name],
    ...(claims.dateOfBirth && { 'date-of-birth': [claims.dateOfBirth] }),
  };
}

/**
 * Where an agent asks: the subject's address if they answered a mail to it; the name that was read on
 * the proof once the points agreed, where nobody may ask the subject (L-22). Never what is the agent's.
 */
function identityOfSubject(state: CaseState): Identity {
  const { subject, claims, identity, permission, plan } = state;
  const email = permission?.given && subject?.email ? { email: [subject.email] } : {};
  const agreed = identity?.outcome === 'verified' || identity?.outcome === 'downgraded';
  const named = identity?.basis === 'evidence' || (agreed && plan?.authority?.confirm === false);
  if (!named || !subject) return email;
  return {
    ...email,
    name: [subject.name],
    ...(claims?.dateOfBirth && { 'date-of-birth': [claims.dateOfBirth] }),
  };
}

export const planStores =
  (context: Context) =>
  async ({ caseId }: StepInput<'plan-collection'>): Promise<StepOutput<'plan-collection'>> => {
    const state = await context.cases.read(caseId);
    // Purposes of use and inquiries are answered without looking at anybody's data.
    const search = searchFor(rightsToDecide(state));
    if (!search) return { stores: [] };
    const verified = verifiedIdentity(state);
    const kinds = IdentityKind.options.filter((kind) => verified[kind]);
    // What was frozen for an earlier plan does not do for this one.
    if (state.stores.length === 0) await context.finder.forgetPlan(caseId);
    const planned = await context.finder.plan(caseId, kinds, search.scope);
    const { stores } = await context.cases.act(caseId, 'workflow', (now) =>
      planCollection(now, planned),
    );
    return { stores: [...stores] };
  };

/** @throws {StoreUnavailable | StoreRefused | StoreMisconfigured} */
export const collectStore =
  (context: Context) =>
  async ({ caseId, store }: StepInput<'collect-store'>): Promise<StepOutput<'collect-store'>> => {
    const state = await context.cases.read(caseId);
    if (findingOf(state, store)) return {};
    const keep = searchFor(rightsToDecide(state))?.keep ?? 'categories';
    const finding = await context.finder.collect(caseId, store, verifiedIdentity(state), keep);
    await context.cases.act(caseId, 'workflow', (now) => recordFinding(now, finding));
    return {};
  };

/** Writes down that a person takes over, before the task is opened for them. */
export const handOverStore =
  (context: Context) =>
  async (input: StepInput<'hand-over-store'>): Promise<StepOutput<'hand-over-store'>> => {
    const { caseId, store, error } = input;
    await context.cases.act(caseId, 'workflow', () => [
      { type: 'store.handed-over', data: { store, error } },
    ]);
    context.log('store handed over to a person', { caseId, store, error });
    return {};
  };

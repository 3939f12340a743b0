/** Collection: the queries are frozen once, then each store is read to its end. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { canonical } from '../../core/canonical.ts';
import { findingOf, planCollection, recordFinding } from '../../core/case/collection.ts';
import type { CaseState } from '../../core/case/state.ts';
import type { Identity, IdentityKind } from '../../core/data-map/identity.ts';
import { TraversalPlan } from '../../core/traversal.ts';
import type { StepInput, StepOutput } from '../../workflows/contract.ts';
import type { Context } from '../context.ts';

/**
 * What has been verified: the address by answering a mail; name and date of birth once a document
 * was accepted. Claims that nobody checked find nothing.
 */
export function verifiedIdentity(state: CaseState): Identity {
  const { requester, claims, identity } = state;
  const email = requester ? { email: [requester.email] } : {};
  if (identity?.basis !== 'evidence' || !claims) return email;
  return {
    ...email,
    name: [claims.name],
    ...(claims.dateOfBirth && { 'date-of-birth': [claims.dateOfBirth] }),
  };
}

export const planStores =
  (context: Context) =>
  async ({ caseId }: StepInput<'plan-collection'>): Promise<StepOutput<'plan-collection'>> => {
    let state = await context.cases.read(caseId);
    if (!state.traversal) {
      const kinds = Object.keys(verifiedIdentity(state)) satisfies string[];
      const plan = context.finder.plan(kinds.map((kind) => kind as IdentityKind));
      const text = canonical(plan);
      const key = `${caseId}/collected/plan.json`;
      await context.ports.vault.put(key, Readable.from([text]), 'application/json');
      const sha256 = createHash('sha256').update(text).digest('hex');
      const stores = plan.stores.map(({ store }) => store);
      state = await context.cases.act(caseId, 'workflow', (now) =>
        planCollection(now, stores, { key, sha256 }),
      );
    }
    const rounds: StepOutput<'plan-collection'>['rounds'] = [];
    for (const { store, round } of (await frozenPlan(context, state)).stores) {
      rounds[round] ??= { stores: [] };
      rounds[round].stores.push(store);
    }
    return { rounds };
  };

async function frozenPlan(context: Context, state: CaseState): Promise<TraversalPlan> {
  if (!state.traversal) throw new Error(`case ${state.caseId} has no plan of its collection`);
  return TraversalPlan.parse(await json(await context.ports.vault.get(state.traversal.key)));
}

/** @throws {StoreUnavailable | StoreRefused | StoreMisconfigured} */
export const collectStore =
  (context: Context) =>
  async ({ caseId, store }: StepInput<'collect-store'>): Promise<StepOutput<'collect-store'>> => {
    const state = await context.cases.read(caseId);
    if (findingOf(state, store)) return {};
    const plan = (await frozenPlan(context, state)).stores.find((one) => one.store === store);
    if (!plan) throw new Error(`store ${store} is not in the frozen plan of ${caseId}`);
    const specific = state.plan?.verified.some((right) => right !== 'ccpa.know-categories');
    const found = await context.finder.collect({
      caseId,
      plan,
      identity: verifiedIdentity(state),
      keep: specific ? 'rows' : 'categories',
    });
    await context.cases.act(caseId, 'workflow', (now) =>
      recordFinding(now, { status: 'complete', store, found }),
    );
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

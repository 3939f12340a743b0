/** What a decision changes in the stores: planned, carried out by hand in each, told. */
import type { Finding } from '../finding.ts';
import type { StoreId, TaskId } from '../ids.ts';
import { type ChangeRule, changeFor, toldByHand } from '../law/changes.ts';
import type { Outcome } from '../law/outcomes.ts';
import type { Right } from '../law/rights.ts';
import { ruleFor } from '../law/rules.ts';
import { rightsToDecide } from './answer.ts';
import type { ChangeReport, Decision, NewEvent } from './events.ts';
import { lawFor } from './law.ts';
import { Refused } from './refused.ts';
import type { CaseState } from './state.ts';
import { findTask, settled } from './tasks.ts';

/** The decisions that change something in the stores, as the law's rows say. */
export function changesDecided(state: CaseState): ChangeRule[] {
  const rules = state.decisions.flatMap(({ right, outcome }) => changeFor(right, outcome) ?? []);
  if (rules.length === 0) return rules;
  const { ground } = lawFor(state);
  return rules.map((rule) => ({ ...rule, exceptions: rule.exceptions.map(ground) }));
}

/** Whether something may come to be changed: decided so, or still open. */
export const mayChange = (state: CaseState): boolean =>
  state.decisions.length > 0
    ? changesDecided(state).length > 0
    : rightsToDecide(state).some((right) => ruleFor(right).changesStores);

/** A store that nobody could search is not left out of a change: somebody looks there again. */
const isConcerned = (finding: Finding): boolean =>
  finding.status === 'left-out' || holdsSomething(finding) || isOutOfReach(finding);

/** All that is of the person, whatever the right: a deletion and a correction reach everywhere. */
function holdsSomething(finding: Finding): boolean {
  if (finding.status === 'left-out') return false;
  if (finding.status === 'by-hand' && finding.held) return true;
  return finding.collections.some(({ count }) => count > 0);
}

const isOutOfReach = (finding: Finding): boolean =>
  finding.status === 'complete' && (finding.outOfReach ?? []).length > 0;

/** Frozen once. Nothing is recorded where nothing is to be changed. */
export function planChanges(state: CaseState): NewEvent[] {
  if (state.changes || changesDecided(state).length === 0) return [];
  const stores = state.findings.filter(isConcerned).map(({ store }) => store);
  return [{ type: 'changes.planned', data: { stores } }];
}

/** Whether the store is known to hold something; else it may turn out that nothing is there. */
export const isHeld = (state: CaseState, store: StoreId): boolean =>
  state.findings.some((finding) => finding.store === store && holdsSomething(finding));

/** What an operator says of one right in one store. */
export type CarriedOut = Omit<ChangeReport, 'store'> & { explanation: string };

/**
 * What was done in one store, one report for each change decided; ends the wait for that store.
 * @throws {Refused} `already-answered`, `decision-incomplete`, `explanation-needed`, `exception-needed`,
 *   `ground-not-allowed`, `outcome-not-allowed`
 */
export function carryOut(
  state: CaseState,
  taskId: TaskId,
  reports: readonly CarriedOut[],
): NewEvent[] {
  const task = findTask(state, taskId);
  if (task?.kind !== 'carry-out' || !task.store || task.outcome !== null)
    throw new Refused('already-answered');
  const { store } = task;
  const decided = changesDecided(state);
  if (
    reports.length !== decided.length ||
    decided.some(({ right }) => !reports.some((report) => report.right === right))
  )
    throw new Refused(
      'decision-incomplete',
      `needed: ${decided.map(({ right }) => right).join(', ')}`,
    );
  return [
    ...decided.flatMap((rule) => {
      const report = reports.find(({ right }) => right === rule.right);
      return report ? reported(state, store, rule, report) : [];
    }),
    settled(task.id, 'done'),
  ];
}

function reported(
  state: CaseState,
  store: StoreId,
  rule: ChangeRule,
  { explanation, ...report }: CarriedOut,
): NewEvent[] {
  const words = explanation.trim();
  check(isHeld(state, store), rule, report, words);
  return [
    { type: 'change.carried-out', data: { store, ...report } },
    ...(words
      ? [
          {
            type: 'change.explained' as const,
            data: { store, right: rule.right },
            personal: { words },
          },
        ]
      : []),
  ];
}

/** Something stays as it was: why is said, and for a deletion under which exception (L-16). */
export const fallsShort = (how: ChangeReport['how']): boolean =>
  how === 'partly' || how === 'not-done';

function check(
  held: boolean,
  rule: ChangeRule,
  { how, kept, told }: Omit<ChangeReport, 'store'>,
  explanation: string,
): void {
  if (how === 'nothing-held' && held) throw new Refused('outcome-not-allowed', how);
  if (fallsShort(how) && explanation === '') throw new Refused('explanation-needed', rule.right);
  const known = fallsShort(how) ? rule.exceptions.map(({ id }) => id) : [];
  if (known.length > 0 && kept.length === 0)
    throw new Refused('exception-needed', `${rule.right}: one of ${known.join(', ')}`);
  const foreign = kept.filter((id) => !known.includes(id));
  if (foreign.length > 0)
    throw new Refused('ground-not-allowed', `${foreign.join(', ')}; allowed: ${known.join(', ')}`);
  const tellable: readonly string[] = toldByHand(rule).map(({ recipient }) => recipient);
  const strangers = told.filter((id) => !tellable.includes(id));
  if (strangers.length > 0) throw new Refused('outcome-not-allowed', strangers.join(', '));
}

/** What was said of one right, store by store. */
export const reportsOn = (state: CaseState, right: Right): CaseState['carriedOut'] =>
  state.carriedOut.filter((report) => report.right === right);

/** How it came out: as decided, or less where a store could not be changed as decided (L-16, L-18). */
export function resultOf(state: CaseState, { right, outcome }: Decision): Outcome {
  const reports = changeFor(right, outcome) ? reportsOn(state, right) : [];
  if (!reports.some(({ how }) => fallsShort(how))) return outcome;
  if (reports.some(({ how }) => how === 'done' || how === 'partly')) return 'partial';
  return state.regime === 'ccpa' ? 'deny' : 'refuse';
}

/** Whether a store holds something else than before: what a withdrawal can no longer undo. */
export const somethingChanged = (state: CaseState): boolean =>
  state.carriedOut.some(({ how }) => how === 'done' || how === 'partly');

/** Whether those who hold the data are told of this change: it was done somewhere, or nothing was in our stores. */
export function isToBeTold(state: CaseState, { right }: ChangeRule): boolean {
  const reports = reportsOn(state, right);
  return reports.length === 0 || reports.some(({ how }) => how !== 'not-done');
}

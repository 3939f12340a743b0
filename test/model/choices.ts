/** Where a run branches: what a store answers, what becomes of a task, and when. */
import { somethingChanged } from '../../core/case/changes.ts';
import { withdraw } from '../../core/case/ending.ts';
import type { CaseState, TaskState } from '../../core/case/state.ts';
import { openTasks } from '../../core/case/tasks.ts';
import type { StoreId } from '../../core/ids.ts';
import { act } from '../../functions/desk.ts';
import type { Intervention } from './interventions.ts';
import { type Call, type Model, SWEEP_LATE } from './model.ts';
import { type About, OUTCOMES, type Outcome, pays } from './outcomes.ts';
import { CASE, STORES, type StoreWeather, type World } from './world.ts';

/**
 * How fast everybody is: at once or as late as can be, in every combination; or always as late as can be.
 * All of the law's days are last days and every wait is counted from its opening, so that whoever is
 * sooner makes every later day of the run sooner: what is in time at the latest is in time.
 */
export type Pace = 'soon or late' | 'late';

export interface Choice {
  name: string;
  stands: number;
  /** Lets the time pass that belongs to it, and does it. */
  take: (model: Model) => Promise<void>;
}

export interface Asking extends About {
  pace: Pace;
  /** What operators may do besides their tasks, each once a run. */
  interventions: readonly Intervention[];
}

/**
 * Operators settle each task of theirs within this time; the law's days depend on it. With a whole day each,
 * seven tasks in a row after the last day of waiting (judge, a store again, by hand, decide, send back, decide
 * again, carry out) would end minutes after a last lawful day that is a day behind its target.
 */
export const OPERATOR_HOURS = 23;
const HOUR = 3_600_000; // ms

/** The first store may answer anything; the second holds nothing, so that one change at a time is carried out. */
const storeAnswers = (store: StoreId | undefined): readonly StoreWeather[] =>
  store === STORES[0] ? ['held', 'nothing', 'down'] : ['nothing'];

/** Whether a call has to be decided on first: a store that is asked, and nobody said yet what it answers. */
export const isOpenQuestion =
  (model: Model) =>
  ({ name, store }: Call): boolean =>
    name === 'collect-store' && store !== undefined && !model.world.stores.has(store);

export function storeChoices({ store }: Call): Choice[] {
  return storeAnswers(store).map((weather) => ({
    name: `a store: ${weather}`,
    stands: 1,
    take: async ({ world }) => {
      if (store) world.stores = new Map([...world.stores, [store, weather]]);
    },
  }));
}

/** Every way on from here; `[]` where nobody is waited for. */
export function choicesIn(state: CaseState, world: World, asking: Asking): Choice[] {
  // Side by side nothing is shared: operators' tasks first, then the requester's, one after the other.
  const open = openTasks(state);
  const task = open.find(({ waitsFor }) => waitsFor === 'operator') ?? open[0];
  if (!task) return [];
  const outcomes = OUTCOMES[task.kind](state, task, asking);
  // What was changed in a store cannot be taken back: the rules refuse a withdrawal then.
  const ends = somethingChanged(state) ? [] : [WITHDRAWS];
  const times =
    task.waitsFor === 'operator'
      ? operatorTimes(world.ms, asking.pace)
      : requesterTimes(task, world.ms, asking.pace);
  return [
    ...times.flatMap(({ when, at }) =>
      [...outcomes, ...ends].map((outcome) => choice(task, when, at, outcome)),
    ),
    ...asking.interventions
      .filter(({ kind }) => !world.interventions.includes(kind))
      .flatMap((one) =>
        [{ when: 'at once', at: world.ms }, ...lastDay(one, state, world.ms, times), ...times]
          .filter(({ at }, index, all) => all.findIndex((other) => other.at === at) === index)
          .filter(({ at }) => one.isPossible(state, at))
          .map(({ when, at }) => choice(task, when, at, intervening(one))),
      ),
    ...silence(task),
  ];
}

/** The last moment at which operators intervene so, where it falls into this wait. */
function lastDay(one: Intervention, state: CaseState, now: number, times: Moment[]): Moment[] {
  const at = one.last(state);
  const end = times.at(-1)?.at ?? now;
  return at !== null && at > now && at < end ? [{ when: 'on the last day', at }] : [];
}

const WITHDRAWS: Outcome = {
  name: 'the requester withdraws',
  act: ({ context }) => act(context, CASE, 'requester', withdraw),
};

const intervening = ({ kind, name, act: intervene }: Intervention): Outcome => ({
  name,
  act: async (model) => {
    model.world.interventions = [...model.world.interventions, kind];
    await intervene(model);
  },
});

function choice({ kind }: TaskState, when: string, at: number, outcome: Outcome): Choice {
  return {
    name: `${kind} ${when}: ${outcome.name}`,
    stands: outcome.stands ?? 1,
    take: async (model) => {
      await model.passTo(at, isOpenQuestion(model));
      await outcome.act(model);
    },
  };
}

interface Moment {
  when: string;
  at: number;
}

function operatorTimes(now: number, pace: Pace): Moment[] {
  const late = { when: 'nearly a day later', at: now + OPERATOR_HOURS * HOUR };
  return pace === 'late' ? [late] : [{ when: 'at once', at: now }, late];
}

function requesterTimes({ expiresAt }: TaskState, now: number, pace: Pace): Moment[] {
  const end = expiresAt === null ? now : Math.max(now, Date.parse(expiresAt) - 1000);
  const late = { when: 'at the last moment', at: end };
  return pace === 'late' ? [late] : [{ when: 'at once', at: now }, late];
}

function silence({ kind, waitsFor, expiresAt }: TaskState): Choice[] {
  if (waitsFor !== 'requester' || expiresAt === null) return [];
  return [
    {
      name: `${kind}: never`,
      stands: 1,
      take: (model) => model.passTo(Date.parse(expiresAt) + SWEEP_LATE, isOpenQuestion(model)),
    },
  ];
}

/** After the end a payment may still come in, where a fee was asked for and not paid. */
export function afterwards(state: CaseState, world: World): Choice[] {
  const asked = state.tasks.some(({ kind }) => kind === 'pay-fee');
  if (!asked || state.payments.length > 0 || world.paidLate) return [];
  const mark = (late: boolean) => async (model: Model) => {
    model.world.paidLate = true;
    if (late) await pays('late')(model);
  };
  return [
    { name: 'pays nothing more', stands: 1, take: mark(false) },
    { name: 'pays after the end', stands: 1, take: mark(true) },
  ];
}

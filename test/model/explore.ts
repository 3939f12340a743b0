/** Walks every run of one case, depth first; a point that was reached before is not walked again but counted. */
import { Refused } from '../../core/case/refused.ts';
import type { CaseState } from '../../core/case/state.ts';
import {
  type Asking,
  afterwards,
  type Choice,
  choicesIn,
  isOpenQuestion,
  storeChoices,
} from './choices.ts';
import { pointOf, timeMatters } from './key.ts';
import { faults } from './laws/index.ts';
import { ANSWERED_IN_TIME, lateAnswer } from './laws/on-the-way.ts';
import { type Call, Model, SWEEP_LATE } from './model.ts';
import type { Requester } from './requesters.ts';
import { copyOf, newWorld, remainsOf, type World } from './world.ts';

const DAY = 86_400_000; // ms

/** A case is no older at its close, unless it was extended: the answer itself may then come in the 90th day. */
const OLDEST_DAYS = 120;

export interface Walked {
  /** Different runs, from the arrival to the purge. */
  runs: bigint;
  /** From here to the close in the longest of them, in days. */
  days: number;
  /** From here to the answer in the longest of them, ms; `null` where no run from here is answered. */
  toAnswer: number | null;
}

export interface Fault {
  what: string;
  /** The choices that lead to it. */
  run: readonly string[];
}

export class Explorer {
  readonly #model: Model;
  readonly #asking: Asking;
  readonly #arrival: number;
  /** Whether points that were reached before are walked again: to see that nothing is lost by leaving them out. */
  readonly #again: boolean;
  readonly #seen = new Map<string, Walked | 'being walked'>();
  readonly #faults = new Map<string, Fault>();
  #run: readonly string[] = [];
  #looked = 0;

  /** @param arrival when the request comes, ms */
  constructor(asking: Asking, arrival: number, again = false) {
    this.#asking = asking;
    this.#arrival = arrival;
    this.#again = again;
    this.#model = new Model(newWorld(arrival), {
      event: (event, state) => this.#blame(faults((law) => law.onEvent?.(event, state))),
      letter: (letter, state) => this.#blame(faults((law) => law.onLetter?.(letter, state))),
      trouble: (what) => this.#blame([what]),
    });
  }

  /** Points that were walked on from. */
  get states(): number {
    return this.#looked;
  }

  /** One for each thing that is wrong, with the first run that shows it. */
  get faults(): Fault[] {
    return [...this.#faults.values()];
  }

  async walk(requester: Requester): Promise<Walked> {
    const { regime, rights } = this.#asking;
    this.#model.world = newWorld(this.#arrival);
    this.#run = [requester.name];
    await requester.asks(this.#model, regime, rights);
    await this.#model.begin();
    return this.#from([requester.name], this.#arrival);
  }

  /** From where the model stands now; its days are counted from `since`. */
  async #from(run: readonly string[], since: number): Promise<Walked> {
    const model = this.#model;
    this.#run = run;
    const call = await model.go(isOpenQuestion(model));
    const { ms } = model.world;
    const { runs, days, toAnswer } = await this.#onwards(call, run);
    const age = (ms - this.#arrival) / DAY + days;
    if (age > OLDEST_DAYS) this.#blame([`a case is older than ${OLDEST_DAYS} days`]);
    return {
      runs,
      days: days + (ms - since) / DAY,
      toAnswer: toAnswer === null ? null : toAnswer + ms - since,
    };
  }

  async #onwards(call: Call | null, run: readonly string[]): Promise<Walked> {
    const { world } = this.#model;
    const state = await this.#model.state();
    const possible = this.#asking.interventions
      .map(({ kind }) => kind)
      .filter((kind) => !world.interventions.includes(kind));
    const point = pointOf(state, world, possible);
    const known = this.#seen.get(point);
    if (known === 'being walked') {
      this.#blame(['a run goes round in a circle without end']);
      return { runs: 0n, days: 0, toAnswer: null };
    }
    if (known && !this.#again) {
      if (!timeMatters(state, possible)) this.#inTime(state, world.ms, known);
      return known;
    }
    this.#looked += 1;
    this.#seen.set(point, 'being walked');
    const walked = await this.#through(this.#waysOn(call, state), run, state, world);
    this.#seen.set(point, walked);
    return walked;
  }

  #waysOn(call: Call | null, state: CaseState): Choice[] {
    if (call) return storeChoices(call);
    const { world } = this.#model;
    if (world.execution.end) return afterwards(state, world);
    this.#blame(faults((law) => law.onWait?.(state, remainsOf(world))));
    return choicesIn(state, world, this.#asking);
  }

  async #through(
    choices: readonly Choice[],
    run: readonly string[],
    state: CaseState,
    world: World,
  ): Promise<Walked> {
    if (choices.length === 0) return this.#end(state);
    const sum: Walked = { runs: 0n, days: 0, toAnswer: null };
    for (const choice of choices) {
      this.#model.world = copyOf(world);
      const further = [...run, choice.name];
      this.#run = further;
      const refused = await this.#take(choice);
      if (refused) continue;
      const { runs, days, toAnswer } = await this.#from(further, world.ms);
      sum.runs += runs * BigInt(choice.stands);
      sum.days = Math.max(sum.days, days);
      if (toAnswer !== null) sum.toAnswer = Math.max(sum.toAnswer ?? 0, toAnswer);
    }
    return state.answer ? { ...sum, toAnswer: 0 } : sum;
  }

  /** Whether the product refused what its task, as it stands, asks for: a fault. */
  async #take(choice: Choice): Promise<boolean> {
    try {
      await choice.take(this.#model);
      return false;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#blame([`refused: ${error.message}`]);
      return true;
    }
  }

  /** What was walked from here at another time takes as long now: is the answer still in time? */
  #inTime(state: CaseState, ms: number, { toAnswer }: Walked): void {
    if (toAnswer === null || state.answer) return;
    const at = new Date(ms + toAnswer).toISOString();
    this.#blame(lateAnswer(state, at).map((fault) => `${ANSWERED_IN_TIME}: ${fault}`));
  }

  async #end(state: CaseState): Promise<Walked> {
    const { world } = this.#model;
    if (!world.execution.end) {
      this.#blame(['a run stands still: nobody is waited for']);
      return { runs: 1n, days: 0, toAnswer: state.answer ? 0 : null };
    }
    this.#blame(faults((law) => law.atEnd?.(state, remainsOf(world))));
    const { purgeAt = state.receivedAt } = state.closed ?? {};
    await this.#model.passTo(Date.parse(purgeAt) + SWEEP_LATE, () => false);
    const purged = await this.#model.state();
    this.#blame(faults((law) => law.afterPurge?.(purged, remainsOf(this.#model.world))));
    return { runs: 1n, days: 0, toAnswer: state.answer ? 0 : null };
  }

  #blame(found: readonly string[]): void {
    for (const what of found)
      if (!this.#faults.has(what)) this.#faults.set(what, { what, run: this.#run });
  }
}

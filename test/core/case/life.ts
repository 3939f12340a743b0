/**
 * Lives of cases at random: a workflow like `workflows/dsar.ts` opens what is waited for, and people,
 * payments and the clock act in any order between. Whatever the rules refuse changes nothing.
 */
import fc from 'fast-check';
import { planChanges } from '../../../core/case/changes.ts';
import { planCollection, recordFinding } from '../../../core/case/collection.ts';
import { close, type Ending } from '../../../core/case/ending.ts';
import type { CaseEvent, NewEvent, TaskOutcome } from '../../../core/case/events.ts';
import { goesOnUnpaid, goesOnUnproven } from '../../../core/case/fallen.ts';
import { feeDue } from '../../../core/case/fee.ts';
import { pointsSuffice, settleIdentity } from '../../../core/case/identity.ts';
import type { Asked } from '../../../core/case/opening.ts';
import { Refused } from '../../../core/case/refused.ts';
import type { CaseState } from '../../../core/case/state.ts';
import { findTask, open, passTime, type TaskRequest, taskIdOf } from '../../../core/case/tasks.ts';
import { StoreId } from '../../../core/ids.ts';
import type { AgentKind } from '../../../core/law/agent-kind.ts';
import { isOnPaper } from '../../../core/law/delivery.ts';
import { rightsUnder } from '../../../core/law/plan-for.ts';
import type { Regime, Right } from '../../../core/law/rights.ts';
import { CaseRig } from './case-rig.ts';
import { operatorAct, payBack, payment, requesterAct, type World } from './life-acts.ts';

const STORE = StoreId.parse('members');
const HOUR = 3_600_000;

/** Asks for what it waits for, is told the outcome, and says how it ended; `null`: it goes on. */
type Waits = Generator<TaskRequest, Ending | null, TaskOutcome>;

const wait = (kind: TaskRequest['kind'], round = 1, store: StoreId | null = null): TaskRequest => ({
  kind,
  round,
  store,
});

const unlessDone = (outcome: TaskOutcome): Ending | null => {
  if (outcome === 'done') return null;
  return outcome === 'withdrawn' ? 'withdrawn' : 'expired';
};

export class Life {
  readonly rig: CaseRig;
  #chance: World['chance'];
  readonly #workflow: Waits;
  #waiting: TaskRequest | null = null;
  #ended: { how: Ending | null } | null = null;
  /** Opt-out and limit may be carried out: there is no agent, or one that may ask. */
  #allowed = false;
  #number = 0;

  constructor(asked: Partial<Asked>, agent: AgentKind | null, chance: World['chance']) {
    const subject = { name: 'Somebody Else', email: 'somebody@example.com' };
    this.rig = new CaseRig(asked, agent ? { kind: agent, subject } : undefined);
    this.#chance = chance;
    this.#workflow = this.#whole();
    this.#goOn(this.#workflow.next());
  }

  get state(): CaseState {
    return this.rig.state;
  }

  get events(): CaseEvent[] {
    return this.rig.commits.flat();
  }

  /** One thing happens. */
  step(): void {
    const acts = [
      () => this.#work(),
      () => this.#work(),
      () => this.#requester(),
      () => this.#requester(),
      () => this.#operator(),
      () => this.#pay(),
      () => this.#later(1 + this.#chance(24 * 3)),
    ];
    acts[this.#chance(acts.length)]?.();
  }

  /** As the sweep would in time: what nobody answers expires, what operators owe is done. */
  toTheEnd(): void {
    let seed = 1;
    this.#chance = (below) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor(seed / 65_536) % below;
    };
    for (let turn = 0; turn < 200 && !this.state.closed; turn += 1) {
      this.#work();
      this.#operator();
      this.#later(40 * 24);
    }
    this.rig.did(payBack(this.state));
  }

  /** Whatever the rules refuse is as if nobody had asked. */
  #try(by: CaseEvent['by'], act: (state: CaseState) => readonly NewEvent[]): void {
    try {
      this.rig.did(act(this.state), by);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  get #world(): World {
    const next = () => {
      this.#number += 1;
      return this.#number;
    };
    return { chance: this.#chance, now: this.rig.now, next };
  }

  #requester(): void {
    this.#try('requester', (state) => requesterAct(state, this.#world));
  }

  #operator(): void {
    const by = `operator:op-${1 + this.#chance(2)}` as const;
    this.#try(by, (state) => operatorAct(state, by, this.#world));
  }

  /** Mostly when a fee is waited for; now and then when none is. */
  #pay(): void {
    this.rig.did(this.#chance(2) === 0 ? payBack(this.state) : []);
    if (this.#waiting?.kind === 'pay-fee' || this.#chance(8) === 0)
      this.#try('stripe', (state) => payment(state, this.#world));
    else this.#work();
  }

  #later(hours: number): void {
    this.rig.now = new Date(Date.parse(this.rig.now) + hours * HOUR).toISOString();
    this.#try('sweep', (state) => passTime(state, this.rig.now));
  }

  /** The machine goes on in one of its two branches. */
  #work(): void {
    const { state } = this;
    if (state.closed) return;
    const due = (state.plan?.unverified ?? []).filter(
      (right) => !state.applied.some((done) => done.right === right),
    );
    if (this.#allowed && due.length > 0 && (this.#ended || this.#chance(2) === 0)) {
      const effectiveAt = this.rig.now;
      this.rig.did(due.map((right) => ({ type: 'right.applied', data: { right, effectiveAt } })));
    } else if (this.#ended) {
      this.rig.did(close(state, this.#ended.how ?? 'answered', this.rig.now));
    } else if (this.#waiting) {
      const outcome = findTask(state, taskIdOf(state.caseId, this.#waiting))?.outcome;
      if (outcome) this.#goOn(this.#workflow.next(outcome));
    }
  }

  #goOn(next: IteratorResult<TaskRequest, Ending | null>): void {
    if (next.done) {
      this.#waiting = null;
      this.#ended = { how: next.value };
      return;
    }
    this.#waiting = next.value;
    this.rig.did(open(this.state, next.value, this.rig.now));
  }

  *#whole(): Waits {
    const { plan } = this.state;
    if (plan?.authority) {
      const judged = yield* this.#judgedInRounds('upload-authority', 'judge-authority');
      if (judged !== 'accepted') return judged === 'refused' ? 'unverified' : unlessDone(judged);
    }
    this.#allowed = true;
    if (!plan || plan.verified.length === 0) return null;
    const contact = unlessDone(yield wait('confirm-contact'));
    if (contact) return contact;
    if (plan.authority?.confirm) {
      const permission = yield wait('confirm-permission');
      if (permission !== 'done')
        return permission === 'refused' ? 'unverified' : unlessDone(permission);
    }
    if (plan.verification.level !== 'none') {
      const ending = yield* this.#identity();
      if (ending === 'unverified' ? !goesOnUnproven(plan) : ending) return ending;
    }
    if (feeDue(this.state) && this.state.identity?.outcome !== 'unverified') {
      const paid = unlessDone(yield wait('pay-fee'));
      if (paid === 'expired' ? !goesOnUnpaid(plan) : paid) return paid;
    }
    this.rig.did(planCollection(this.state, [STORE]));
    const held = this.#chance(3) > 0;
    this.rig.did(
      recordFinding(this.state, { status: 'by-hand', store: STORE, held, collections: [] }),
    );
    return yield* this.#answer();
  }

  *#identity(): Waits {
    const settle = (ending: 'points' | 'evidence' | 'refused' | 'expired'): Ending | null => {
      const { identity } = this.rig.did(settleIdentity(this.state, ending));
      return identity?.outcome === 'unverified' ? 'unverified' : null;
    };
    const points = yield wait('provide-points');
    if (points === 'withdrawn') return 'withdrawn';
    if (points !== 'done') return settle('expired');
    const required = this.state.plan?.verification.points ?? 0;
    const matched = this.#chance(3) > 0 ? required : this.#chance(required + 1);
    const asked = { storesAsked: [STORE], storesSilent: [] };
    this.rig.did([{ type: 'points.checked', data: { required, matched, ...asked } }]);
    if (this.state.plan?.verification.document === 'if-points-fail' && pointsSuffice(this.state))
      return settle('points');
    const judged = yield* this.#judgedInRounds('upload-evidence', 'judge-evidence');
    if (judged === 'withdrawn') return 'withdrawn';
    return settle(
      judged === 'accepted' ? 'evidence' : judged === 'refused' ? 'refused' : 'expired',
    );
  }

  /** A better document may be asked for often; refused twice is the end. */
  *#judgedInRounds(
    upload: TaskRequest['kind'],
    judge: TaskRequest['kind'],
  ): Generator<TaskRequest, TaskOutcome, TaskOutcome> {
    for (let round = 1, refusals = 0; ; round += 1) {
      const uploaded = yield wait(upload, round);
      if (uploaded !== 'done') return uploaded;
      const judged = yield wait(judge, round);
      if (judged !== 'better' && judged !== 'refused') return judged;
      if (judged === 'refused' && refusals > 0) return judged;
      if (judged === 'refused') refusals += 1;
    }
  }

  *#answer(): Waits {
    for (let round = 1; ; round += 1) {
      const decided = yield wait('decide', round);
      if (decided === 'withdrawn') return 'withdrawn';
      if (decided !== 'proposed') break;
      const looked = yield wait('approve', round);
      if (looked === 'withdrawn') return 'withdrawn';
      if (looked !== 'sent-back') break;
    }
    for (const store of this.rig.did(planChanges(this.state)).changes ?? [])
      if ((yield wait('carry-out', 1, store)) === 'withdrawn') return 'withdrawn';
    const sha256 = '0'.repeat(64);
    const hashes = { sha256, letterSha256: sha256, manifestSha256: sha256, logHead: sha256 };
    this.rig.did([{ type: 'answer.assembled', data: { key: 'k', size: 100, ...hashes } }]);
    if (isOnPaper(this.state)) {
      const posted = yield wait('post-answer');
      if (posted !== 'electronic') return posted === 'withdrawn' ? 'withdrawn' : 'answered';
    }
    return (yield wait('fetch-answer')) === 'withdrawn' ? 'withdrawn' : 'answered';
  }
}

/** What is asked for at random, under one regime or either. */
export const askedUnder = (...regimes: [Regime, ...Regime[]]): fc.Arbitrary<Partial<Asked>> =>
  fc.constantFrom(...regimes).chain((regime) =>
    fc
      .subarray(rightsUnder(regime), { minLength: 1, maxLength: 3 })
      .filter((rights): rights is [Right, ...Right[]] => rights.length > 0)
      .map((rights) => ({ residence: regime === 'ccpa' ? 'california' : 'japan', rights })),
  );

/** Lets a case live through its moments, and looks at it after each in which something was recorded. */
export function livesThrough(
  asked: Partial<Asked>,
  agent: AgentKind | null,
  chances: readonly number[],
  look: (life: Life) => void,
): Life {
  let used = 0;
  const life = new Life(asked, agent, (below) => {
    used += 1;
    return (chances[used % chances.length] ?? 0) % below;
  });
  look(life);
  for (let moment = 0; moment < chances.length / 2 && !life.state.closed; moment += 1) {
    const { length } = life.rig.commits;
    life.step();
    if (life.rig.commits.length > length) look(life);
  }
  return life;
}

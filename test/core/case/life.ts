/**
 * Lives of cases at random: a workflow like `workflows/dsar.ts` opens what is waited for, and people,
 * payments and the clock act in any order between. Whatever the rules refuse changes nothing.
 */
import fc from 'fast-check';
import { decide, issueCode, recordDownload, tryCode } from '../../../core/case/answer.ts';
import { lookAgain } from '../../../core/case/approval.ts';
import { planCollection, recordFinding } from '../../../core/case/collection.ts';
import { close, type Ending, withdraw } from '../../../core/case/ending.ts';
import type { CaseEvent, Decision, NewEvent, TaskOutcome } from '../../../core/case/events.ts';
import { extend } from '../../../core/case/extension.ts';
import { feeDue, receivePayment, refundsOwed } from '../../../core/case/fee.ts';
import {
  confirmContact,
  judgeEvidence,
  offerPoints,
  pointsSuffice,
  receiveEvidence,
  settleIdentity,
} from '../../../core/case/identity.ts';
import type { Asked } from '../../../core/case/opening.ts';
import { Refused } from '../../../core/case/refused.ts';
import type { CaseState } from '../../../core/case/state.ts';
import {
  findTask,
  open,
  openTask,
  passTime,
  type TaskRequest,
  taskIdOf,
  unjudgedEvidence,
} from '../../../core/case/tasks.ts';
import { StoreId } from '../../../core/ids.ts';
import { groundsFor, outcomesFor } from '../../../core/law/decisions.ts';
import { rightsUnder } from '../../../core/law/plan-for.ts';
import type { Regime, Right } from '../../../core/law/rights.ts';
import { CaseRig } from './case-rig.ts';

const STORE = StoreId.parse('members');
const HOUR = 3_600_000;

/** Each number chooses once what happens next, and how. */
type Chance = (below: number) => number;

type Waits = Generator<TaskRequest, Ending | null, TaskOutcome>;

const wait = (kind: TaskRequest['kind'], round = 1): TaskRequest => ({ kind, round, store: null });

export class Life {
  readonly rig: CaseRig;
  #chance: Chance;
  readonly #branch: Waits;
  #waiting: TaskRequest | null = null;
  #ended: { how: Ending | null } | null = null;
  #evidence = 0;
  #payments = 0;

  constructor(asked: Partial<Asked>, chance: Chance) {
    this.rig = new CaseRig(asked);
    this.#chance = chance;
    this.#branch = this.#verified();
    this.#goOn(this.#branch.next());
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
      () =>
        this.#waiting?.kind === 'pay-fee' || this.#chance(8) === 0 ? this.#stripe() : this.#work(),
      () => this.#time(),
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
    for (const { paymentId } of refundsOwed(this.state))
      this.rig.did([{ type: 'fee.refunded', data: { paymentId, refundId: `r-${paymentId}` } }]);
  }

  /** Whatever the rules refuse is as if nobody had asked. */
  #try(by: CaseEvent['by'], act: (state: CaseState) => readonly NewEvent[]): void {
    try {
      this.rig.did(act(this.state), by);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  #work(): void {
    const { state } = this;
    if (state.closed) return;
    const due = (state.plan?.unverified ?? []).filter(
      (right) => !state.applied.some((done) => done.right === right),
    );
    if (due.length > 0 && (this.#ended || this.#chance(2) === 0)) {
      const effectiveAt = this.rig.now;
      this.rig.did(due.map((right) => ({ type: 'right.applied', data: { right, effectiveAt } })));
    } else if (this.#ended) {
      this.rig.did(close(state, this.#ended.how ?? 'answered', this.rig.now));
    } else if (this.#waiting) {
      const outcome = findTask(state, taskIdOf(state.caseId, this.#waiting))?.outcome;
      if (outcome) this.#goOn(this.#branch.next(outcome));
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

  /** The branch of `dsar.ts` that goes through identity and fee. */
  *#verified(): Waits {
    const { plan } = this.state;
    if (!plan || plan.verified.length === 0) return null;
    const contact = yield wait('confirm-contact');
    if (contact !== 'done') return contact === 'withdrawn' ? 'withdrawn' : 'expired';
    if (plan.verification.level !== 'none') {
      const ending = yield* this.#identity();
      if (ending) return ending;
    }
    if (feeDue(this.state)) {
      const paid = yield wait('pay-fee');
      if (paid !== 'done') return paid === 'withdrawn' ? 'withdrawn' : 'expired';
    }
    this.rig.did(planCollection(this.state, [STORE]));
    this.rig.did(
      recordFinding(this.state, {
        status: 'by-hand',
        store: STORE,
        held: this.#chance(3) > 0,
        collections: [],
      }),
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
    this.rig.did([
      {
        type: 'points.checked',
        data: { required, matched, storesAsked: [STORE], storesSilent: [] },
      },
    ]);
    if (this.state.plan?.verification.document === 'if-points-fail' && pointsSuffice(this.state))
      return settle('points');
    for (let round = 1, refusals = 0; ; round += 1) {
      const upload = yield wait('upload-evidence', round);
      if (upload === 'withdrawn') return 'withdrawn';
      if (upload !== 'done') return settle('expired');
      const judged = yield wait('judge-evidence', round);
      if (judged === 'withdrawn') return 'withdrawn';
      if (judged === 'accepted') return settle('evidence');
      if (judged === 'refused' && refusals > 0) return settle('refused');
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
    const sha256 = '0'.repeat(64);
    const hashes = { sha256, letterSha256: sha256, manifestSha256: sha256, logHead: sha256 };
    this.rig.did([{ type: 'answer.assembled', data: { key: 'k', size: 100, ...hashes } }]);
    const fetched = yield wait('fetch-answer');
    return fetched === 'withdrawn' ? 'withdrawn' : 'answered';
  }

  #requester(): void {
    const declared = this.#chance(3) > 0;
    const claims = { name: 'Test Person', email: 'person@example.com' };
    const offer = (state: CaseState) =>
      offerPoints(state, declared ? { claims, declaration: 'I declare' } : { claims });
    const upload = (state: CaseState) => receiveEvidence(state, this.#document());
    const fetch = (state: CaseState) =>
      state.answer ? recordDownload(state, { from: 0, bytes: 50 + this.#chance(80) }) : [];
    const acts: ((state: CaseState) => NewEvent[])[] = [
      confirmContact,
      offer,
      upload,
      fetch,
      (state) => issueCode(state, 'mac', this.rig.now),
      (state) => tryCode(state, this.#chance(2) === 0, this.rig.now),
      (state) => (this.#chance(6) === 0 ? withdraw(state) : []),
    ];
    const asked: Partial<Record<string, (state: CaseState) => NewEvent[]>> = {
      'confirm-contact': confirmContact,
      'provide-points': offer,
      'upload-evidence': upload,
      'fetch-answer': fetch,
    };
    this.#try('requester', (state) => {
      // Mostly what is waited for, else anything at all.
      const due = asked[this.#waiting?.kind ?? ''];
      if (due && this.#chance(4) > 0) return due(state);
      return acts[this.#chance(acts.length)]?.(state) ?? [];
    });
  }

  #document() {
    this.#evidence += 1;
    const evidenceId = `e-${this.#evidence}`;
    const sha256 = '1'.repeat(64);
    const file = { contentType: 'image/png', size: 9, sha256, key: evidenceId };
    return { evidenceId, kind: 'passport', ...file } as const;
  }

  #operator(): void {
    const by = `operator:op-${1 + this.#chance(2)}` as const;
    this.#try(by, (state) => {
      const evidence = unjudgedEvidence(state);
      if (openTask(state, 'judge-evidence') && evidence) return this.#judged(state, evidence.id);
      if (openTask(state, 'approve')) {
        const how = this.#chance(3);
        const look =
          how === 0 ? ({ how: 'send-back', note: 'why?' } as const) : ({ how: 'approve' } as const);
        return lookAgain(state, { by, mayApprove: true }, look);
      }
      if (openTask(state, 'decide')) return this.#decided(state);
      return this.#chance(4) === 0 ? extend(state, 'complexity', this.rig.now) : [];
    });
  }

  #judged(state: CaseState, id: string): NewEvent[] {
    const [verdict, reason] = (
      [
        ['accepted', null],
        ['better', 'unreadable'],
        ['refused', 'looks-altered'],
      ] as const
    )[this.#chance(3)] ?? ['accepted', null];
    return judgeEvidence(state, id, verdict, reason);
  }

  #decided(state: CaseState): NewEvent[] {
    const pick = <T>(all: readonly T[]): T | undefined => all[this.#chance(all.length)];
    const chosen = (right: Right): Decision[] => {
      const outcome = pick(outcomesFor(right));
      const ground = outcome && pick(groundsFor(right, outcome));
      return outcome ? [{ right, outcome, grounds: ground ? [ground.id] : [] }] : [];
    };
    const verified = state.plan?.verified ?? [];
    const said = Object.fromEntries(verified.map((right) => [right, 'because']));
    const deliberation = { reasons: said, replies: said, repeated: this.#chance(2) === 0 };
    return decide(state, verified.flatMap(chosen), deliberation);
  }

  #stripe(): void {
    const { state } = this;
    const [owed] = refundsOwed(state);
    if (owed && this.#chance(2) === 0) {
      const { paymentId } = owed;
      this.rig.did([{ type: 'fee.refunded', data: { paymentId, refundId: `r-${paymentId}` } }]);
      return;
    }
    // Under CCPA nothing is ever asked for, so that nothing can be paid.
    const due = state.plan?.fee;
    if (!due) return;
    this.#payments += 1;
    const ids = { paymentId: `p-${this.#payments}`, checkoutId: 'c' };
    const amount = this.#chance(8) === 0 ? due.amount - 1 : due.amount;
    this.#try('stripe', (now) => receivePayment(now, { ...ids, amount, currency: due.currency }));
  }

  #time(): void {
    this.#later(1 + this.#chance(24 * 3));
  }

  #later(hours: number): void {
    this.rig.now = new Date(Date.parse(this.rig.now) + hours * HOUR).toISOString();
    this.#try('sweep', (state) => passTime(state, this.rig.now));
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

/** Lets a case live through up to `most` moments, and looks at it after each. */
export function livesThrough(
  asked: Partial<Asked>,
  chances: readonly number[],
  look: (life: Life) => void,
): Life {
  let used = 0;
  const life = new Life(asked, (below) => {
    used += 1;
    return (chances[used % chances.length] ?? 0) % below;
  });
  look(life);
  for (let moment = 0; moment < chances.length / 2 && !life.state.closed; moment += 1) {
    life.step();
    look(life);
  }
  return life;
}

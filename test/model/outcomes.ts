/**
 * What can become of each kind of task: one row a kind. Withdrawing, never answering, and what
 * operators do besides are added to every row by `choices.ts`; so is when it happens.
 */
import { decide, recordDownload, rightsToDecide } from '../../core/case/answer.ts';
import { answerPermission, receiveProof } from '../../core/case/authority.ts';
import { changesDecided, isHeld } from '../../core/case/changes.ts';
import type { ByHand } from '../../core/case/collection.ts';
import type { NewEvent, TaskKind, Verdict } from '../../core/case/events.ts';
import { confirmContact, offerPoints, receiveEvidence } from '../../core/case/identity.ts';
import { completeRequest } from '../../core/case/opening.ts';
import type { CaseState, TaskState } from '../../core/case/state.ts';
import { unjudgedEvidence, unjudgedProof } from '../../core/case/tasks.ts';
import { proofReasonsFor } from '../../core/law/authority-proof.ts';
import { dayIn, ZONES } from '../../core/law/calendar.ts';
import { reasonsFor } from '../../core/law/evidence.ts';
import type { Regime } from '../../core/law/rights.ts';
import { approve } from '../../functions/acts/approve.ts';
import { byHand } from '../../functions/acts/by-hand.ts';
import { carryOut } from '../../functions/acts/carry-out.ts';
import { judge, judgeAuthority } from '../../functions/acts/judge.ts';
import { paymentHappened } from '../../functions/acts/pay.ts';
import { postAnswer } from '../../functions/acts/post-answer.ts';
import { unstick } from '../../functions/acts/unstick.ts';
import { act } from '../../functions/desk.ts';
import { kindsOfDecision } from './decisions.ts';
import type { Model } from './model.ts';
import { askedFor, type Rights } from './requesters.ts';
import { CASE } from './world.ts';

export interface Outcome {
  name: string;
  /** How many ways to decide this one stands for. */
  stands?: number;
  act: (model: Model) => Promise<unknown>;
}

/** What the case is about: for an e-mail it is said later. */
export interface About {
  regime: Regime;
  rights: Rights;
}

type Row = (state: CaseState, task: TaskState, about: About) => Outcome[];

export const OPERATOR = 'operator:model';
const OTHER = 'operator:other';

/**
 * How often each is asked for once more; the rules know no bound but the calendar. What is asked for
 * again is waited for and judged as it was before.
 */
export const AGAIN_AT_MOST = { document: 1, proof: 1, store: 1, decision: 1, unstick: 1 };

const byRequester =
  (decision: (state: CaseState) => readonly NewEvent[]) =>
  ({ context }: Model) =>
    act(context, CASE, 'requester', decision);

export const OUTCOMES: Readonly<Record<TaskKind, Row>> = {
  'complete-request': (_state, _task, { regime, rights }) => [
    {
      name: 'says what is meant',
      act: byRequester((now) =>
        completeRequest(now, askedFor(regime, rights), { name: 'Model Person' }),
      ),
    },
  ],
  'confirm-contact': () => [{ name: 'confirms', act: byRequester(confirmContact) }],
  'provide-points': ({ plan }) => {
    const required = plan?.verification.points ?? 0;
    const matches = [...new Set([required, required - 1, 0])];
    const declaring = plan?.verification.declaration ? [true, false] : [false];
    const counted = matches.flatMap((matched) =>
      declaring.map((declares) => points(matched, declares)),
    );
    return [...counted, ...declaring.map((declares) => points('silent', declares))];
  },
  'upload-evidence': () => [{ name: 'sends a document', act: sendDocument }],
  'judge-evidence': ({ evidence }) =>
    verdicts(evidence, AGAIN_AT_MOST.document).map((verdict) => ({
      name: `document ${verdict}`,
      act: async ({ context }) => {
        const evidenceId = unjudgedEvidence(await context.cases.read(CASE))?.id ?? '';
        const reason = verdict === 'accepted' ? null : (reasonsFor(verdict)[0]?.reason ?? null);
        await judge(context, CASE, OPERATOR, { evidenceId, verdict, reason });
      },
    })),
  'upload-authority': () => [{ name: 'sends a proof', act: sendProof }],
  'judge-authority': ({ authority }) =>
    verdicts(authority, AGAIN_AT_MOST.proof).map((verdict) => ({
      name: `proof ${verdict}`,
      act: async ({ context }) => {
        const evidenceId = unjudgedProof(await context.cases.read(CASE))?.id ?? '';
        const [first] = verdict === 'accepted' ? [] : proofReasonsFor(verdict);
        const judgement = { evidenceId, verdict, reason: first?.reason ?? null };
        await judgeAuthority(context, CASE, OPERATOR, judgement);
      },
    })),
  'confirm-permission': ({ plan }) =>
    [true, false].map((given) => ({
      name: given ? 'the subject says yes' : 'the subject says no',
      act: byRequester((now) =>
        answerPermission(now, given, plan?.verification.declaration ? 'I declare' : undefined),
      ),
    })),
  'pay-fee': () => [
    { name: 'pays', act: pays('first') },
    {
      name: 'pays twice',
      act: async (model) => {
        await pays('first')(model);
        await pays('second')(model);
      },
    },
    {
      name: 'pays too little, then in full',
      act: async (model) => {
        await pays('little', 1)(model);
        await pays('first')(model);
      },
    },
  ],
  'collect-by-hand': (state, { id, store }) => {
    const again = state.tasks.filter((one) => one.store === store && one.outcome === 'retry');
    const tryAgain = { how: 'retry' } as const;
    const answers: ByHand[] = [
      { how: 'by-hand', held: true, note: 'seen' },
      { how: 'by-hand', held: false, note: 'seen' },
      { how: 'left-out', reason: 'gone' },
      ...(again.length < AGAIN_AT_MOST.store ? [tryAgain] : []),
    ];
    return answers.map((answer) => ({
      name: `store ${JSON.stringify(answer)}`,
      act: async ({ context, world }) => {
        if (answer.how === 'retry')
          world.stores = new Map([...world.stores].filter(([known]) => known !== store));
        await byHand(context, CASE, OPERATOR, id, answer);
      },
    }));
  },
  decide: (state) =>
    kindsOfDecision(rightsToDecide(state)).map(({ decisions, words, stands }) => ({
      name: decisions
        .map(({ right, outcome, grounds }) => `${right} ${outcome} ${grounds}`)
        .join(', '),
      stands,
      act: ({ context }) =>
        act(context, CASE, OPERATOR, (now) =>
          decide(now, decisions, { reasons: words, replies: words, repeated: true }),
        ),
    })),
  approve: ({ sentBack }, { id }) => {
    const other = { by: OTHER, mayApprove: true } as const;
    const yes = { how: 'approve' } as const;
    const no = { how: 'send-back', note: 'no' } as const;
    return (sentBack.length < AGAIN_AT_MOST.decision ? [yes, no] : [yes]).map((look) => ({
      name: look.how,
      act: ({ context }) => approve(context, CASE, other, id, look),
    }));
  },
  'carry-out': (state, { id, store }) => {
    const hows =
      store && isHeld(state, store)
        ? (['done', 'partly', 'not-done'] as const)
        : (['done', 'nothing-held'] as const);
    return hows.map((how) => {
      const short = how === 'partly' || how === 'not-done';
      const reports = changesDecided(state).map(({ right, exceptions }) => ({
        right,
        how,
        kept: short ? exceptions.slice(0, 1).map((one) => one.id) : [],
        told: [],
        explanation: short ? 'it cannot be done' : '',
      }));
      return {
        name: `change ${how}`,
        act: ({ context }) => carryOut(context, CASE, OPERATOR, id, reports),
      };
    });
  },
  'post-answer': (_state, { id }) => [
    {
      name: 'posts the answer',
      act: ({ context }) => {
        const on = dayIn(ZONES.appi, context.ports.clock.now().toISOString());
        const posting = { how: 'posted', on, address: 'here', tracking: '' } as const;
        return postAnswer(context, CASE, OPERATOR, id, posting);
      },
    },
    {
      name: 'hands it over by link after all',
      act: ({ context }) =>
        postAnswer(context, CASE, OPERATOR, id, { how: 'electronic', remark: 'agreed' }),
    },
  ],
  'fetch-answer': () => [
    {
      name: 'fetches',
      act: byRequester((now) => recordDownload(now, 'package', { from: 0, bytes: 1 })),
    },
  ],
  unstick: ({ stuck }, { id }) =>
    (['abandon', 'retry'] as const)
      .slice(0, stuck.length > AGAIN_AT_MOST.unstick ? 1 : 2)
      .map((how) => ({
        name: how,
        act: ({ context }) => unstick(context, CASE, OPERATOR, id, how),
      })),
};

function verdicts(
  documents: readonly { verdict: Verdict | null }[],
  againAtMost: number,
): Verdict[] {
  const again = documents.filter(({ verdict }) => verdict === 'better').length;
  return ['accepted', 'refused', ...(again < againAtMost ? ['better' as const] : [])];
}

function points(matched: number | 'silent', declares: boolean): Outcome {
  const claims = { name: 'Model Person', email: 'person@example.com' };
  return {
    name: `offers points: ${matched} match${declares ? ', declares' : ''}`,
    act: async (model) => {
      model.world.points = matched;
      await byRequester((now) =>
        offerPoints(now, { claims, ...(declares && { declaration: 'I declare' }) }),
      )(model);
    },
  };
}

/** A file in the vault, as the door leaves it there. */
function file(model: Model, kind: string, number: number) {
  const evidenceId = `${kind}-${number}`;
  const key = `${CASE}/evidence/${kind}/${evidenceId}`;
  model.world.files = new Set([...model.world.files, key]);
  const sha256 = String(number).padStart(64, '0');
  return { evidenceId, contentType: 'image/png', size: 1, sha256, key };
}

async function sendDocument(model: Model): Promise<void> {
  const { evidence } = await model.state();
  const sent = file(model, 'passport', evidence.length + 1);
  await byRequester((now) => receiveEvidence(now, { ...sent, kind: 'passport' }))(model);
}

async function sendProof(model: Model): Promise<void> {
  const { authority, plan } = await model.state();
  const [kind] = plan?.authority?.proofs ?? [];
  if (!kind) throw new TypeError('a proof is waited for that the plan does not know');
  const sent = file(model, kind, authority.length + 1);
  await byRequester((now) => receiveProof(now, { ...sent, kind }))(model);
}

/** A payment that the payment service tells of. */
export const pays =
  (paymentId: string, amount?: number) =>
  async (model: Model): Promise<void> => {
    const { plan } = await model.state();
    await paymentHappened(model.context, {
      kind: 'paid',
      eventId: `evt-${paymentId}`,
      caseId: CASE,
      checkoutId: 'cs_fee',
      paymentId,
      amount: amount ?? plan?.fee?.amount ?? 0,
      currency: 'usd',
    });
  };

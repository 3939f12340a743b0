/** Laws of the end: what was told and given back, and what may be left. */
import type { CaseState } from '../../../core/case/state.ts';
import { earnsFee } from './decided.ts';
import { type Law, type Remains, told, unless } from './law.ts';

/** To whom data was sold or shared (L-26). */
const BUYERS: readonly string[] = ['recruiting-companies', 'meta', 'x', 'google'];

/** Whether the company may keep the fee (L-09): a disclosure took place, or it was under way at a withdrawal. */
export function mayKeep({ decisions, withdrawnAt, stores }: CaseState): boolean {
  if (decisions.length > 0) return decisions.some(earnsFee);
  return withdrawnAt !== null && stores.length > 0;
}

/** The notice by which each end is told; none where an operator carries the case on by hand. */
const NOTICE_OF_END = {
  answered: null,
  withdrawn: 'withdrawn',
  expired: 'expired',
  unverified: 'closed-unverified',
  merged: 'merged',
  'by-hand': null,
} as const;

const kept = ({ payments }: CaseState) => payments.filter(({ refund }) => refund === 'none');
const back = ({ payments }: CaseState) => payments.filter(({ refund }) => refund === 'done');

/** Of all files only the answer outlives the close. */
const left = ({ files }: Remains): string[] =>
  files.filter((key) => !key.includes('/answer/')).map((key) => key.split('/')[1] ?? key);

/** An answer on paper is told of when it was posted (L-19). */
const toldBy = ({ posted }: CaseState): string => (posted ? 'answer-posted' : 'answer-ready');

export const AT_THE_END: readonly Law[] = [
  {
    says: 'each run ends, and closes the case',
    atEnd: (state, { status }) => [
      ...unless(status === 'SUCCEEDED', `the workflow ended as ${status}`),
      ...unless(state.closed !== null, 'the case is open'),
      ...state.tasks.filter(({ outcome }) => outcome === null).map(({ kind }) => `${kind} is open`),
    ],
  },
  {
    says: 'receipt was confirmed, or an e-mail was answered with a question (L-03, L-31)',
    atEnd: (state) =>
      unless(
        state.plan ? told(state, 'acknowledgement') : told(state, 'complete-request'),
        'neither',
      ),
  },
  {
    says: 'the requester is told how it ended (L-01, L-18)',
    atEnd: (state) => {
      const { closed, plan } = state;
      if (!closed) return [];
      const notice = NOTICE_OF_END[closed.outcome];
      const answered = closed.outcome === 'answered' && plan?.verified.length !== 0;
      return [
        ...unless(notice === null || told(state, notice), `${closed.outcome}: no notice ${notice}`),
        ...unless(!answered || told(state, toldBy(state)), `no notice ${toldBy(state)}`),
      ];
    },
  },
  {
    says: 'who is answered is told how long the record is kept (L-27)',
    atEnd: (state) =>
      unless(
        state.closed?.outcome !== 'answered' ||
          state.plan?.verified.length === 0 ||
          told(state, 'record-kept'),
        'not told',
      ),
  },
  {
    says: 'opt-out and limit were carried out and confirmed, and whoever was sold the data was told (L-06, L-26)',
    atEnd: (state) => {
      const { closed, plan, applied, withdrawnAt, agent, authority } = state;
      if (closed?.outcome === 'by-hand' || !plan) return [];
      const proven = !plan.authority || authority.some(({ verdict }) => verdict === 'accepted');
      const due =
        agent && !proven ? [] : withdrawnAt && applied.length === 0 ? [] : plan.unverified;
      const sold = applied.some(({ right }) => right === 'ccpa.opt-out');
      return [
        ...due.filter((right) => !applied.some((done) => done.right === right)),
        ...unless(applied.length === 0 || told(state, 'opt-out-confirmed'), 'not confirmed'),
        ...unless(
          !sold ||
            BUYERS.every((one) =>
              state.told.some(
                ({ right, recipient }) => right === 'ccpa.opt-out' && recipient === one,
              ),
            ),
          'a buyer was not told',
        ),
      ];
    },
  },
  {
    says: 'a fee is kept once at most, and only where it was earned (L-09)',
    atEnd: (state) => [
      ...unless(kept(state).length <= 1, 'two payments were kept'),
      ...unless(kept(state).length === 0 || mayKeep(state), 'kept, and not earned'),
    ],
  },
  {
    says: 'a fee that was earned is not given back (L-09)',
    atEnd: (state) => {
      const inTime = state.payments.some(({ disposition }) => disposition === 'kept');
      return unless(!inTime || !mayKeep(state) || kept(state).length > 0, 'given back');
    },
  },
  {
    says: 'what is owed is paid back once, and told (L-09)',
    atEnd: (state, { refunded }) => {
      const notices = state.notices.filter(({ purpose }) => purpose === 'fee-refunded').length;
      return [
        ...state.payments.filter(({ refund }) => refund === 'owed').map(() => 'a refund is owed'),
        ...unless(refunded.length === back(state).length, 'paid and recorded differ'),
        ...unless(notices === back(state).length, 'paid and told differ'),
      ];
    },
  },
  { says: 'nobody is waited for any more', atEnd: (_state, { held }) => held },
  {
    says: 'no document and nothing collected outlives the close (L-10)',
    atEnd: (state, remains) => [
      ...left(remains),
      ...[...state.evidence, ...state.authority]
        .filter(({ destroyed }) => !destroyed)
        .map(({ id }) => id),
    ],
  },
  {
    says: 'everything personal is destroyed when it is due (L-27)',
    afterPurge: (state, { files, keyDestroyed }) => [
      ...unless(state.purgedAt !== null && keyDestroyed, 'the key is there'),
      ...unless(state.requester !== null || state.purgedAt !== null, 'not recorded'),
      ...files,
    ],
  },
];

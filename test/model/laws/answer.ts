/** Laws of the answer: what the letter says, and who else is told. */
import type { CaseState } from '../../../core/case/state.ts';
import type { LetterRight } from '../../../core/letter/data.ts';
import { deniesDeletion, isContestable, isPassedOn, isShort } from './decided.ts';
import { type Law, told, unless } from './law.ts';

const RECEIVERS: readonly string[] = [
  'recruiting-companies',
  'meta',
  'x',
  'google',
  'group-companies',
];

type Decision = CaseState['decisions'][number];

const sections = (
  state: CaseState,
  rights: readonly LetterRight[],
): (readonly [Decision, LetterRight | undefined])[] =>
  state.decisions.map((decision, index) => [decision, rights[index]] as const);

const fellShort = ({ carriedOut }: CaseState, decision: Decision): boolean =>
  isShort(decision) ||
  carriedOut.some(
    ({ right, how }) => right === decision.right && ['partly', 'not-done'].includes(how),
  );

export const OF_THE_ANSWER: readonly Law[] = [
  {
    says: 'each right that waits for a decision has one, and its place in the letter (L-18)',
    onLetter: ({ rights }, { plan, decisions }) => [
      ...(plan?.verified ?? []).filter((right) => !decisions.some((one) => one.right === right)),
      ...unless(rights.length === decisions.length, 'a section is missing'),
      ...unless(
        rights.every(({ title, outcome }) => title !== '' && outcome !== ''),
        'a section without title or outcome',
      ),
    ],
  },
  {
    says: 'whoever gets less than they asked for reads why, and how to object (L-18)',
    onLetter: ({ rights, objection }, state) => {
      const short = sections(state, rights).filter(([decision]) => fellShort(state, decision));
      return [
        ...short
          .filter(([, section]) => !section?.reasons.some(({ text }) => text !== ''))
          .map(([{ right, outcome }]) => `no reason: ${right} ${outcome}`),
        ...unless(short.length === 0 || objection.length > 1, 'nothing on how to object'),
      ];
    },
  },
  {
    says: 'who is denied a deletion is offered the opt-out (L-16)',
    onLetter: ({ rights }, state) =>
      sections(state, rights)
        .filter(
          ([decision, section]) =>
            deniesDeletion(decision) &&
            state.carriedOut.every(({ how }) => how === 'done' || how === 'nothing-held') &&
            !state.rights.includes('ccpa.opt-out') &&
            !section?.offer,
        )
        .map(([{ outcome, grounds }]) => `${outcome} on ${grounds}`),
  },
  {
    says: 'a correction that is denied as accurate may be noted as contested (L-17)',
    onLetter: ({ rights }, state) =>
      sections(state, rights)
        .filter(([decision, section]) => isContestable(decision) && !section?.contest)
        .map(([{ right }]) => right),
  },
  {
    says: 'the letter tells of the fee, and whether it came back (L-09)',
    onLetter: ({ fee }, { payments }) => {
      const paid = payments.find(({ disposition }) => disposition === 'kept');
      return [
        ...unless((fee !== null) === (paid !== undefined), 'a fee that was paid, or one not paid'),
        ...unless(
          (fee?.refundedAt !== undefined) === (paid !== undefined && paid.refund !== 'none'),
          'whether it came back',
        ),
      ];
    },
  },
  {
    says: 'an extended answer says so (L-02)',
    onLetter: (letter, { extension }) =>
      unless((letter.extension !== undefined) === (extension !== null), 'not said'),
  },
  {
    says: 'another method than was asked for is told of first (L-19)',
    onLetter: (_letter, state) =>
      unless(
        !state.decisions.some(({ outcome }) => outcome === 'method-changed') ||
          told(state, 'method-difficult'),
        'not told',
      ),
  },
  {
    says: 'an answer by that other method goes out on paper, and by link only with why (L-19)',
    atEnd: (state) =>
      unless(
        state.closed?.outcome !== 'answered' ||
          !state.decisions.some(({ outcome }) => outcome === 'method-changed') ||
          state.posted !== null ||
          state.deliveryChanged,
        'neither',
      ),
  },
  {
    says: 'those who received the data are told of what was done, and of nothing else (L-16, L-17, L-33)',
    onLetter: (_letter, state) =>
      state.decisions.flatMap((decision) => {
        const { right, outcome } = decision;
        const reports = state.carriedOut.filter((report) => report.right === right);
        const done = reports.length === 0 || reports.some(({ how }) => how !== 'not-done');
        const due = done && isPassedOn(decision) ? RECEIVERS : [];
        const were = state.told.filter((one) => one.right === right).map((one) => one.recipient);
        return unless(
          RECEIVERS.every((one) => due.includes(one) === were.some((other) => other === one)),
          `${right} ${outcome}`,
        );
      }),
  },
  {
    says: 'who asked for specific pieces and is not known well enough is told that categories are given (L-13)',
    onLetter: (_letter, state) =>
      unless(state.identity?.outcome !== 'downgraded' || told(state, 'downgraded'), 'not told'),
  },
];

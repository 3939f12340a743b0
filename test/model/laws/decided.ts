/** What the law makes of a decision, said anew here: the laws ask it, and no two decisions that differ in it are taken for alike. */
import type { Decision } from '../../../core/case/events.ts';

const DISCLOSED: readonly string[] = ['disclose', 'partial', 'method-changed'];
const PRICED: readonly string[] = ['appi.disclose', 'appi.disclose-provision'];
const NEEDS_TWO: readonly string[] = ['ccpa.manifestly-unfounded', 'ccpa.excessive'];
/** Less than was asked for. */
const SHORT: readonly string[] = [
  'partial',
  'refuse',
  'deny',
  'not-held',
  'alternative',
  'downgrade',
  'deleted-instead',
  'method-changed',
  'not-needed',
];
/** Changes of which those who received the data are told (L-16, L-17, L-33). */
const PASSED_ON: readonly string[] = [
  'appi.correct corrected',
  'appi.correct partial',
  'appi.cease erased',
  'ccpa.delete grant',
  'ccpa.delete partial',
  'ccpa.correct corrected',
  'ccpa.correct deleted-instead',
];

type Decided = Pick<Decision, 'right' | 'outcome' | 'grounds'>;

/** Gives less than was asked for (L-18). */
export const isShort = ({ outcome }: Decided): boolean => SHORT.includes(outcome);

/** A disclosure that has a price took place (L-09). */
export const earnsFee = ({ right, outcome }: Decided): boolean =>
  PRICED.includes(right) && DISCLOSED.includes(outcome);

/** Those who received the data are told once it is done. */
export const isPassedOn = ({ right, outcome }: Decided): boolean =>
  PASSED_ON.includes(`${right} ${outcome}`);

/** Counts once a second person has approved it (L-07). */
export const needsTwo = ({ grounds }: Decided): boolean =>
  grounds.some((id) => NEEDS_TWO.includes(id));

/** A deletion that is denied, in whole or part (L-16). */
export const deniesDeletion = ({ right, outcome }: Decided): boolean =>
  right === 'ccpa.delete' && ['deny', 'partial'].includes(outcome);

/** May be noted as contested (L-17). */
export const isContestable = ({ grounds }: Decided): boolean =>
  grounds.includes('ccpa.more-likely-accurate');

/** The law that a case keeps (L-34). */
import { type Law, lawOf, NEWEST, type Versions } from '../law/versions.ts';
import type { CaseState } from './state.ts';

/**
 * That of its receipt, which its plan names; before there is a plan, the newest.
 * @throws {UnknownVersion}
 */
export const lawFor = ({ plan }: Pick<CaseState, 'plan'>, versions?: Versions): Law =>
  plan ? lawOf(plan, versions) : NEWEST;

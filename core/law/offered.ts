/** What can be asked for through the portal today: every right whose whole way exists, by machine or by hand. */
import { rightsUnder } from './plan-for.ts';
import type { Regime, Right } from './rights.ts';

/** Its answer needs content that nothing makes yet: records of provision. */
const NOT_YET: readonly Right[] = ['appi.disclose-provision'];

export const offeredRights = (regime: Regime): Right[] =>
  rightsUnder(regime).filter((right) => !NOT_YET.includes(right));

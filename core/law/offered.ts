/** What can be asked for through the portal today: every right whose whole way exists, by machine or by hand. */
import { rightsUnder } from './plan-for.ts';
import type { Regime, Right } from './rights.ts';

/**
 * Their answers need content that nothing makes yet (records of provision, purposes, a reply in
 * free words). Who writes a mail about them is answered by a person.
 */
const NOT_YET: readonly Right[] = ['appi.disclose-provision', 'appi.purpose', 'inquiry'];

export const offeredRights = (regime: Regime): Right[] =>
  rightsUnder(regime).filter((right) => !NOT_YET.includes(right));

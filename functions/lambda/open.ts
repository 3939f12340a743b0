/** What the handlers of one function are given: what its row of the roster names, and nothing else. */
import type { House, Opener } from '../../platform/aws/house.ts';
import { HOUSE } from '../../platform/aws/settings.ts';
import { Cases } from '../../platform/cases.ts';
import { BadSettings } from '../../platform/settings.ts';
import type { Context } from '../context.ts';
import { settingsOf } from '../settings.ts';
import type { FunctionName, Need, NeedsOf, Opened } from './roster.ts';

/** Exactly the needs of the function's row. */
export type OpenersOf<Name extends FunctionName> = {
  [N in NeedsOf<Name>]: Opener<Opened[N]>;
};
type SomeOpeners = { [N in Need]?: Opener<Opened[N]> };

/** A handler has asked for what its function may not use: the row of the roster is too short, or the handler wrong. */
class NotGranted extends Error {
  override readonly name = 'NotGranted';
  constructor(need: Need) {
    super(`${need} is not among what this function may use`);
  }
}

/** @throws {BadSettings} with a line for each variable that is missing or wrong */
export function open(house: House, openers: SomeOpeners, log: Context['log']): Context {
  const settings = settingsOf(openEach(house, openers));
  const given = <N extends Need>(need: N): Opened[N] => {
    const opener: SomeOpeners[N] = openers[need];
    if (!opener) throw new NotGranted(need);
    return opener(house);
  };
  const ports: Context['ports'] = {
    clock: house.clock,
    get caseLog() {
      return given('caseLog');
    },
    get caseIndex() {
      return given('caseIndex');
    },
    get tasks() {
      return given('tasks');
    },
    get vault() {
      return given('vault');
    },
    get mailer() {
      return given('mailer');
    },
    get payments() {
      return given('payments');
    },
    get workflow() {
      return given('workflow');
    },
    get signer() {
      return given('signer');
    },
    get timeStamps() {
      return openers.timeStamps?.(house);
    },
    get keyring() {
      return given('keyring');
    },
    get operators() {
      return given('operators');
    },
  };
  return {
    ports,
    cases: new Cases(ports),
    settings,
    get dataMap() {
      return given('dataMap');
    },
    get finder() {
      return given(openers.planner ? 'planner' : 'finder');
    },
    log,
  };
}

/** Opens all, so that whoever deploys hears of everything that is missing at once. */
function openEach(house: House, openers: SomeOpeners) {
  const faults: string[] = [];
  const attempt = <Made>(make: () => Made): Made | null => {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof BadSettings)) throw error;
      faults.push(error.message);
      return null;
    }
  };
  const told = attempt(() => house.read(HOUSE));
  for (const opener of Object.values(openers)) attempt(() => opener(house));
  if (told === null || faults.length > 0) throw new BadSettings([...new Set(faults)].join('\n'));
  return {
    baseUrl: told.KAIJI_BASE_URL,
    contactAddress: told.KAIJI_CONTACT_ADDRESS,
    fromAddress: told.KAIJI_FROM_ADDRESS,
    thirdPartyAddresses: told.KAIJI_THIRD_PARTIES,
  };
}

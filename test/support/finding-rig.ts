/** The demo company with a finder and a vault in memory, for tests of what is found of whom. */
import { Finder } from '../../connectors/finder.ts';
import type { Claims } from '../../core/case/events.ts';
import type { Identity } from '../../core/data-map/identity.ts';
import { CaseId, StoreId } from '../../core/ids.ts';
import { type DemoPerson, emailIn } from '../../platform/embedded/demo/people.ts';
import { type DemoStores, startDemoStores } from '../../platform/embedded/demo/stores.ts';
import type { MemoryVault } from './memory-vault.ts';
import { demoCache } from './store-rigs.ts';

export const caseId = CaseId.parse('KJ-7F3K2-9QXM4');
export const clock = { now: () => new Date('2026-11-19T08:00:00.000Z') };

export const shigotosagashi = StoreId.parse('shigotosagashi');
export const career = StoreId.parse('career');

export function startDemo(): Promise<DemoStores> {
  return startDemoStores({ dataDir: demoCache });
}

export function finderOn(demo: DemoStores, vault: MemoryVault): Finder {
  const { dataMap, environment } = demo;
  return new Finder({ dataMap, environment: async () => environment, vault, clock });
}

/** Everything that a requester could truthfully say, verified. */
export function identityOfPerson(person: DemoPerson, email = person.email): Identity {
  return {
    email: [email],
    name: [`${person.family} ${person.given}`],
    phone: [person.phone],
    'date-of-birth': [person.born],
  };
}

export function claimsOf(person: DemoPerson): Claims {
  return {
    name: `${person.family} ${person.given}`,
    email: emailIn(person, 'kikokugo'),
    phone: person.phone,
    dateOfBirth: person.born,
    school: person.school,
  };
}

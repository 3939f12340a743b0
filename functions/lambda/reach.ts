/** Which partitions of the one table a function reaches into, by its row of the roster. */
import { type ItemAction, REACHES, type Reach } from '../../platform/aws/partitions.ts';
import type { Access, Duty, Need } from './roster.ts';

/** `null`: has nothing in the table. */
const BY_NEED: Readonly<Record<Need, Reach | null>> = {
  caseLog: REACHES.caseLog,
  caseIndex: REACHES.caseIndex,
  keyring: REACHES.keyring,
  tasks: REACHES.tasks,
  mailer: REACHES.mailer,
  inbox: REACHES.mailIn,
  bucket: REACHES.uploads,
  ledger: REACHES.ledger,
  signer: REACHES.signer,
  signingKeys: REACHES.certifier,
  operators: REACHES.operators,
  vault: REACHES.filesRead,
  workflow: null,
  payments: null,
  timeStamps: null,
  dataMap: null,
  finder: null,
  planner: null,
  auditBucket: null,
};

const BY_ACCESS: Readonly<Record<Access, Reach>> = {
  read: REACHES.filesRead,
  write: REACHES.filesWritten,
  remove: REACHES.filesRemoved,
};

export function reachOf({ needs, vault = {}, signsIn }: Duty): Required<Reach> {
  const all = [
    ...needs.map((need) => BY_NEED[need]),
    ...Object.values(vault).flatMap((accesses) => accesses.map((access) => BY_ACCESS[access])),
    signsIn ? REACHES.signIn : null,
  ].filter((reach) => reach !== null);
  const items = new Map<string, Set<ItemAction>>();
  for (const [partition, actions] of all.flatMap((reach) => Object.entries(reach.items)))
    items.set(partition, new Set([...(items.get(partition) ?? []), ...actions]));
  return {
    items: Object.fromEntries([...items].map(([partition, actions]) => [partition, [...actions]])),
    indexes: [...new Set(all.flatMap(({ indexes = [] }: Reach) => indexes))],
  };
}

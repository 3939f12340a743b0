/**
 * Where in the one table each adapter keeps its items, and what it does to them there. Roles grant exactly this
 * (`infra/constructs/grants.ts`), and tests compare it with what adapters ask for. A partition that ends in `*` stands for all
 * that begin so.
 */
import type { INDEXES } from './table.ts';

export type ItemAction = 'GetItem' | 'Query' | 'PutItem' | 'DeleteItem';

export interface Reach {
  readonly items: Readonly<Record<string, readonly ItemAction[]>>;
  /** An index holds rows of cases only. */
  readonly indexes?: readonly (keyof typeof INDEXES)[];
}

// A write that its condition refuses looks what stands there (`Table.put`): whoever writes so also gets.
const READS = ['GetItem', 'Query'] as const;
const KEEPS = ['GetItem', 'PutItem'] as const;
const KEEPS_AND_REMOVES = [...KEEPS, 'DeleteItem'] as const;
const EVERYTHING = [...READS, 'PutItem', 'DeleteItem'] as const;

const CASES = 'case#*';

/**
 * Everything of a case lies in one partition, and IAM knows no sort keys: who may remove a lead from a person may remove a
 * commit, and who may write a row may write over a wrapped key. What tells of it is beside the table: the hashes of the chain, and
 * the bucket under Object Lock, which holds every commit once more.
 */
export const REACHES = {
  /** Whoever reads a case whose erasure was broken off erases it to its end, and adds its counts. */
  caseLog: {
    items: { [CASES]: EVERYTHING, 'year-sums': [...READS, 'PutItem'] },
    indexes: ['by-id'],
  },
  /** A row that is written takes away the leads that it no longer has. */
  caseIndex: {
    items: { [CASES]: EVERYTHING },
    indexes: ['by-id', 'by-status', 'by-operator', 'by-sweep', 'by-subject'],
  },
  keyring: { items: { [CASES]: KEEPS_AND_REMOVES } },
  tasks: { items: { [CASES]: EVERYTHING } },
  /** Files of the vault, by what its row of the roster lets a function do to them. */
  filesRead: { items: { [CASES]: READS } },
  filesWritten: { items: { [CASES]: EVERYTHING } },
  filesRemoved: { items: { [CASES]: [...READS, 'DeleteItem'] } },
  uploads: { items: { [CASES]: KEEPS } },
  /** Mails about a case lie with it; others, as those of SES's own ids, alone. */
  mailer: {
    items: { [CASES]: EVERYTHING, 'mail#*': KEEPS_AND_REMOVES, 'ses#*': ['PutItem', 'DeleteItem'] },
  },
  mailIn: { items: { 'ses#*': ['GetItem'] } },
  ledger: { items: { 'webhook#*': KEEPS } },
  signer: { items: { signing: READS } },
  certifier: { items: { signing: [...READS, 'PutItem'] } },
  operators: { items: { operators: READS } },
  /** Who has signed in is written down as an operator, and has a session: so nobody else may write either. */
  signIn: { items: { operators: [...READS, 'PutItem'], 'session#*': KEEPS_AND_REMOVES } },
} as const satisfies Record<string, Reach>;

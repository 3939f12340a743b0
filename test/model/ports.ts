/** The ports over a world in memory: files, keys, mails and payments by name only. */
import { Readable } from 'node:stream';
import type { CaseRow } from '../../core/case/row.ts';
import type { TaskId } from '../../core/ids.ts';
import {
  DataKeyDestroyed,
  NoSuchObject,
  type Ports,
  type StoredObject,
  type Workflow,
} from '../../platform/ports.ts';
import { CASE, type World } from './world.ts';

/** A port that no run of the model comes to. */
class NotInTheModel extends Error {
  override readonly name = 'NotInTheModel';
}

const KEY = new Uint8Array(32).fill(7);
const never = (what: string) => async (): Promise<never> => {
  throw new NotInTheModel(what);
};

/** @param here the world that is walked now */
export function portsOver(here: () => World, resume: Workflow['resume']): Ports {
  return {
    clock: { now: () => new Date(here().ms) },
    caseLog: {
      read: never('the log is read by `OpenCases`'),
      append: never('the log is written by `OpenCases`'),
      erase: never('no record is erased'),
      yearSums: never('no metrics are made'),
      async *heads() {
        yield { caseId: CASE, position: here().commits.length };
      },
    },
    caseIndex: indexOver(here),
    tasks: {
      hold: async (taskId, token) => {
        here().held = new Map([...here().held, [taskId, token]]);
      },
      token: async (taskId) => here().held.get(taskId) ?? null,
      release: async (taskId, token) => {
        const left = [...here().held].filter(([id, kept]) => id !== taskId || kept !== token);
        here().held = new Map(left);
      },
      held: async (): Promise<TaskId[]> => [...here().held.keys()],
    },
    vault: vaultOver(here),
    mailer: {
      send: async () => {},
      forget: async () => {},
      erase: never('no record is erased'),
    },
    payments: {
      checkout: async ({ purpose }) => ({
        checkoutId: `cs_${purpose}`,
        url: 'https://pay.example/',
      }),
      expire: async () => {},
      refund: async ({ paymentId }) => {
        here().refunded = new Set([...here().refunded, paymentId]);
        return { refundId: `re_${paymentId}` };
      },
      readWebhook: never('webhooks are read elsewhere'),
    },
    workflow: {
      start: async () => {},
      resume,
      stop: never('no run is stopped'),
      describe: async () => null,
      erase: never('no record is erased'),
    },
    signer: {
      algorithm: 'ES256',
      sign: never('nothing is signed'),
      certificates: never('nothing is signed'),
      pastCertificates: never('nothing is signed'),
    },
    keyring: {
      dataKey: async () => (here().keyDestroyed ? null : KEY),
      destroyDataKey: async () => {
        here().keyDestroyed = true;
      },
      mac: async () => KEY,
      eraseDataKey: never('no record is erased'),
    },
    operators: {
      list: async () => [
        { id: 'model', name: 'M', email: 'm@example.com', roles: ['operator'], language: 'en' },
      ],
    },
  };
}

function indexOver(here: () => World): Ports['caseIndex'] {
  const rows = (): CaseRow[] => [here().row].filter((row) => row !== null);
  return {
    put: async (row) => {
      here().row = row;
    },
    get: async () => here().row,
    remove: never('no record is erased'),
    queue: async () => ({ rows: rows(), next: null }),
    closed: async () => ({ rows: [], next: null }),
    async *due(at) {
      yield* rows().filter(({ nextSweepAt }) => nextSweepAt !== null && nextSweepAt <= at);
    },
    bySubjectKey: async () => rows(),
    async *positions() {
      yield* rows().map(({ caseId, position }) => ({ caseId, position }));
    },
  };
}

/** Knows names only: what is in a file matters to nobody here. */
function vaultOver(here: () => World): Ports['vault'] {
  const stored = (key: string): StoredObject => ({
    key,
    size: 1,
    sha256: '0'.repeat(64),
    contentType: 'application/octet-stream',
  });
  return {
    put: async (key) => {
      if (here().keyDestroyed) throw new DataKeyDestroyed(CASE);
      here().files = new Set([...here().files, key]);
      return stored(key);
    },
    putInParts: never('no package is made'),
    get: async (key) => {
      if (!here().files.has(key)) throw new NoSuchObject(key);
      return Readable.from([new Uint8Array(1)], { objectMode: false });
    },
    head: async (key) => (here().files.has(key) ? stored(key) : null),
    list: async (prefix) => [...here().files].filter((key) => key.startsWith(prefix)).map(stored),
    remove: async (key) => {
      here().files = new Set([...here().files].filter((one) => one !== key));
    },
    uploadLink: never('nobody uploads here'),
  };
}

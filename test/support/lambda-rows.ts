/** Which need of the roster a call to AWS belongs to, and whether a function's row has it. */
import {
  type Access,
  type Duty,
  type FunctionName,
  type Need,
  ROSTER,
  type Room,
} from '../../functions/lambda/roster.ts';
import type { Call } from './lambda-wire.ts';

/** `vault evidence remove`, `uploads offers`, `macs`, or a need. */
export type Use = string;

const LOGGED: readonly [RegExp, Need][] = [
  [/^case#\S+ commit#/, 'caseLog'],
  [/^by-id log#/, 'caseLog'],
  [/^year-sums/, 'caseLog'],
  [/^case#\S+ (head$|subject#)/, 'caseIndex'],
  [/^by-/, 'caseIndex'],
  [/^case#\S+ key$/, 'keyring'],
  [/^case#\S+ task#/, 'tasks'],
  [/^case#\S+ mail#/, 'mailer'],
  [/^(mail|ses)#/, 'mailer'],
  [/^case#\S+ (file|attempt)#/, 'vault'],
  [/^case#\S+ upload#/, 'bucket'],
  [/^operators?\b/, 'operators'],
  [/^signing/, 'signer'],
  [/^webhook#/, 'ledger'],
];

const SECRETS: Readonly<Record<string, Use>> = {
  'kaiji/stripe': 'payments',
  'kaiji/stores': 'finder',
  'kaiji/services': 'the services’ secret',
};

const ROOMS: Readonly<Record<string, Access>> = {
  PutObject: 'write',
  GetObject: 'read',
  DeleteObject: 'remove',
  ListBucket: 'remove',
};

/** What the call makes use of; more than one where it reaches into several rooms. */
export function usesOf({ service, operation, to }: Call): Use[] {
  switch (service) {
    case 'DYNAMODB':
      return [LOGGED.find(([key]) => key.test(to))?.[1] ?? `DynamoDB ${to}`];
    case 'S3':
      return placesOf(operation, to);
    case 'KMS':
      if (operation === 'GenerateMac') return ['macs'];
      return [operation === 'Sign' || operation === 'GetPublicKey' ? 'signer' : 'keyring'];
    case 'SES':
      return ['mailer'];
    case 'SFN':
      return ['workflow'];
    case 'SECRETS_MANAGER':
      return [SECRETS[to] ?? `secret ${to}`];
  }
}

const EVERY_ROOM: readonly Room[] = ['evidence', 'authority', 'mail', 'collected', 'answer'];

function placesOf(operation: string, to: string): Use[] {
  if (to.startsWith('in/')) return ['inbox'];
  if (to.startsWith('cases/')) return ['auditBucket'];
  if (to.startsWith('uploads/'))
    return [operation === 'PutObject' ? 'uploads offers' : 'uploads takes'];
  const [, room] = to.split('/');
  const access = ROOMS[operation] ?? operation;
  return (room ? [room] : EVERY_ROOM).map((one) => `vault ${one} ${access}`);
}

/** Of what is no call to AWS the wire knows nothing: a file of the bundle, an authority elsewhere. */
const UNSEEN: ReadonlySet<Need> = new Set(['dataMap', 'planner', 'timeStamps']);

/** All that a row grants. */
export function grantsOf(name: FunctionName): Set<Use> {
  const duty: Duty = ROSTER[name];
  const rooms = Object.entries(duty.vault ?? {});
  return new Set([
    ...duty.needs
      .filter((need) => !UNSEEN.has(need))
      .map((need) => (need === 'signingKeys' ? 'signer' : need)),
    ...rooms.flatMap(([room, accesses]) => accesses.map((access) => `vault ${room} ${access}`)),
    ...(duty.macs ? ['macs'] : []),
    ...(duty.uploads ? [`uploads ${duty.uploads}`] : []),
    ...(name === 'services' ? ['the services’ secret'] : []),
  ]);
}

export const isFunction = (name: string): name is FunctionName => name in ROSTER;

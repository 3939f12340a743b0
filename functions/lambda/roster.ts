/**
 * Every function of AWS and what it may use, in one table. Its bundle holds no more than this (the compiler compares
 * it with what the entry opens), its role grants no more than this (`infra/constructs/grants.ts`), and a test takes
 * whole cases through the functions and finds that no less will do.
 */
import type { Finder } from '../../connectors/finder.ts';
import type { DataMap } from '../../core/data-map.ts';
import type { SigningKeys } from '../../platform/aws/signing-keys.ts';
import type { Bucket } from '../../platform/aws/vault-pieces.ts';
import type { Ports, WebhookLedger } from '../../platform/ports.ts';
import type { StepName } from '../../workflows/contract.ts';

/** What can be opened. */
export interface Opened extends Omit<Ports, 'clock' | 'timeStamps'> {
  timeStamps: Ports['timeStamps'];
  dataMap: DataMap;
  finder: Finder;
  /** Freezes how a person's rows are found; reaches no store. */
  planner: Finder;
  /** Which of Stripe's events have had their effect. */
  ledger: WebhookLedger;
  /** The key that signs, to be certified. */
  signingKeys: SigningKeys;
  /** Where browsers' uploads lie until they are found harmless, and files of cases. */
  bucket: Bucket;
  /** Mail as SES stored it: read, and removed once it is with its case. */
  inbox: Bucket;
  /** Where each commit of a log is written once more, under Object Lock: written, never read. */
  auditBucket: Bucket;
}
export type Need = keyof Opened;

/** What lies in the vault: `<case id>/<room>/…`. */
export type Room = 'evidence' | 'authority' | 'mail' | 'collected' | 'answer';
export type Access = 'read' | 'write' | 'remove';

export interface Duty {
  /** Said by the console of AWS. */
  does: string;
  needs: readonly Need[];
  /** Rooms of the vault that it enters, and what for; no others. */
  vault?: Partial<Record<Room, readonly Access[]>>;
  /** Browsers' uploads, before they are in the vault: `offers` gives out forms, `takes` takes what was sent in. */
  uploads?: 'offers' | 'takes';
  /** Lets operators in, by Cognito. */
  signsIn?: true;
  /** Makes links, sessions, codes, or keys that people are found by (HMAC). */
  macs?: true;
  /** At most; Lambda ends it then. */
  seconds: number;
  memoryMb: number;
}

const CASES = ['caseLog', 'caseIndex', 'keyring'] as const;
const SETTLING = ['tasks', 'workflow'] as const;
const MAIL = ['mailer', 'signer'] as const;

const SMALL = { seconds: 60, memoryMb: 512 } as const;
/** Answers a browser; the way to it gives up after 30 seconds. */
const PAGES = { seconds: 29, memoryMb: 1024 } as const;
/** Reads one file of some 40 MB at most, and holds it in memory. */
const SLOW = { seconds: 120, memoryMb: 1769 } as const;
/** Reads or writes files of any size; goes on where it was when its time is over. */
const LONG = { seconds: 900, memoryMb: 1769 } as const;

const REMOVES_EVIDENCE = { evidence: ['remove'], authority: ['remove'] } as const;

const STEPS = {
  plan: { does: 'Plans what the law wants', needs: CASES, ...SMALL },
  acknowledge: {
    does: 'Confirms that a request has come (L-01)',
    needs: [...CASES, ...MAIL],
    macs: true,
    ...SMALL,
  },
  'open-task': {
    does: 'Opens a task and keeps the token that the workflow waits with',
    needs: [...CASES, ...SETTLING, ...MAIL],
    macs: true,
    ...SMALL,
  },
  'apply-unverified': { does: 'Carries out opt-out and limit (L-06)', needs: CASES, ...SMALL },
  'tell-third-parties': {
    does: 'Tells third parties of an opt-out (L-26)',
    needs: [...CASES, ...MAIL],
    ...SMALL,
  },
  'confirm-unverified': {
    does: 'Confirms opt-out and limit',
    needs: [...CASES, ...MAIL],
    macs: true,
    ...SMALL,
  },
  'check-points': {
    does: 'Compares data points with the stores (L-10)',
    needs: [...CASES, 'finder'],
    ...SMALL,
  },
  'settle-identity': {
    does: 'Settles whether the requester is the person',
    needs: [...CASES, ...MAIL, 'vault'],
    vault: REMOVES_EVIDENCE,
    macs: true,
    ...SMALL,
  },
  'plan-collection': {
    does: 'Freezes how the rows of a person are found',
    needs: [...CASES, 'planner', 'vault'],
    vault: { collected: ['read', 'write', 'remove'] },
    ...SMALL,
  },
  'collect-store': {
    does: 'Reads one store to its end',
    needs: [...CASES, 'finder', 'vault'],
    vault: { collected: ['read', 'write', 'remove'] },
    ...LONG,
  },
  'hand-over-store': {
    does: 'Hands a store that cannot be read to a person',
    needs: CASES,
    ...SMALL,
  },
  'plan-changes': { does: 'Freezes which stores a decision changes', needs: CASES, ...SMALL },
  'tell-recipients': {
    does: 'Tells recipients what was done (L-16, L-17, L-33)',
    needs: [...CASES, ...MAIL],
    ...SMALL,
  },
  'assemble-answer': {
    does: 'Builds and signs the answer',
    needs: [...CASES, ...MAIL, 'timeStamps', 'vault', 'dataMap', 'payments'],
    vault: { collected: ['read'], answer: ['read', 'write', 'remove'] },
    macs: true,
    ...LONG,
  },
  respond: {
    does: 'Mails that the answer can be fetched',
    needs: [...CASES, ...MAIL],
    macs: true,
    ...SMALL,
  },
  close: {
    does: 'Closes the case, and removes what has served its purpose',
    needs: [...CASES, ...MAIL, ...SETTLING, 'vault', 'payments'],
    vault: { ...REMOVES_EVIDENCE, collected: ['remove'], mail: ['remove'] },
    macs: true,
    ...SMALL,
  },
  'report-stuck': {
    does: 'Writes down that the workflow cannot go on, and why',
    needs: CASES,
    ...SMALL,
  },
} as const satisfies Record<StepName, Duty>;

const EVERY_ROOM = ['evidence', 'authority', 'mail', 'collected', 'answer'] as const;

/** How the world outside reaches cases. */
const DOORS = {
  portal: {
    does: 'The pages of whoever asks',
    needs: [...CASES, ...SETTLING, ...MAIL, 'vault', 'payments'],
    vault: { answer: ['read'] },
    uploads: 'offers',
    macs: true,
    ...PAGES,
  },
  downloads: {
    does: 'Streams answers to whoever may have them',
    needs: [...CASES, ...SETTLING, 'vault'],
    vault: { answer: ['read'] },
    macs: true,
    ...LONG,
  },
  console: {
    does: 'The pages of the privacy office',
    needs: [
      ...CASES,
      ...SETTLING,
      ...MAIL,
      'operators',
      'payments',
      'timeStamps',
      'vault',
      'dataMap',
      'finder',
    ],
    vault: {
      evidence: ['read', 'remove'],
      authority: ['read', 'remove'],
      mail: ['read'],
      collected: ['read'],
      answer: ['read'],
    },
    signsIn: true,
    macs: true,
    ...PAGES,
  },
  'console-files': {
    does: 'Streams documents and answers to operators who may look at them',
    needs: [...CASES, 'operators', 'vault', 'dataMap'],
    vault: { evidence: ['read'], authority: ['read'], mail: ['read'], answer: ['read'] },
    signsIn: true,
    ...LONG,
  },
  stripe: {
    does: 'Takes in what Stripe tells of payments',
    needs: [...CASES, ...SETTLING, ...MAIL, 'payments', 'ledger'],
    macs: true,
    ...SMALL,
  },
  services: {
    does: "Honours browsers' signals that the company's own sites hand on (L-23 to L-25)",
    needs: [...CASES, 'workflow'],
    macs: true,
    ...PAGES,
  },
  'mail-in': {
    does: 'Takes in mail: requests, replies, and mail that came back (L-31)',
    needs: [...CASES, ...MAIL, 'workflow', 'vault', 'inbox'],
    vault: { mail: ['write', 'remove'] },
    macs: true,
    ...SLOW,
  },
  'mail-events': {
    does: 'Takes in what SES tells of our mails: sent, late, returned',
    needs: [...CASES, 'mailer'],
    ...SMALL,
  },
  uploads: {
    does: 'Takes files that were found harmless into the vault, and turns the others away',
    needs: [...CASES, ...SETTLING, 'vault', 'bucket'],
    vault: {
      evidence: ['read', 'write', 'remove'],
      authority: ['read', 'write', 'remove'],
    },
    uploads: 'takes',
    ...SLOW,
  },
  audit: {
    does: 'Writes each commit of a log where nobody can change it',
    needs: ['auditBucket'],
    ...SMALL,
  },
} as const satisfies Record<string, Duty>;

/** What the passing of time does, and what deployments ask for. */
const SCHEDULED = {
  sweep: {
    does: 'Reminds, warns, lets expire, purges, and finishes what a crash left undone',
    needs: [...CASES, ...SETTLING, ...MAIL, 'operators', 'dataMap', 'vault', 'payments'],
    vault: Object.fromEntries(EVERY_ROOM.map((room) => [room, ['remove'] as const])),
    macs: true,
    ...LONG,
  },
  certify: {
    does: 'Sees to the certificate of the key that signs',
    needs: ['signingKeys'],
    ...SMALL,
  },
  repair: { does: 'Makes rows of the queue anew that are not as the log', needs: CASES, ...LONG },
} as const satisfies Record<string, Duty>;

export const ROSTER = { ...STEPS, ...DOORS, ...SCHEDULED } as const satisfies Record<string, Duty>;

export type FunctionName = keyof typeof ROSTER;
export type NeedsOf<Name extends FunctionName> = (typeof ROSTER)[Name]['needs'][number];

/** Every string of the console, in both languages. */
import type {
  Channel,
  EventType,
  TaskKind,
  TaskOutcome,
  Verdict,
} from '../../../core/case/events.ts';
import type { RefusalReason } from '../../../core/case/refused.ts';
import type { Clock } from '../../../core/law/plan.ts';
import type { Language, Regime, Residence } from '../../../core/law/rights.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';

type Table<K extends string> = Readonly<Record<K, string>>;

export interface ConsoleWords {
  name: string;
  nav: { label: string; queue: string; stores: string; signOut: string };
  roles: Table<'operator' | 'approver' | 'auditor'>;
  regimes: Table<Regime>;
  channels: Table<Channel>;
  residences: Table<Residence>;
  languages: Table<Language>;
  none: string;
  yes: string;
  no: string;

  queue: {
    title: string;
    closedTitle: string;
    filter: string;
    open: string;
    mine: string;
    closed: string;
    urgency: string;
    case: string;
    asked: string;
    stage: string;
    waiting: string;
    received: string;
    forUs: string;
    forRequester: string;
    working: string;
    noDeadline: string;
    empty: string;
    emptyMine: string;
    emptyClosed: string;
    next: string;
    first: string;
    unclear: string;
    keys: string;
  };
  search: {
    label: string;
    hint: string;
    button: string;
    title: string;
    none: string;
    found: (count: number) => string;
    unclear: string;
  };

  /** What is waited for, short: a line of the queue. */
  tasks: Table<TaskKind>;
  /** What happens next, for each thing that may be waited for. */
  next: Table<TaskKind | 'working' | 'closed' | 'purged' | 'withdrawn'>;
  outcomes: Table<TaskOutcome>;
  actors: Table<'requester' | 'workflow' | 'sweep' | 'stripe' | 'mail' | 'you' | 'operator'>;

  case: {
    of: (caseId: string) => string;
    contents: string;
    todo: string;
    next: string;
    clocks: string;
    request: string;
    identity: string;
    fee: string;
    findings: string;
    decisions: string;
    changes: string;
    answer: string;
    log: string;
    print: string;
    received: string;
    channel: string;
    regime: string;
    language: string;
    auditorNote: string;
    personalGone: string;
    personalHidden: string;
    remindAt: (when: string) => string;
    expiresAt: (when: string) => string;
    reminded: string;
    openSince: (when: string) => string;
    closedOn: (how: string, when: string) => string;
    closedAs: Table<'answered' | 'withdrawn' | 'expired' | 'unverified' | 'by-hand' | 'merged'>;
    purgeAt: (when: string) => string;
    purgedAt: (when: string) => string;
  };
  clockKinds: Table<Clock['kind']>;
  clockStopped: string;
  rule: string;
  receivedOn: string;

  request: {
    rights: string;
    name: string;
    email: string;
    phone: string;
    dateOfBirth: string;
    address: string;
    message: string;
    residence: string;
    period: string;
    allTime: string;
    from: (from: string, to: string) => string;
    delivery: string;
    deliveries: Table<'electronic' | 'paper'>;
    mails: string;
    mail: (subject: string) => string;
    attachments: (count: number) => string;
    /** What SPF, DKIM and DMARC say of a mail's sender, by their names. */
    sender: (checks: string | null) => string;
    logged: string;
  };

  identity: {
    notNeeded: string;
    level: string;
    levels: Table<'none' | 'reasonable' | 'proportionate' | 'reasonably-high'>;
    contact: string;
    confirmed: string;
    notConfirmed: string;
    points: string;
    matched: (matched: number, required: number) => string;
    neverWhich: string;
    notOffered: string;
    offered: string;
    declaration: string;
    declared: string;
    notDeclared: string;
    result: string;
    results: Table<'verified' | 'downgraded' | 'unverified'>;
    bases: Table<'points' | 'evidence' | 'refused' | 'expired'>;
    open: string;
    evidence: string;
    evidenceKinds: Table<
      'passport' | 'drivers-license' | 'my-number-card' | 'student-id' | 'other'
    >;
    noEvidence: string;
    view: string;
    viewPdf: string;
    viewLogged: string;
    imageOf: (kind: string) => string;
    waiting: string;
    verdicts: Table<Verdict>;
    destroyed: string;
    stillKept: string;
    turnedAway: (reason: string) => string;
    turnedAwayReasons: Table<
      'empty' | 'too-large' | 'wrong-type' | 'not-asked-for' | 'malware' | 'not-scannable'
    >;
  };

  judge: {
    title: string;
    help: string;
    myNumber: string;
    verdict: string;
    accept: string;
    acceptHint: string;
    better: string;
    betterHint: string;
    lastTry: string;
    refuse: string;
    refuseHint: string;
    reason: string;
    reasonHint: string;
    requesterReads: string;
    button: string;
    secondRefusal: string;
  };
  decide: {
    title: string;
    help: string;
    outcome: string;
    proposed: string;
    proposedWhy: string;
    grounds: string;
    cites: string;
    letter: (language: string) => string;
    letterHead: string;
    reason: string;
    reasonHint: string;
    reply: string;
    replyHint: string;
    approver: string;
    needsReason: string;
    objection: string;
    package: string;
    letterOnly: string;
    leftOut: string;
    refund: string;
    button: string;
    preview: string;
    final: string;
  };
  byHand: {
    title: (store: string) => string;
    help: string;
    error: string;
    errors: Table<'StoreUnavailable' | 'StoreRefused' | 'StoreMisconfigured'>;
    how: string;
    retry: string;
    retryHint: string;
    looked: string;
    held: string;
    heldYes: string;
    heldNo: string;
    note: string;
    noteHint: string;
    leaveOut: string;
    leaveOutHint: string;
    reason: string;
    reasonHint: string;
    button: string;
  };
  unstick: {
    title: string;
    help: string;
    error: string;
    retry: string;
    retryHint: string;
    abandon: string;
    abandonHint: string;
    button: string;
  };

  fee: {
    none: string;
    due: string;
    kept: string;
    notPaid: string;
    payment: string;
    refund: string;
    refunds: Table<'none' | 'owed' | 'done'>;
    checkouts: (count: number) => string;
  };

  findings: {
    notYet: string;
    notNeeded: string;
    store: string;
    status: string;
    statuses: Table<'complete' | 'by-hand' | 'left-out' | 'pending'>;
    collection: string;
    query: string;
    pages: string;
    exhausted: string;
    count: string;
    sha256: string;
    when: string;
    withheld: string;
    held: string;
    notHeld: string;
    show: string;
    showLogged: string;
    records: (count: number) => string;
    found: (store: string) => string;
    first: (shown: number, of: number) => string;
    nothing: string;
    gone: string;
    back: string;
    withheldMark: (kind: string) => string;
    notAsked: string;
    passedOver: (count: number) => string;
    undeclared: (fields: string) => string;
    outOfReach: (collections: string) => string;
    files: (count: number) => string;
    file: string;
    asText: string;
  };

  decided: {
    notYet: string;
    notNeeded: string;
    by: (who: string, when: string) => string;
    ground: string;
    reply: string;
    reason: string;
    applied: (when: string) => string;
  };

  answer: {
    package: string;
    packageAt: (when: string) => string;
    notYet: string;
    notices: string;
    noNotices: string;
    bounced: string;
    purposes: Readonly<Record<string, string>>;
    told: string;
    noneTold: string;
    downloads: string;
    noDownloads: string;
  };

  log: {
    holds: (commits: number) => string;
    broken: string;
    position: string;
    when: string;
    who: string;
    what: string;
    hash: string;
    sealed: string;
    head: string;
    times: (zone: string) => string;
    events: Table<EventType>;
    nothingDecided: string;
  };

  done: Table<
    | 'judge'
    | 'judge-authority'
    | 'decide'
    | 'approve'
    | 'by-hand'
    | 'carry-out'
    | 'unstick'
    | 'mend-contact'
    | 'post-answer'
    | 'extend'
    | 'merge'
    | 'replan'
    | 'doubt'
    | 'judge-doubt'
    | 'note-contest'
    | 'answer-inquiry'
  >;
  already: (outcome: string, who: string, when: string) => string;
  refused: Table<RefusalReason | 'form-incomplete' | 'busy'>;

  errors: {
    notFoundTitle: string;
    notFound: string;
    mayNotTitle: string;
    mayNot: string;
    foreignTitle: string;
    foreign: string;
    tooLargeTitle: string;
    tooLarge: string;
    brokenTitle: string;
    broken: string;
    home: string;
    brokenLogTitle: string;
    brokenLog: string;
  };

  stores: {
    title: string;
    lead: string;
    store: string;
    state: string;
    ok: string;
    failing: string;
    checkedAt: (when: string) => string;
    collections: string;
    none: string;
  };
}

export const CONSOLE_WORDS: Readonly<Record<Language, ConsoleWords>> = { en, ja };

/** A case as its log tells it: what `fold.ts` makes of the events, and nothing else. */
import type { Finding } from '../finding.ts';
import type { CaseId, Instant, StoreId, TaskId } from '../ids.ts';
import type { AgentKind } from '../law/agent-kind.ts';
import type { ProofKind, ProofReason } from '../law/authority-proof.ts';
import type { EvidenceReason } from '../law/evidence.ts';
import type { ExtensionReason } from '../law/extension.ts';
import type { RefundReason } from '../law/fee.ts';
import type { Clock, Day, Plan } from '../law/plan.ts';
import type { Language, Regime, Residence, Right } from '../law/rights.ts';
import type {
  AnswerFile,
  Arrival,
  ChangeReport,
  Channel,
  Claims,
  Decision,
  Delivery,
  EventOf,
  EvidenceKind,
  MailedAgain,
  Particulars,
  Party,
  Period,
  TaskKind,
  TaskOutcome,
  Verdict,
} from './events.ts';
import type { Unheard } from './unheard.ts';

export interface TaskState {
  id: TaskId;
  kind: TaskKind;
  round: number;
  store: StoreId | null;
  waitsFor: 'requester' | 'operator';
  openedAt: Instant;
  remindAt: Instant | null;
  reminded: boolean;
  expiresAt: Instant | null;
  outcome: TaskOutcome | null;
}

interface DocumentState<Kind, Reason> {
  id: string;
  kind: Kind;
  contentType: string;
  size: number;
  sha256: string;
  key: string;
  receivedAt: Instant;
  verdict: Verdict | null;
  reason: Reason | null;
  destroyed: boolean;
}

/** Of identity. */
export type EvidenceState = DocumentState<EvidenceKind, EvidenceReason>;
/** Of an agent's authority. */
export type ProofState = DocumentState<ProofKind, ProofReason>;

export interface PaymentState {
  paymentId: string;
  amount: number;
  currency: string;
  disposition: EventOf<'fee.received'>['data']['disposition'];
  paidAt: Instant;
  refund: 'none' | 'owed' | 'done';
  refundedAt: Instant | null;
  refundReason: RefundReason | null;
}

/** How a proposed decision came to count. */
export interface Approval {
  /** Who approved; never who decided. */
  by: string;
  proposedAt: Instant;
}

export interface CaseState {
  caseId: CaseId;
  /** Commits folded so far: the position that the next write relies on. */
  position: number;
  channel: Channel;
  /** Receipt: day 0 of every clock (L-01). */
  receivedAt: Instant;
  /** How it came, where an operator entered it. */
  arrival: Arrival | null;
  language: Language;
  rights: readonly Right[];
  regime: Regime;
  residence: Residence | null;
  delivery: Delivery;
  /** By an operator, with the requester. */
  deliveryChanged: boolean;
  period: Period;
  subjectKeys: readonly string[];
  /** `null` after the case's key has been destroyed. */
  requester: {
    name: string;
    email: string;
    phone?: string;
    message?: string;
    postalAddress?: string;
    particulars?: Particulars;
  } | null;
  /** Null where people ask for themselves; else `requester` is the agent (L-22). */
  agent: { kind: AgentKind } | null;
  /** Whose data it is, where an agent asks; `null` after the case's key has been destroyed, too. */
  subject: { name: string; email?: string | undefined } | null;
  plan: Plan | null;
  /** When it was planned for the last time; a downgrade (L-13) is no new beginning. */
  plannedAt: Instant | null;
  /** Changes of the plan by operators; the reason is `null` once it can no longer be read. */
  replans: {
    at: Instant;
    from: { regime: Regime; plan: Plan | null };
    reason: string | null;
    told: boolean;
  }[];
  /** The one extension (L-02): the clock as it was, and those that run now. */
  extension: { at: Instant; reason: ExtensionReason; of: Clock; clocks: readonly Clock[] } | null;
  /** What operators were told of the clocks: each clock, named by rule and target, and stage once. */
  warnings: (EventOf<'clock.warned'>['data'] & { at: Instant })[];
  contactConfirmed: boolean;
  mails: (EventOf<'mail.received'>['data'] & {
    at: Instant;
    personal: EventOf<'mail.received'>['personal'];
  })[];
  claims: Claims | null;
  declared: boolean;
  points: { required: number; matched: number } | null;
  evidence: EvidenceState[];
  turnedAway: { evidenceId: string; reason: string; at: Instant }[];
  /** Proofs of an agent's authority, apart from those of identity. */
  authority: ProofState[];
  /** What the subject said of the permission. */
  permission: { given: boolean; at: Instant } | null;
  identity: EventOf<'identity.settled'>['data'] | null;
  tasks: TaskState[];
  checkouts: { checkoutId: string; purpose: string; amount: number; at: Instant }[];
  payments: PaymentState[];
  stores: readonly StoreId[];
  findings: Finding[];
  /** What an operator wrote of a store; `null` once it can no longer be read. */
  explained: { store: StoreId; words: string | null }[];
  /** Decided, but not counted before a second person has approved (L-07). */
  proposed: (Decision & { at: Instant; by: string })[];
  /** With what had been proposed, from which the next decision starts. */
  sentBack: {
    at: Instant;
    by: string;
    note: string | null;
    proposed: CaseState['proposed'];
    replies: CaseState['replies'];
  }[];
  /** Those that count, and since when: where one was approved, since then. */
  decisions: (Decision & { at: Instant; by: string; approval: Approval | null })[];
  /** In an operator's own words; `null` once they can no longer be read. */
  replies: { right: Right; reply: string | null }[];
  /** Answered before the rest; `null` where it was not. */
  inquiry: { at: Instant; by: string; reply: string | null } | null;
  /** Stores in which the decisions change something; `null` before it is planned, or where nothing changes. */
  changes: readonly StoreId[] | null;
  /** `explanation` is null where none was asked for, or once it can no longer be read. */
  carriedOut: (ChangeReport & { at: Instant; by: string; explanation: string | null })[];
  applied: { right: Right; at: Instant }[];
  /** What was carried out and is doubted; in words that are `null` once they can no longer be read. */
  doubts: (Decision & {
    at: Instant;
    by: string;
    reason: string | null;
    explanation: string | null;
  })[];
  /** Doubts that a second person did not share. */
  upheld: { right: Right; at: Instant; by: string; note: string | null }[];
  /** What was found on rights after they were carried out; `explanation` is for the requester. */
  judged: (Decision & {
    at: Instant;
    by: string;
    approval: Approval | null;
    reason: string | null;
    explanation: string | null;
  })[];
  /** What the person contests, and how it was noted; words are `null` once they can no longer be read. */
  contested: {
    right: Right;
    at: Instant;
    words: number;
    statement: string | null;
    noted: { at: Instant; by: string; note: string | null } | null;
  }[];
  told: (EventOf<'third-party.told'>['data'] & { at: Instant })[];
  toldBack: (EventOf<'third-party.told-back'>['data'] & { at: Instant })[];
  notices: {
    purpose: string;
    at: Instant;
    messageId: string;
    to: 'requester' | 'subject';
    bounced: boolean;
    /** Sent before an operator last saw to mails that came back: it asks for nobody any more. */
    overtaken: boolean;
  }[];
  /** Mails that came back; `messageId` is null in logs of before. */
  returned: {
    messageId: string | null;
    purpose: string;
    party: Party;
    permanent: boolean;
    at: Instant;
    mended: boolean;
  }[];
  /** How often mails that came back were seen to. */
  mendings: number;
  /** Where the requester is written to, once the confirmed address no longer works. */
  mailTo: string | null;
  /** Another address that waits for a second operator. */
  proposedAddress: { email: string; remark: string; by: string; at: Instant } | null;
  /** Recorded, and not mailed yet. */
  owedMails: { purpose: MailedAgain; key: string }[];
  answer: (EventOf<'answer.assembled'>['data'] & { at: Instant }) | null;
  code: { issue: number; mac: string; expiresAt: Instant; tries: number; used: boolean } | null;
  codesIssued: Instant[];
  downloads: {
    at: Instant;
    file: AnswerFile;
    from: number;
    bytes: number;
    complete: boolean;
  }[];
  /** On paper; address and tracking number are null once they can no longer be read, or there is none. */
  posted: { at: Instant; on: Day; address: string | null; tracking: string | null } | null;
  linkEpoch: number;
  /** When the present link was mailed anew; null while it is the first. */
  linkIssuedAt: Instant | null;
  withdrawnAt: Instant | null;
  /** The earlier case that answers this one, too. */
  mergedInto: CaseId | null;
  stuck: { where: string; error: string; at: Instant }[];
  closed: (EventOf<'case.closed'>['data'] & { at: Instant }) | null;
  purgedAt: Instant | null;
  /** What the workflow may not know of yet: that the case is there, or how a task ended. */
  unheard: Unheard[];
  /**
   * Set while something recorded still has to take effect outside the log (a workflow to
   * start, a task's result to hand over, a refund to pay): what the sweep finishes after a crash.
   */
  unfinishedSince: Instant | null;
}

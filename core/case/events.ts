/**
 * What can happen to a case. The log holds these and nothing else; every state, list
 * and page is computed from them. `data` may be read by anyone who may read the log and
 * never holds anything personal; `personal` is sealed under the case's own key and is
 * `null` once that key has been destroyed.
 */
import { z } from 'zod';
import { IdentityKind } from '../data-map/identity.ts';
import { Finding } from '../finding.ts';
import { CaseId, StoreId, TaskId } from '../ids.ts';
import { AgentKind } from '../law/agent-kind.ts';
import { ProofKind, ProofReason } from '../law/authority-proof.ts';
import { CessationReasonId } from '../law/cessation.ts';
import { DocumentKind, EvidenceReason } from '../law/evidence.ts';
import { ExtensionReason } from '../law/extension.ts';
import { RefundReason } from '../law/fee.ts';
import { Outcome } from '../law/outcomes.ts';
import { Clock, Plan } from '../law/plan.ts';
import { HandRecipientId, MailedRecipientId } from '../law/recipients.ts';
import { Language, Regime, Residence, Right } from '../law/rights.ts';
import { WarningStage } from '../law/warnings.ts';
import { MailAddress } from '../mail-address.ts';

export const Channel = z.enum(['form', 'email', 'agent', 'protocol', 'signal', 'operator']);
export type Channel = z.infer<typeof Channel>;

/** How a request came that an operator entered (L-31). */
export const Arrival = z.enum(['phone', 'post', 'in-person']);
export type Arrival = z.infer<typeof Arrival>;

/** The days from and to which a request reaches; null is "all there is" (L-15). */
export const Period = z.strictObject({ from: z.iso.date(), to: z.iso.date() }).nullable();
export type Period = z.infer<typeof Period>;

export const Delivery = z.enum(['electronic', 'paper']);
export type Delivery = z.infer<typeof Delivery>;

/**
 * What a requester says of the subject to be recognised by (L-10). All but the name are optional; an
 * address is missing only where an agent knows none.
 */
export const Claims = z.strictObject({
  name: z.string().min(1).max(200),
  email: MailAddress.optional(),
  phone: z.string().max(40).optional(),
  dateOfBirth: z.iso.date().optional(),
  postalAddress: z.string().max(400).optional(),
  school: z.string().max(200).optional(),
  employer: z.string().max(200).optional(),
});
export type Claims = z.infer<typeof Claims>;

export const TaskKind = z.enum([
  'complete-request',
  'upload-authority',
  'judge-authority',
  'confirm-contact',
  'confirm-permission',
  'provide-points',
  'upload-evidence',
  'judge-evidence',
  'pay-fee',
  'collect-by-hand',
  'decide',
  'approve',
  'carry-out',
  'post-answer',
  'fetch-answer',
  'unstick',
]);
export type TaskKind = z.infer<typeof TaskKind>;

/** How a task ended. `expired`, `withdrawn`, `replanned` and `merged` can end any; the others belong to their kinds. */
export const TaskOutcome = z.enum([
  'done',
  'expired',
  'withdrawn',
  /** The plan was changed; the workflow goes back to it. */
  'replanned',
  'accepted',
  'better',
  'refused',
  'retry',
  'left-out',
  'abandon',
  'proposed',
  'approved',
  'sent-back',
  /** By link after all, not on paper. */
  'electronic',
  'merged',
]);
export type TaskOutcome = z.infer<typeof TaskOutcome>;

/** The documents of `core/law/evidence.ts`. */
export const EvidenceKind = DocumentKind;
export type EvidenceKind = DocumentKind;

export const Verdict = z.enum(['accepted', 'better', 'refused']);
export type Verdict = z.infer<typeof Verdict>;

/** What was decided on one right, and why (L-18). */
export const Decision = z.strictObject({
  right: Right,
  outcome: Outcome,
  /** Ids of grounds from the closed catalogue of `core/law/decisions.ts`. */
  grounds: z.array(z.string()),
});
export type Decision = z.infer<typeof Decision>;

/** Who is written to. */
export const Party = z.enum(['requester', 'subject', 'recipient']);
export type Party = z.infer<typeof Party>;

/** Notices that are owed once something was recorded; each is made of the case as it stands. */
export const MailedAgain = z.enum([
  'acknowledgement',
  'complete-request',
  'permission-asked',
  'extension',
  'opt-out-confirmed',
  'downgraded',
  'method-difficult',
  'plan-changed',
  'answer-ready',
  'answer-posted',
  'link-again',
  'withdrawn',
  'merged',
  'expired',
  'closed-unverified',
  'record-kept',
]);
export type MailedAgain = z.infer<typeof MailedAgain>;

/** What can be fetched of an answer. */
export const AnswerFile = z.enum(['package', 'letter']);
export type AnswerFile = z.infer<typeof AnswerFile>;

/** What was done in one store for one right. */
export const ChangeReport = z.strictObject({
  store: StoreId,
  right: Right,
  /** `nothing-held`: a store that could not be searched turned out to hold nothing. */
  how: z.enum(['done', 'partly', 'not-done', 'nothing-held']),
  /** Ids of the exceptions under which something is kept (L-16). */
  kept: z.array(z.string()),
  /** Whom the operator told (L-16, L-17, L-33). */
  told: z.array(HandRecipientId),
});
export type ChangeReport = z.infer<typeof ChangeReport>;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Amount = z.strictObject({ amount: z.int(), currency: z.string() });
const nothing = z.strictObject({});

type Kind = { data: z.ZodType; personal?: z.ZodType };
const event = <const K extends Kind>(kind: K): K => kind;

/** What a person says of the correction or cessation that they ask for; all of it their own words or choice. */
export const Particulars = z.strictObject({
  /** What is not right, and what would be (L-17). */
  wrong: z.string().max(2000).optional(),
  right: z.string().max(2000).optional(),
  /** The kinds of detail that are contested: none of them counts as a data point (L-17). */
  about: z.array(IdentityKind).optional(),
  /** Why use or provision should stop (L-20). */
  reasons: z.array(CessationReasonId).optional(),
});
export type Particulars = z.infer<typeof Particulars>;

export const EVENTS = {
  'case.opened': event({
    data: z.strictObject({
      channel: Channel,
      language: Language,
      /** May be empty when it came by e-mail: the sender is asked what is meant. */
      rights: z.array(Right),
      regime: Regime,
      residence: Residence.nullable(),
      delivery: Delivery,
      period: Period,
      subjectKeys: z.array(z.string()),
      /** What makes a second delivery of the same submission recognisable. */
      submission: z.string(),
      /** Not there where people ask for themselves (L-22). */
      agent: z.strictObject({ kind: AgentKind }).optional(),
      /** Where an operator entered it: when it came, from which the clocks run, and how (L-31). */
      arrived: z.strictObject({ at: z.iso.datetime(), how: Arrival }).optional(),
    }),
    /** Of the one who writes to us; `subject` is the person whose data it is, where an agent asks. */
    personal: z.strictObject({
      name: z.string(),
      email: z.string(),
      phone: z.string().optional(),
      message: z.string().optional(),
      /** As it stands on an envelope, line by line. */
      postalAddress: z.string().optional(),
      particulars: Particulars.optional(),
      subject: z.strictObject({ name: z.string(), email: z.string().optional() }).optional(),
    }),
  }),
  /** The requester said what an e-mail had left open. */
  'request.completed': event({
    data: z.strictObject({
      language: Language,
      rights: z.array(Right).nonempty(),
      regime: Regime,
      residence: Residence,
      period: Period,
      delivery: Delivery,
    }),
    personal: z.strictObject({
      name: z.string(),
      postalAddress: z.string().optional(),
      particulars: Particulars.optional(),
    }),
  }),
  /** By an operator: the case is of the other regime, or something else was meant. */
  'case.replanned': event({
    data: z.strictObject({
      regime: Regime,
      residence: Residence.nullable(),
      rights: z.array(Right).nonempty(),
      /** What had been settled and must be settled again under the new plan. */
      reopens: z.array(z.enum(['points', 'identity', 'collection'])),
    }),
    personal: z.strictObject({ reason: z.string() }),
  }),
  'plan.made': event({ data: z.strictObject({ plan: Plan, reason: z.string() }) }),
  /** The clocks that take the place of those extended (L-02). */
  'clock.extended': event({
    data: z.strictObject({ reason: ExtensionReason, clocks: z.array(Clock).nonempty() }),
  }),
  /** Operators were told by mail that a clock, named by its rule and target, has reached a stage (L-04). */
  'clock.warned': event({
    data: z.strictObject({
      rule: z.string(),
      target: z.iso.date(),
      stage: WarningStage,
      /** How many were told. */
      operators: z.int(),
    }),
  }),
  'mail.received': event({
    data: z.strictObject({
      contentHash: Sha256,
      verdicts: z.record(z.string(), z.string()),
      /** Where in the vault. */
      attachments: z.array(z.strictObject({ key: z.string(), contentType: z.string() })),
      /** Attachments that were turned away, each with its reason. */
      refused: z.array(z.string()),
    }),
    personal: z.strictObject({
      subject: z.string(),
      text: z.string(),
      /** Without angle brackets; our answers refer to it. */
      messageId: z.string().nullable(),
    }),
  }),
  'mail.bounced': event({
    data: z.strictObject({
      /** Of a mail to a recipient: their id. */
      purpose: z.string(),
      permanent: z.boolean(),
      /** Both not in logs of before: every mail of that purpose, to the requester. */
      messageId: z.string().optional(),
      party: Party.optional(),
    }),
  }),
  /** Another address than the one that was confirmed; it counts once a second operator has agreed. */
  'contact.proposed': event({
    data: nothing,
    personal: z.strictObject({ email: MailAddress, remark: z.string() }),
  }),
  /** An operator saw to mails that came back; `mails` go out after this. */
  'contact.mended': event({
    data: z.strictObject({
      party: Party,
      how: z.enum(['resent', 'corrected', 'otherwise']),
      /** Of the link, where the address was corrected: those of before open nothing. */
      epoch: z.int().optional(),
      /** Where the address that was never confirmed gives way to another. */
      subjectKeys: z.array(z.string()).optional(),
      mails: z.array(z.strictObject({ purpose: MailedAgain, key: z.string() })),
      waits: z.array(
        z.strictObject({
          taskId: TaskId,
          remindAt: z.iso.datetime(),
          expiresAt: z.iso.datetime(),
        }),
      ),
    }),
    personal: z.strictObject({ remark: z.string(), email: MailAddress.optional() }),
  }),
  'contact.confirmed': event({ data: nothing }),
  'points.offered': event({
    data: z.strictObject({ declared: z.boolean(), fields: z.array(z.string()) }),
    personal: z.strictObject({ claims: Claims, declaration: z.string().optional() }),
  }),
  /** How many matched, never which (L-32). */
  'points.checked': event({
    data: z.strictObject({
      required: z.int(),
      matched: z.int(),
      storesAsked: z.array(StoreId),
      storesSilent: z.array(StoreId),
    }),
  }),
  'evidence.received': event({
    data: z.strictObject({
      evidenceId: z.string(),
      kind: EvidenceKind,
      contentType: z.string(),
      size: z.int(),
      sha256: Sha256,
      key: z.string(),
    }),
  }),
  /** Turned away at the door, before anybody saw it, and destroyed. */
  'evidence.turned-away': event({
    data: z.strictObject({ evidenceId: z.string(), reason: z.string() }),
  }),
  'evidence.viewed': event({ data: z.strictObject({ evidenceId: z.string() }) }),
  'evidence.judged': event({
    data: z.strictObject({
      evidenceId: z.string(),
      verdict: Verdict,
      reason: EvidenceReason.nullable(),
    }),
  }),
  'evidence.destroyed': event({ data: z.strictObject({ evidenceId: z.string() }) }),
  /** A proof that an agent may ask (L-22). Looked at, turned away and destroyed by the events above. */
  'authority.received': event({
    data: z.strictObject({
      evidenceId: z.string(),
      kind: ProofKind,
      contentType: z.string(),
      size: z.int(),
      sha256: Sha256,
      key: z.string(),
    }),
  }),
  'authority.judged': event({
    data: z.strictObject({
      evidenceId: z.string(),
      verdict: Verdict,
      reason: ProofReason.nullable(),
    }),
  }),
  /** The subject said whether they gave the agent permission. */
  'permission.answered': event({
    data: z.strictObject({ given: z.boolean(), declared: z.boolean() }),
    personal: z.strictObject({ declaration: z.string().optional() }),
  }),
  'identity.settled': event({
    data: z.strictObject({
      outcome: z.enum(['verified', 'downgraded', 'unverified']),
      basis: z.string(),
    }),
  }),
  'task.opened': event({
    data: z.strictObject({
      taskId: TaskId,
      kind: TaskKind,
      round: z.int(),
      store: StoreId.nullable(),
      waitsFor: z.enum(['requester', 'operator']),
      remindAt: z.iso.datetime().nullable(),
      expiresAt: z.iso.datetime().nullable(),
    }),
  }),
  'task.reminded': event({ data: z.strictObject({ taskId: TaskId }) }),
  'task.settled': event({ data: z.strictObject({ taskId: TaskId, outcome: TaskOutcome }) }),
  'fee.requested': event({
    data: z.strictObject({ checkoutId: z.string(), purpose: z.string(), ...Amount.shape }),
  }),
  'fee.received': event({
    data: z.strictObject({
      paymentId: z.string(),
      checkoutId: z.string(),
      ...Amount.shape,
      /** `kept` pays the fee; anything else goes back for that reason. */
      disposition: z.enum(['kept', ...RefundReason.options]),
    }),
  }),
  /** Written before the refund is asked for, so that a crash leaves no doubt that it is owed. */
  'fee.refund-owed': event({
    data: z.strictObject({ paymentId: z.string(), reason: RefundReason }),
  }),
  'fee.refunded': event({ data: z.strictObject({ paymentId: z.string(), refundId: z.string() }) }),
  'collection.planned': event({ data: z.strictObject({ stores: z.array(StoreId) }) }),
  'finding.recorded': event({ data: Finding }),
  /** What an operator wrote of a store that was searched by hand or left out; it may name people. */
  'store.explained': event({
    data: z.strictObject({ store: StoreId }),
    personal: z.strictObject({ words: z.string() }),
  }),
  'store.handed-over': event({ data: z.strictObject({ store: StoreId, error: z.string() }) }),
  'findings.viewed': event({ data: z.strictObject({ store: StoreId }) }),
  /** An operator read who asks and what was written. */
  'request.viewed': event({ data: nothing }),
  'decision.made': event({ data: Decision }),
  /** Chosen on a ground that a second person must approve: it does not count yet (L-07). */
  'decision.proposed': event({ data: Decision }),
  /** By another operator than proposed it; from now on it counts. */
  'decision.approved': event({ data: z.strictObject({ right: Right }) }),
  /** The proposals are void, and it is decided anew; the note says why. */
  'decision.sent-back': event({ data: nothing, personal: z.strictObject({ note: z.string() }) }),
  /** Why, where a ground asks for it: for the record, never printed (L-07). */
  'decision.reasoned': event({
    data: z.strictObject({ right: Right }),
    personal: z.strictObject({ reason: z.string() }),
  }),
  /** What an operator answers in their own words; stands in the letter and nowhere else (L-30). */
  'decision.replied': event({
    data: z.strictObject({ right: Right }),
    personal: z.strictObject({ reply: z.string() }),
  }),
  /** A question was answered before the rights that wait for more (P-9); the letter takes the reply up. */
  'inquiry.answered': event({ data: nothing, personal: z.strictObject({ reply: z.string() }) }),
  /** The stores in which a decision changes something, one task each. */
  'changes.planned': event({ data: z.strictObject({ stores: z.array(StoreId) }) }),
  'change.carried-out': event({ data: ChangeReport }),
  /** Why less was done than decided, or what was done; the letter says it. */
  'change.explained': event({
    data: z.strictObject({ store: StoreId, right: Right }),
    personal: z.strictObject({ words: z.string() }),
  }),
  /** An opt-out or limit carried out (L-06). */
  'right.applied': event({
    data: z.strictObject({ right: Right, effectiveAt: z.iso.datetime() }),
  }),
  /** What was carried out at once is believed to be fraud: it waits for a second person (L-06). */
  'application.doubted': event({
    data: Decision,
    /** `reason` is for the record; `explanation` is what the requester will read. */
    personal: z.strictObject({ reason: z.string(), explanation: z.string() }),
  }),
  /** The second person does not share the doubt; what was carried out stays. */
  'application.upheld': event({
    data: z.strictObject({ right: Right }),
    personal: z.strictObject({ note: z.string() }),
  }),
  /** Denied after it was carried out, and so taken back; or nothing had to be changed for it. */
  'application.judged': event({
    data: z.strictObject({
      ...Decision.shape,
      /** Of a case that was closed: everything personal goes then and no earlier; null leaves the day. */
      purgeAt: z.iso.datetime().nullable(),
    }),
  }),
  /** The person wants what was not corrected to be noted as contested (L-17). */
  'correction.contested': event({
    data: z.strictObject({
      right: Right,
      /** Of the statement; 0 where there is none. */
      words: z.int(),
      /** As of `application.judged`. */
      purgeAt: z.iso.datetime().nullable(),
    }),
    personal: z.strictObject({ statement: z.string() }),
  }),
  /** An operator has noted it with the information, and told those to whom it is disclosed. */
  'contest.noted': event({
    data: z.strictObject({ right: Right }),
    personal: z.strictObject({ note: z.string() }),
  }),
  'third-party.told': event({
    data: z.strictObject({ right: Right, recipient: MailedRecipientId, messageId: z.string() }),
  }),
  /** That the opt-out of which it was told was denied (L-26). */
  'third-party.told-back': event({
    data: z.strictObject({ right: Right, recipient: MailedRecipientId, messageId: z.string() }),
  }),
  'notice.sent': event({
    data: z.strictObject({
      purpose: z.string(),
      messageId: z.string(),
      /** The requester, where it is not said. */
      to: Party.exclude(['recipient']).optional(),
    }),
  }),
  'answer.assembled': event({
    data: z.strictObject({
      key: z.string(),
      sha256: Sha256,
      size: z.int(),
      letterSha256: Sha256,
      manifestSha256: Sha256,
      logHead: Sha256,
      /** The letter by itself; `alone` where the package brings no data besides it. Not in logs of before. */
      letter: z.strictObject({ key: z.string(), size: z.int(), alone: z.boolean() }).optional(),
    }),
  }),
  'code.issued': event({
    data: z.strictObject({ issue: z.int(), mac: z.string(), expiresAt: z.iso.datetime() }),
  }),
  'code.tried': event({ data: z.strictObject({ issue: z.int(), right: z.boolean() }) }),
  'answer.downloaded': event({
    data: z.strictObject({
      from: z.int(),
      bytes: z.int(),
      /** Whether the answer has been fetched now, with all that was fetched before. */
      complete: z.boolean(),
      /** The package, where it is not said. */
      file: AnswerFile.optional(),
    }),
  }),
  /** On paper (L-19). */
  'answer.posted': event({
    data: z.strictObject({ on: z.iso.date() }),
    personal: z.strictObject({ address: z.string(), tracking: z.string().optional() }),
  }),
  /** An operator had it in hand, to print it. */
  'answer.viewed': event({ data: z.strictObject({ file: AnswerFile }) }),
  /** Other than was asked for; why stands in the remark. */
  'delivery.changed': event({
    data: z.strictObject({ delivery: Delivery }),
    personal: z.strictObject({ remark: z.string() }),
  }),
  'link.reissued': event({ data: z.strictObject({ epoch: z.int() }) }),
  'case.withdrawn': event({ data: nothing }),
  /** The person's earlier case answers this one, too: it ends here. */
  'case.merged': event({ data: z.strictObject({ into: CaseId }) }),
  'case.stuck': event({ data: z.strictObject({ where: z.string(), error: z.string() }) }),
  'case.closed': event({
    data: z.strictObject({
      outcome: z.enum(['answered', 'withdrawn', 'expired', 'unverified', 'by-hand', 'merged']),
      /** When everything personal goes (the package can be fetched until then). */
      purgeAt: z.iso.datetime(),
    }),
  }),
  /** The case's key and files are gone; what is left is the record of L-27. */
  'case.purged': event({ data: nothing }),
} as const satisfies Record<string, Kind>;

export type EventType = keyof typeof EVENTS;

type DataOf<T extends EventType> = z.infer<(typeof EVENTS)[T]['data']>;
/** `never` for events that carry nothing personal. */
type PersonalOf<T extends EventType> = (typeof EVENTS)[T] extends {
  personal: infer P extends z.ZodType;
}
  ? z.infer<P>
  : never;

export type EventOf<T extends EventType> = {
  type: T;
  /** When it was recorded; the case's own clock. */
  at: string;
  /** `requester`, `workflow`, `sweep`, `stripe`, `mail` or `operator:<id>`. */
  by: Actor;
  data: DataOf<T>;
  /** `null` where there is none, or when the case's key has been destroyed. */
  personal: PersonalOf<T> | null;
};

export type CaseEvent = { [T in EventType]: EventOf<T> }[EventType];

export type Actor = 'requester' | 'workflow' | 'sweep' | 'stripe' | 'mail' | `operator:${string}`;

/** An event that a decision asks for; who and when are added where it is written. */
export type NewEvent = {
  [T in EventType]: { type: T; data: DataOf<T> } & ([PersonalOf<T>] extends [never]
    ? { personal?: never }
    : { personal: PersonalOf<T> });
}[EventType];

/** What is read back from a log before anybody knows that it is an event. */
export interface Unchecked {
  type: string;
  at: string;
  by: string;
  data: unknown;
  /** `null` where there was nothing personal, or it can no longer be read. */
  personal: unknown;
}

const KINDS = new Map<string, Kind>(Object.entries(EVENTS));

/** Whether this is an event that this version knows, with every field as it should be. */
export function isCaseEvent(event: Unchecked): event is CaseEvent {
  const kind = KINDS.get(event.type);
  if (!kind?.data.safeParse(event.data).success) return false;
  if (event.personal === null) return true;
  return kind.personal?.safeParse(event.personal).success ?? false;
}

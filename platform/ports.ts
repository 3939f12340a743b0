/**
 * What handlers need from the place they run in, and nothing more. `embedded/`
 * and `aws/` give it, under the same file names; `test/contracts/` holds one suite
 * per port that every implementation passes.
 *
 * Every port is safe to call again with the same arguments after a crash: where
 * an effect must happen once, the caller names it and the port keeps the name.
 */
import type { Readable } from 'node:stream';
import type { SealedCommit } from '../core/case/chain.ts';
import type { YearSum } from '../core/case/metrics.ts';
import type { CaseRow } from '../core/case/row.ts';
import type { CaseId, Instant, TaskId, TaskToken } from '../core/ids.ts';
import type { Operator } from './console-access.ts';

/** Time comes from here only. */
export interface Clock {
  now(): Date;
}

/** The truth about a case: its commits in order, each bound to the one before it. */
export interface CaseLog {
  /** All commits, first to last; `[]` for an unknown case. Frozen through and through. */
  read(caseId: CaseId): Promise<SealedCommit[]>;
  /**
   * Writes one commit at its position; the only write that decides anything.
   * @throws {CommitConflict} when another writer holds that position: read again, decide again.
   */
  append(commit: SealedCommit): Promise<void>;
  /** Every case with the position of its last commit, in order of id: for repairs and audits. */
  heads(): AsyncIterable<{ caseId: CaseId; position: number }>;
  /**
   * Removes every commit of a case whose record has expired (L-27) and adds its counts to the yearly
   * sums, both or neither. A case that is gone already adds nothing.
   * @param position of the last commit that was counted
   * @throws {CommitConflict} when the case has gone on since: read again, count again
   */
  erase(caseId: CaseId, position: number, counts: readonly YearSum[]): Promise<void>;
  /** What erased cases have left behind: counts without ids. */
  yearSums(): Promise<YearSum[]>;
}

export class CommitConflict extends Error {
  override readonly name = 'CommitConflict';
  constructor(caseId: CaseId, position: number, options?: ErrorOptions) {
    super(`case ${caseId} already has a commit at position ${position}`, options);
  }
}

/** A projection for lists. Losing it loses nothing. */
export interface CaseIndex {
  /** Ignored when a row of the same or a later position stands. */
  put(row: CaseRow): Promise<void>;
  get(caseId: CaseId): Promise<CaseRow | null>;
  /** Removes the row with its subject keys, for good; quietly done when there is none. */
  remove(caseId: CaseId): Promise<void>;
  /** Open cases, most urgent target first; a page at a time. */
  queue(page: { after?: string; limit: number; operatorTaskOnly?: boolean }): Promise<{
    rows: CaseRow[];
    next: string | null;
  }>;
  closed(page: {
    after?: string;
    limit: number;
  }): Promise<{ rows: CaseRow[]; next: string | null }>;
  /** Cases with `nextSweepAt` at or before the instant. */
  due(at: Instant): AsyncIterable<CaseRow>;
  bySubjectKey(key: string): Promise<CaseRow[]>;
  /** Every row's case and position, in order of id: what is compared with the log's heads. */
  positions(): AsyncIterable<{ caseId: CaseId; position: number }>;
}

/** The workflow's tokens, kept from the opening of a task until the workflow has taken its result. */
export interface Tasks {
  /** Keeps (or replaces, when the workflow retried) the token under which the task's result is awaited. */
  hold(taskId: TaskId, token: TaskToken): Promise<void>;
  token(taskId: TaskId): Promise<TaskToken | null>;
  /**
   * Forgets this token once the workflow has the result. One that has taken its place meanwhile
   * stays: the workflow asked again, and still waits.
   */
  release(taskId: TaskId, token: TaskToken): Promise<void>;
  /** Tasks whose tokens are still held, for the sweep that hands over results lost in a crash. */
  held(caseId: CaseId): Promise<TaskId[]>;
}

export interface StoredObject {
  key: string;
  size: number;
  sha256: string;
  contentType: string;
}

/**
 * Bytes from a mark on, from the beginning for `null`. Between them it yields marks: what it needs to
 * give again what follows. A mark is only asked for its text before more than a part has followed.
 */
export type MarkedBody = (mark: string | null) => AsyncIterable<MarkedPiece>;
export type MarkedPiece = { bytes: Uint8Array } | { mark: () => string };

export interface UploadLink {
  /** Where the browser posts `multipart/form-data`. */
  url: string;
  /** Hidden fields that go before the file; the file's own field is `file` and comes last. */
  fields: Record<string, string>;
}

/**
 * Files of a case, encrypted under the case's data key. Keys start with the case id
 * (`KJ-…/evidence/…`). Streams in and out; nothing is held whole in memory.
 */
export interface Vault {
  /**
   * Replaces what stood under the key, at once and whole: a reader sees the old or the new.
   * @throws {DataKeyDestroyed} for a case that was purged
   */
  put(key: string, body: Readable, contentType: string): Promise<StoredObject>;
  /**
   * As `put`, for what takes long: parts that are through outlive a crash (on S3: a multipart upload), and
   * the same attempt on the same key goes on after them. Another attempt begins anew, and so does one whose
   * body does not give again what it gave before its last part ended.
   * @param attempt names what is put: the same name, the same bytes
   */
  putInParts(
    key: string,
    contentType: string,
    attempt: string,
    body: MarkedBody,
  ): Promise<StoredObject>;
  /**
   * @param range first and last byte, both included, as in HTTP; what lies past the end is left out
   * @throws {NoSuchObject} also where the case's data key is gone
   */
  get(key: string, range?: { start: number; end: number }): Promise<Readable>;
  head(key: string): Promise<StoredObject | null>;
  list(prefix: string): Promise<StoredObject[]>;
  remove(key: string): Promise<void>;
  /** A form that a browser may post to once, with the size and the place bound in. */
  uploadLink(request: {
    key: string;
    maxBytes: number;
    contentTypes: readonly string[];
    expiresInSeconds: number;
    /** Where the browser is sent afterwards. */
    redirectTo: string;
  }): Promise<UploadLink>;
}

/** The case was purged: nothing personal can be kept for it any more. */
export class DataKeyDestroyed extends Error {
  override readonly name = 'DataKeyDestroyed';
  constructor(caseId: CaseId) {
    super(`the data key of case ${caseId} has been destroyed`);
  }
}

export class NoSuchObject extends Error {
  override readonly name = 'NoSuchObject';
  constructor(key: string, options?: ErrorOptions) {
    super(`no object under ${key}`, options);
  }
}

/** Sends finished MIME messages. */
export interface Mailer {
  /** Accepts a message once per `messageId` (without angle brackets); a second call changes nothing. */
  send(mail: { messageId: string; from: string; to: string; raw: Uint8Array }): Promise<void>;
  /**
   * Removes what was kept of every message whose id begins with the case's and a dot, receivers
   * too: also of those that a crash kept out of the log. That they were accepted stays known, so
   * that they are never sent again.
   */
  forget(caseId: CaseId): Promise<void>;
  /** As `forget`, and that they were accepted is no longer known either: for a case that is no more. */
  erase(caseId: CaseId): Promise<void>;
}

export interface CheckoutRequest {
  caseId: CaseId;
  /** Distinguishes a second checkout of the same case (`fee`, `fee#2`). Part of the idempotency key. */
  purpose: string;
  /** In the currency's smallest unit: 500 is $5.00. */
  amount: number;
  currency: 'usd';
  description: string;
  language: 'en' | 'ja';
  successUrl: string;
  cancelUrl: string;
}

export type PaymentEvent =
  | {
      kind: 'paid';
      eventId: string;
      caseId: CaseId;
      checkoutId: string;
      paymentId: string;
      amount: number;
      currency: string;
    }
  | { kind: 'refunded'; eventId: string; caseId: CaseId; paymentId: string; amount: number }
  | { kind: 'expired'; eventId: string; caseId: CaseId; checkoutId: string }
  | { kind: 'other'; eventId: string; type: string };

/**
 * Every method but `readWebhook` may throw {PaymentsUnavailable} (try again, with the
 * same arguments) and {PaymentsRefused} (trying again will not help).
 */
export interface Payments {
  /**
   * Same request → same checkout; another language or way back gives another page for the
   * same purpose, another amount is refused. It can be paid for 24 hours; to renew it after
   * that, ask with the next purpose (`fee#2`), never again with the same.
   */
  checkout(request: CheckoutRequest): Promise<{ checkoutId: string; url: string }>;
  /** Closes a checkout so that it can no longer be paid; quietly done when it is closed or paid already. */
  expire(checkoutId: string): Promise<void>;
  /** Pays the whole amount back, once per payment. */
  refund(request: { caseId: CaseId; paymentId: string }): Promise<{ refundId: string }>;
  /** @throws {BadSignature} unless the body carries Stripe's valid signature. */
  readWebhook(body: string, signature: string): Promise<PaymentEvent>;
}

export class BadSignature extends Error {
  override readonly name = 'BadSignature';
}

/** Network trouble, a rate limit, or a fault on the other side: the same call may succeed later. */
export class PaymentsUnavailable extends Error {
  override readonly name = 'PaymentsUnavailable';
}

/** Stripe understood the call and will not do it. */
export class PaymentsRefused extends Error {
  override readonly name = 'PaymentsRefused';
}

/** Which of Stripe's events have had their effect: they arrive at least once, in any order. */
export interface WebhookLedger {
  /**
   * Runs `effect` unless it has succeeded for this event before, and remembers that it did
   * only afterwards. A crash in between runs it again, so it must be idempotent itself.
   * Resolves to whether it ran; rejects with what it threw, and then nothing is remembered.
   */
  once(eventId: string, effect: () => Promise<void>): Promise<boolean>;
}

/** Runs `workflows/dsar.asl.json`; the execution's name is the case id. */
export interface Workflow {
  /** A second start of the same case changes nothing. */
  start(caseId: CaseId, input: Record<string, unknown>): Promise<void>;
  /**
   * Hands a task's result over.
   * @throws {TaskTimedOut} when nothing waits for the token any more (answered, stopped or timed out).
   */
  resume(token: TaskToken, output: Record<string, unknown>): Promise<void>;
  stop(caseId: CaseId, error: string, cause: string): Promise<void>;
  describe(caseId: CaseId): Promise<{
    status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
    error?: string;
    cause?: string;
  } | null>;
  /**
   * Removes an execution with its history, stopping it first where it runs; quietly done when there is none.
   * Step Functions removes what has ended by itself, after 90 days; there, stopping is all that is done.
   */
  erase(caseId: CaseId): Promise<void>;
}

export class TaskTimedOut extends Error {
  override readonly name = 'TaskTimedOut';
}

/** Signs for the organisation. The key never leaves; a digest goes in, a signature comes out. */
export interface Signer {
  /** `RS256` = RSASSA-PKCS1-v1_5 with SHA-256; `ES256` = ECDSA P-256 with SHA-256 (raw r‖s, 64 bytes). */
  readonly algorithm: 'RS256' | 'ES256';
  sign(sha256Digest: Uint8Array): Promise<Uint8Array>;
  /** DER, the signing certificate first. */
  certificates(): Promise<Uint8Array[]>;
  /** Those that signed before, newest first, never the one that signs now: what they signed stays checkable. */
  pastCertificates(): Promise<PastCertificate[]>;
}

export interface PastCertificate {
  /** DER. */
  certificate: Uint8Array;
  /** When another took its place; `null` where nobody wrote it down, or it may sign again. */
  until: Instant | null;
}

/** A time-stamping authority (RFC 3161): somebody else who says that a signature stood by then. */
export interface TimeStamps {
  /**
   * @returns the token over exactly this digest, DER of ContentInfo
   * @throws {NoTimeStamp} when none can be had within some seconds
   */
  stamp(sha256Digest: Uint8Array): Promise<Uint8Array>;
}

/** The authority could not be reached, refused, or answered for something else. */
export class NoTimeStamp extends Error {
  override readonly name = 'NoTimeStamp';
}

/** Keys for personal data, one a case, and keyed hashes for capabilities and look-ups. */
export interface Keyring {
  /** The case's 256-bit data key, made at first use; `null` once it has been destroyed. */
  dataKey(caseId: CaseId): Promise<Uint8Array | null>;
  /** Makes everything sealed under it unreadable for ever. */
  destroyDataKey(caseId: CaseId): Promise<void>;
  /** Destroys the key and forgets that there was one: only for a case that is no more. */
  eraseDataKey(caseId: CaseId): Promise<void>;
  /** HMAC-SHA-256 under a key kept for this purpose alone. */
  mac(
    purpose: 'link' | 'subject' | 'session' | 'code' | 'upload',
    message: string,
  ): Promise<Uint8Array>;
}

/** Who may sign in to the console. */
export interface Operators {
  /** All of them, whatever their role. */
  list(): Promise<readonly Operator[]>;
}

/** Everything a handler may be given. */
export interface Ports {
  clock: Clock;
  caseLog: CaseLog;
  caseIndex: CaseIndex;
  tasks: Tasks;
  vault: Vault;
  mailer: Mailer;
  payments: Payments;
  workflow: Workflow;
  signer: Signer;
  /** Only where an authority is configured. */
  timeStamps?: TimeStamps;
  keyring: Keyring;
  operators: Operators;
}

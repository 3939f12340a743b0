/** A command that the rules do not accept. Nothing was recorded. */
export type RefusalReason =
  | 'case-closed'
  | 'already-answered'
  | 'nothing-to-judge'
  | 'unknown-reason'
  | 'reason-needed'
  | 'reply-needed'
  | 'decision-incomplete'
  | 'outcome-not-allowed'
  | 'ground-needed'
  | 'ground-not-allowed'
  | 'approver-needed'
  | 'own-decision'
  | 'not-a-repeat'
  | 'not-a-duplicate'
  | 'no-answer-yet'
  | 'too-many-codes'
  | 'code-expired'
  | 'not-verified'
  | 'rights-of-other-regime'
  | 'note-needed'
  | 'not-planned'
  | 'decided-already'
  | 'case-at-work'
  | 'nothing-changes'
  | 'not-extendable'
  | 'extended-already'
  | 'extension-too-late'
  | 'explanation-needed'
  | 'exception-needed'
  | 'already-carried-out'
  | 'already-purged'
  | 'not-applied'
  | 'valid-as-sent'
  | 'address-needed'
  | 'no-question'
  | 'not-confirmed'
  | 'statement-too-long'
  | 'postal-address-needed'
  | 'posting-day';

export class Refused extends Error {
  override readonly name = 'Refused';
  readonly reason: RefusalReason;
  /** @param detail what was given and what is allowed; never anything personal */
  constructor(reason: RefusalReason, detail = '') {
    super(detail ? `${reason}: ${detail}` : reason);
    this.reason = reason;
  }
}

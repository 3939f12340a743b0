/** Every notice by its purpose. */
import type { Language } from '../law/rights.ts';
import { type AcknowledgementFacts, acknowledgement } from './acknowledgement.ts';
import { type AcknowledgementAgentFacts, acknowledgementAgent } from './acknowledgement-agent.ts';
import { type AnswerPostedFacts, answerPosted } from './answer-posted.ts';
import { answerReady } from './answer-ready.ts';
import { type ApplicationJudgedFacts, applicationJudged } from './application-judged.ts';
import { type AuthorityAgainFacts, authorityAgain } from './authority-again.ts';
import { type ClockWarningFacts, clockWarning } from './clock-warning.ts';
import { type ClosedUnverifiedFacts, closedUnverified } from './closed-unverified.ts';
import { type CompleteRequestFacts, completeRequest } from './complete-request.ts';
import { contestNoted } from './contest-noted.ts';
import { downgraded } from './downgraded.ts';
import { type EvidenceBetterFacts, evidenceBetter } from './evidence-better.ts';
import { type EvidenceNeededFacts, evidenceNeeded } from './evidence-needed.ts';
import { type EvidenceRefusedFacts, evidenceRefused } from './evidence-refused.ts';
import { type ExpiredFacts, expired } from './expired.ts';
import { type ExtensionFacts, extension } from './extension.ts';
import { type FeeReceivedFacts, feeReceived } from './fee-received.ts';
import { type FeeRefundedFacts, feeRefunded } from './fee-refunded.ts';
import { inquiryAnswered } from './inquiry-answered.ts';
import { linkAgain } from './link-again.ts';
import { type MergedFacts, merged } from './merged.ts';
import { methodDifficult } from './method-difficult.ts';
import { type MisdirectedFacts, misdirected } from './misdirected.ts';
import type { CaseFacts, Notice, PageFacts } from './notice.ts';
import { type OperatorSignInFacts, operatorSignIn } from './operator-sign-in.ts';
import { type OptOutConfirmedFacts, optOutConfirmed } from './opt-out-confirmed.ts';
import { type PayFeeFacts, payFee } from './pay-fee.ts';
import { type PermissionAskedFacts, permissionAsked } from './permission-asked.ts';
import { type PlanChangedFacts, planChanged } from './plan-changed.ts';
import { type RecipientChangeFacts, recipientChange } from './recipient-change.ts';
import { type RecordKeptFacts, recordKept } from './record-kept.ts';
import { type ReminderFacts, reminder } from './reminder.ts';
import { type SecondFactorFacts, secondFactor } from './second-factor.ts';
import { type ThirdPartyOptOutFacts, thirdPartyOptOut } from './third-party-opt-out.ts';
import {
  type ThirdPartyOptOutDeniedFacts,
  thirdPartyOptOutDenied,
} from './third-party-opt-out-denied.ts';
import { withdrawn } from './withdrawn.ts';

export type { Notice } from './notice.ts';
export { renderHtml, renderText } from './render.ts';

/** What each purpose needs to know. */
export interface NoticeFacts {
  acknowledgement: AcknowledgementFacts;
  'acknowledgement-agent': AcknowledgementAgentFacts;
  'authority-again': AuthorityAgainFacts;
  'permission-asked': PermissionAskedFacts;
  'complete-request': CompleteRequestFacts;
  'evidence-needed': EvidenceNeededFacts;
  'evidence-better': EvidenceBetterFacts;
  'evidence-refused': EvidenceRefusedFacts;
  'pay-fee': PayFeeFacts;
  reminder: ReminderFacts;
  expired: ExpiredFacts;
  'fee-received': FeeReceivedFacts;
  'fee-refunded': FeeRefundedFacts;
  'answer-ready': PageFacts;
  'answer-posted': AnswerPostedFacts;
  'link-again': PageFacts;
  'contest-noted': PageFacts;
  'inquiry-answered': PageFacts;
  'second-factor': SecondFactorFacts;
  'opt-out-confirmed': OptOutConfirmedFacts;
  'opt-out-judged': ApplicationJudgedFacts;
  'limit-judged': ApplicationJudgedFacts;
  withdrawn: CaseFacts;
  merged: MergedFacts;
  'closed-unverified': ClosedUnverifiedFacts;
  downgraded: PageFacts;
  'method-difficult': PageFacts;
  extension: ExtensionFacts;
  'plan-changed': PlanChangedFacts;
  'record-kept': RecordKeptFacts;
  'third-party-opt-out': ThirdPartyOptOutFacts;
  'third-party-opt-out-denied': ThirdPartyOptOutDeniedFacts;
  'recipient-change': RecipientChangeFacts;
  'operator-sign-in': OperatorSignInFacts;
  'clock-warning': ClockWarningFacts;
  misdirected: MisdirectedFacts;
}

export type NoticePurpose = keyof NoticeFacts;

/** A purpose with its facts, for those who keep notices before they send them. */
export type NoticeRequest = {
  [P in NoticePurpose]: { purpose: P; facts: NoticeFacts[P] };
}[NoticePurpose];

type Write<P extends NoticePurpose> = (facts: NoticeFacts[P], language: Language) => Notice;

const NOTICES: { [P in NoticePurpose]: Write<P> } = {
  acknowledgement,
  'acknowledgement-agent': acknowledgementAgent,
  'authority-again': authorityAgain,
  'permission-asked': permissionAsked,
  'complete-request': completeRequest,
  'evidence-needed': evidenceNeeded,
  'evidence-better': evidenceBetter,
  'evidence-refused': evidenceRefused,
  'pay-fee': payFee,
  reminder,
  expired,
  'fee-received': feeReceived,
  'fee-refunded': feeRefunded,
  'answer-ready': answerReady,
  'answer-posted': answerPosted,
  'link-again': linkAgain,
  'contest-noted': contestNoted,
  'inquiry-answered': inquiryAnswered,
  'second-factor': secondFactor,
  'opt-out-confirmed': optOutConfirmed,
  'opt-out-judged': applicationJudged,
  'limit-judged': applicationJudged,
  withdrawn,
  merged,
  'closed-unverified': closedUnverified,
  downgraded,
  'method-difficult': methodDifficult,
  extension,
  'plan-changed': planChanged,
  'record-kept': recordKept,
  'third-party-opt-out': thirdPartyOptOut,
  'third-party-opt-out-denied': thirdPartyOptOutDenied,
  'recipient-change': recipientChange,
  'operator-sign-in': operatorSignIn,
  'clock-warning': clockWarning,
  misdirected,
};

/** The notice in the language asked for; the same facts always give the same words. */
export function notice<P extends NoticePurpose>(
  purpose: P,
  facts: NoticeFacts[P],
  language: Language,
): Notice {
  const write: Write<P> = NOTICES[purpose];
  return write(facts, language);
}

/** What happened so far, in plain words: nothing personal, nothing of what was found or decided (L-30, L-32). */
import { html } from 'hono/html';
import type { CaseEvent, EventType } from '../../core/case/events.ts';
import type { Zone } from '../../core/law/calendar.ts';
import type { Language } from '../../core/law/rights.ts';
import { ruleFor } from '../../core/law/rules.ts';
import { formatMoment } from '../pages/format.ts';
import type { Html } from '../pages/layout.ts';
import { PAGE_WORDS } from '../pages/words.ts';
import { WORDS, type Words } from './words.ts';

type Line = keyof Words['history'];

/** `null`: our own business, or said by another line. */
const LINES: Readonly<Record<EventType, Line | null>> = {
  'case.opened': 'opened',
  'request.completed': 'completed',
  'case.replanned': 'replanned',
  'plan.made': null,
  'clock.extended': 'extended',
  'clock.warned': null,
  'mail.received': 'mailed',
  'mail.bounced': 'bounced',
  'contact.proposed': null,
  'contact.mended': null,
  'contact.confirmed': 'confirmed',
  'points.offered': 'pointsOffered',
  'points.checked': 'pointsChecked',
  'evidence.received': 'evidenceReceived',
  'evidence.turned-away': 'evidenceTurnedAway',
  'evidence.viewed': null,
  'evidence.judged': 'evidenceJudged',
  'evidence.destroyed': 'evidenceDestroyed',
  'authority.received': 'authorityReceived',
  'authority.judged': 'authorityJudged',
  'permission.answered': 'permissionAnswered',
  'identity.settled': 'identityEnded',
  'task.opened': null,
  'task.reminded': null,
  'task.settled': null,
  'fee.requested': 'feeRequested',
  'fee.received': 'feeReceived',
  'fee.refund-owed': null,
  'fee.refunded': 'feeReturned',
  'collection.planned': 'searching',
  'finding.recorded': null,
  'store.explained': null,
  'store.handed-over': null,
  'findings.viewed': null,
  'request.viewed': null,
  'decision.made': 'decided',
  'decision.proposed': null,
  'decision.approved': 'decided',
  'decision.sent-back': null,
  'decision.reasoned': null,
  'decision.replied': null,
  'inquiry.answered': 'inquiryAnswered',
  'changes.planned': null,
  'change.carried-out': null,
  'change.explained': null,
  'right.applied': 'applied',
  'application.doubted': null,
  'application.upheld': null,
  'application.judged': 'judged',
  // Said behind the code only: that something was not corrected is of the decision (L-30).
  'correction.contested': null,
  'contest.noted': null,
  'third-party.told': 'told',
  'third-party.told-back': 'toldBack',
  'notice.sent': 'noticed',
  'answer.assembled': 'assembled',
  'code.issued': 'codeIssued',
  'code.tried': null,
  'answer.downloaded': 'downloaded',
  'answer.posted': 'posted',
  'answer.viewed': null,
  'delivery.changed': null,
  'link.reissued': 'linkReissued',
  'case.withdrawn': 'withdrawn',
  'case.merged': null,
  'case.stuck': null,
  'case.closed': 'closed',
  'case.purged': 'purged',
};

function lineOf(event: CaseEvent): Line | null {
  if (event.type === 'identity.settled' && event.data.outcome === 'verified') return 'verified';
  // Who is told of a change hints at what was decided (L-30); an opt-out is no secret.
  if (event.type === 'third-party.told' && ruleFor(event.data.right).verification.level !== 'none')
    return null;
  // To the one who asks, what comes back from others says too much or nothing.
  if (event.type === 'mail.bounced' && (event.data.party ?? 'requester') !== 'requester')
    return null;
  // With a reminder, which has its own line.
  if (event.type === 'link.reissued' && event.by === 'sweep') return null;
  // The mail with the code has a line of its own.
  if (event.type === 'notice.sent' && event.data.purpose === 'second-factor') return null;
  return LINES[event.type];
}

type Happened = { line: Line; at: string };

/** Lines to be seen at once; the older ones wait behind a button. */
const LATEST = 5;

/** Newest first; the same line in a row is said once. */
export function history(events: readonly CaseEvent[], zone: Zone, language: Language): Html {
  const lines: Happened[] = [];
  for (const event of events) {
    const line = lineOf(event);
    if (line && lines.at(-1)?.line !== line) lines.push({ line, at: event.at });
  }
  lines.reverse();
  const words = WORDS[language];
  const list = (some: readonly Happened[]) =>
    html`<ol class="history" reversed>${some.map(
      ({ line, at }) =>
        html`<li><time datetime="${at}">${formatMoment(at, language, zone)}</time> <span>${words.history[line]}</span></li>
`,
    )}</ol>`;
  const older = lines.slice(LATEST);
  return html`<p class="hint">${PAGE_WORDS[language].zones[zone]}</p>
${list(lines.slice(0, LATEST))}
${older.length > 0 ? html`<details><summary>${words.case.older}</summary>${list(older)}</details>` : ''}`;
}

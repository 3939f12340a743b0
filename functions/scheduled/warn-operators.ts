/**
 * Tells the operators of clocks that near or pass their target or limit: one mail for a case's clock
 * and stage to each of them. Not one mail a day with all cases: a mail named by its case goes out once
 * however often a crash has it tried, and ends with the case (L-27).
 */
import { mayExtendAnswer } from '../../core/case/extension.ts';
import type { CaseState, TaskState } from '../../core/case/state.ts';
import { openTasks } from '../../core/case/tasks.ts';
import { type Warning, warned, warningsDue } from '../../core/case/warning.ts';
import type { CaseId, Instant } from '../../core/ids.ts';
import { dayIn, daysBetween, ZONES } from '../../core/law/calendar.ts';
import type { Language } from '../../core/law/rights.ts';
import { lastDayBefore } from '../../core/law/waits.ts';
import type { ClockWarningFacts, Waiting } from '../../core/notices/clock-warning.ts';
import { notice } from '../../core/notices/index.ts';
import { acts } from '../../platform/console-access.ts';
import { CONSOLE_WORDS } from '../console/words/words.ts';
import type { Context } from '../context.ts';
import { messageIdOf, send, senderOf } from '../notify.ts';

/** Repeated until every operator's mail was accepted; auditors have nothing to do in time. */
export async function warnOperators(context: Context, caseId: CaseId): Promise<void> {
  const now = context.ports.clock.now().toISOString();
  const state = await context.cases.find(caseId);
  const due = state ? warningsDue(state, now) : [];
  if (!state || due.length === 0) return;
  const operators = (await context.ports.operators.list()).filter(acts);
  if (operators.length === 0) return context.log('no operator to tell of a clock', { caseId });
  for (const warning of due) {
    const { clock, stage } = warning;
    const sent = await Promise.allSettled(
      operators.map(({ id, email, language }) =>
        send(context, {
          messageId: messageIdOf(context, caseId, `${clock.rule}.${clock.target}.${stage}.${id}`),
          to: email,
          words: notice('clock-warning', factsOf(context, state, warning, now, language), language),
        }),
      ),
    );
    // All the others were told; whoever was not is told by the next sweep.
    for (const one of sent) if (one.status === 'rejected') throw one.reason;
    await context.cases.act(caseId, 'sweep', (newest) => warned(newest, warning, operators.length));
    context.log('operators told of a clock', { caseId, stage });
  }
}

function factsOf(
  context: Context,
  state: CaseState,
  { clock, rights, stage }: Warning,
  now: Instant,
  language: Language,
): ClockWarningFacts {
  const { caseId } = state;
  return {
    ...senderOf(context, language),
    caseId,
    url: `${context.settings.baseUrl}/console/cases/${caseId}`,
    ...{ clock, rights, stage },
    waiting: openTasks(state).map((task) => waitingFor(context, state, task, now, language)),
    extendUntil: mayExtendAnswer(state, clock, now) ? clock.limit : null,
  };
}

function waitingFor(
  { dataMap }: Context,
  { regime }: CaseState,
  { kind, store, openedAt, expiresAt }: TaskState,
  now: Instant,
  language: Language,
): Waiting {
  const title = CONSOLE_WORDS[language].tasks[kind];
  const where = dataMap.stores.find(({ id }) => id === store)?.name[language] ?? store;
  const zone = ZONES[regime];
  const since = dayIn(zone, openedAt);
  return {
    what: where ? `${title} (${where})` : title,
    since,
    days: daysBetween(since, dayIn(zone, now)),
    until: expiresAt ? lastDayBefore(regime, expiresAt) : null,
  };
}

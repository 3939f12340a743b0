/** A clock as a bar: the days gone, our target, the law's last day. */
import { html } from 'hono/html';
import type { Instant } from '../../core/ids.ts';
import { dayIn, daysBetween } from '../../core/law/calendar.ts';
import { type ClockState, clockState } from '../../core/law/clocks.ts';
import type { Clock, Day } from '../../core/law/plan.ts';
import type { Language } from '../../core/law/rights.ts';
import { formatDay } from './format.ts';
import type { Html } from './layout.ts';
import { PAGE_WORDS } from './words.ts';

/** What a bar shows, all of it days in the clock's zone. */
export interface ClockDays {
  state: ClockState;
  receivedOn: Day;
  today: Day;
  target: Day;
  limit: Day | null;
}

/**
 * The words beside the bar say all that it shows; the picture is hidden from screen readers.
 * @param label what stands before the target's day
 */
export function clockBar(
  clock: Clock,
  now: Date | Instant,
  language: Language,
  label = PAGE_WORDS[language].target,
): Html {
  const words = PAGE_WORDS[language];
  const instant = typeof now === 'string' ? now : now.toISOString();
  const state = clockState(clock, instant);
  const { receivedOn, target, limit } = clock;
  const days = { state, receivedOn, target, limit, today: dayIn(clock.zone, instant) };
  return html`<div class="clock ${state}">
${clockPicture(days)}
<p><strong>${daysInWords(days, language)}</strong> · ${label} <time datetime="${target}">${formatDay(target, language)}</time>${limit ? html` · ${words.limit} <time datetime="${limit}">${formatDay(limit, language)}</time>` : ''}${state === 'running' ? '' : html` · <span class="state">${words.clockStates[state]}</span>`}</p>
</div>`;
}

export function clockPicture({ receivedOn, today, target, limit }: ClockDays): Html {
  const whole = Math.max(1, daysBetween(receivedOn, limit ?? target));
  const share = (day: string) =>
    Math.min(100, Math.max(0, (100 * daysBetween(receivedOn, day)) / whole)).toFixed(1);
  return html`<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="track" width="100" height="6"/><rect class="gone" width="${share(today)}" height="6"/>${limit ? html`<rect class="mark" x="${Math.min(99, Number(share(target)))}" width="1" height="6"/>` : ''}</svg>`;
}

/** What the case is steered by: the target, and once that has passed, the last day. */
export const steeredBy = ({
  today,
  target,
  limit,
}: Omit<ClockDays, 'state' | 'receivedOn'>): Day => (today > target && limit ? limit : target);

export function daysInWords(days: ClockDays, language: Language): string {
  const words = PAGE_WORDS[language];
  const left = daysBetween(days.today, steeredBy(days));
  if (left === 0) return words.today;
  return left > 0 ? words.daysLeft(left) : words.daysOver(-left);
}

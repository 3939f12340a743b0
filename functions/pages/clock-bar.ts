/** A clock as a bar: the days gone, our target, the law's last day. */
import { html } from 'hono/html';
import type { Instant } from '../../core/ids.ts';
import { dayIn, daysBetween } from '../../core/law/calendar.ts';
import { clockState } from '../../core/law/clocks.ts';
import type { Clock } from '../../core/law/plan.ts';
import type { Language } from '../../core/law/rights.ts';
import { formatDay } from './format.ts';
import type { Html } from './layout.ts';
import { PAGE_WORDS } from './words.ts';

/** The words beside the bar say all that it shows; the picture is hidden from screen readers. */
export function clockBar(clock: Clock, now: Date | Instant, language: Language): Html {
  const words = PAGE_WORDS[language];
  const instant = typeof now === 'string' ? now : now.toISOString();
  const state = clockState(clock, instant);
  const today = dayIn(clock.zone, instant);
  const whole = Math.max(1, daysBetween(clock.receivedOn, clock.limit ?? clock.target));
  const share = (day: string) =>
    Math.min(100, Math.max(0, (100 * daysBetween(clock.receivedOn, day)) / whole)).toFixed(1);
  const left = daysBetween(
    today,
    state === 'past-target' && clock.limit ? clock.limit : clock.target,
  );
  const count = left > 0 ? words.daysLeft(left) : left === 0 ? words.today : words.daysOver(-left);
  return html`<div class="clock ${state}">
<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="track" width="100" height="6"/><rect class="gone" width="${share(today)}" height="6"/><rect class="mark" x="${Math.min(99, Number(share(clock.target)))}" width="1" height="6"/></svg>
<p><strong>${count}</strong> · ${words.target} <time datetime="${clock.target}">${formatDay(clock.target, language)}</time>${clock.limit ? html` · ${words.limit} <time datetime="${clock.limit}">${formatDay(clock.limit, language)}</time>` : ''}${state === 'running' ? '' : html` · <span class="state">${words.clockStates[state]}</span>`}</p>
</div>`;
}

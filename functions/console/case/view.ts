/** What every part of the case page is drawn from. */
import { html } from 'hono/html';
import type { ChainFault, SealedCommit } from '../../../core/case/chain.ts';
import type { CaseEvent, EventType } from '../../../core/case/events.ts';
import type { CaseState } from '../../../core/case/state.ts';
import type { Instant } from '../../../core/ids.ts';
import type { Zone } from '../../../core/law/calendar.ts';
import type { Right } from '../../../core/law/rights.ts';
import { ruleFor } from '../../../core/law/rules.ts';
import { formatInstant } from '../../pages/format.ts';
import type { Html } from '../../pages/layout.ts';
import type { Visit } from '../visit.ts';
import type { SamePerson } from './same-person.ts';

export interface LoggedCommit {
  commit: SealedCommit;
  events: CaseEvent[];
}

/** A form that was not accepted: which, why, and what had been filled in. */
export interface Trouble {
  form: string;
  message: string;
  values: Readonly<Record<string, string | readonly string[]>>;
}

export interface CaseView {
  visit: Visit;
  state: CaseState;
  log: readonly LoggedCommit[];
  faults: readonly ChainFault[];
  zone: Zone;
  /** Names by actor, for those operators whose acts stand in the log. */
  names: ReadonlyMap<string, string>;
  /** Names of stores (`kikokugo`) and collections (`kikokugo/users`), as the data map has them. */
  stores: ReadonlyMap<string, string>;
  samePerson: SamePerson;
  trouble: Trouble | null;
}

export const eventsOf = (log: readonly LoggedCommit[]): CaseEvent[] =>
  log.flatMap(({ events }) => events);

type OfType<T extends EventType> = Extract<CaseEvent, { type: T }>;

/** The newest event of this type for which `holds`. */
export function lastEvent<T extends EventType>(
  log: readonly LoggedCommit[],
  type: T,
  holds: (event: OfType<T>) => boolean = () => true,
): OfType<T> | undefined {
  const isIt = (event: CaseEvent): event is OfType<T> => event.type === type;
  return eventsOf(log)
    .filter(isIt)
    .findLast((event) => holds(event));
}

/** Who did it, in words. */
export function who({ visit, names }: Pick<CaseView, 'visit' | 'names'>, by: string): string {
  const { actors } = visit.words;
  if (by === visit.by) return actors.you;
  if (by.startsWith('operator:'))
    return names.get(by) ?? `${actors.operator} (${by.slice('operator:'.length)})`;
  const known: Readonly<Record<string, string>> = actors;
  return known[by] ?? by;
}

export const when = ({ visit, zone }: Pick<CaseView, 'visit' | 'zone'>, at: Instant): Html =>
  html`<time datetime="${at}">${formatInstant(at, visit.language, zone)}</time>`;

export const said = ({ visit, zone }: Pick<CaseView, 'visit' | 'zone'>, at: Instant): string =>
  formatInstant(at, visit.language, zone);

export const titleOf = ({ visit }: Pick<CaseView, 'visit'>, right: Right): string =>
  ruleFor(right).title[visit.language];

export const storeName = ({ stores }: Pick<CaseView, 'stores'>, id: string): string =>
  stores.get(id) ?? id;

/** One row of `<dl class="facts">`. */
export const fact = (name: string, value: Html | string): Html =>
  html`<dt>${name}</dt><dd>${value}</dd>`;

/** What had been filled into a form that was not accepted. */
export function given(trouble: Trouble | null, form: string, field: string): readonly string[] {
  const value = trouble?.form === form ? trouble.values[field] : undefined;
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

export const formError = (trouble: Trouble | null, form: string): Html =>
  trouble?.form === form
    ? html`<p class="errors" id="${form}-error" role="alert" tabindex="-1" autofocus>${trouble.message}</p>`
    : html``;

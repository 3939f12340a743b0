/**
 * Cases without their seals: the real fold, the real decisions and the queue's real rows, but events
 * lie open in memory. Sealing, hashing and conflicts of writers have tests of their own, and would
 * be nine tenths of the time here. Every event is checked against its schema, as when a log is read.
 */
import {
  type Actor,
  type CaseEvent,
  isCaseEvent,
  type NewEvent,
  type Unchecked,
} from '../../core/case/events.ts';
import { fold } from '../../core/case/fold.ts';
import { rowOf } from '../../core/case/row.ts';
import type { CaseState } from '../../core/case/state.ts';
import { Cases, type Decide, NoSuchCase } from '../../platform/cases.ts';
import type { Ports } from '../../platform/ports.ts';
import { CASE, type World } from './world.ts';

/** Told of each event with the state that its commit leads to. */
export type Watcher = (event: CaseEvent, state: CaseState) => void;

export class OpenCases extends Cases {
  readonly #here: () => World;
  readonly #seen: Watcher;
  /** States by the log they follow from; nobody changes a state that was given. */
  readonly #states = new WeakMap<World['commits'], CaseState>();

  constructor(ports: Ports, here: () => World, seen: Watcher) {
    super(ports);
    this.#here = here;
    this.#seen = seen;
  }

  override async open(_id: unknown, by: Actor, event: NewEvent): Promise<CaseState> {
    return this.#write(by, [event]);
  }

  override async read(): Promise<CaseState> {
    return this.#state();
  }

  override async find(): Promise<CaseState | null> {
    return this.#here().commits.length === 0 ? null : this.#state();
  }

  override async events(): Promise<never> {
    throw new NoSuchCase('sealed commits are not kept here; see `World.commits`');
  }

  override async head(): Promise<string> {
    return '0'.repeat(64);
  }

  override async act(_id: unknown, by: Actor, decide: Decide): Promise<CaseState> {
    const events = decide(this.#state());
    return events.length > 0 ? this.#write(by, events) : this.#state();
  }

  #state(): CaseState {
    const { commits } = this.#here();
    const known = this.#states.get(commits) ?? fold(CASE, commits);
    this.#states.set(commits, known);
    return known;
  }

  #write(by: Actor, events: readonly NewEvent[]): CaseState {
    const world = this.#here();
    const at = new Date(world.ms).toISOString();
    const commit = events.map((event) => recorded({ personal: null, ...event, at, by }));
    world.commits = [...world.commits, commit];
    const state = this.#state();
    world.row = rowOf(state);
    for (const event of commit) this.#seen(event, state);
    return state;
  }
}

function recorded(event: Unchecked): CaseEvent {
  if (!isCaseEvent(event)) throw new TypeError(`${event.type} is not as its schema says`);
  return event;
}

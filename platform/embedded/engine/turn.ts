/**
 * One turn of one execution: what happened from outside is applied, then states are
 * walked until every frame waits for something; then all of it is written at once.
 * Nothing here touches the disk.
 */
import { contextOf, visibleVariables } from './context.ts';
import type { End, Execution, Frame } from './execution.ts';
import type { Sources } from './functions.ts';
import type { HistoryEvent } from './history.ts';
import type { Changes } from './journal.ts';
import type { Json } from './json.ts';
import type { Bindings } from './jsonata.ts';
import type { Machine, State, StateList } from './machine.ts';

export interface NewFrame {
  readonly parent: number | null;
  readonly position: number;
  readonly item: Json;
  readonly state: string;
  readonly input: Json;
  readonly phase: Frame['phase'];
}

export class Turn implements Changes {
  readonly execution: Execution;
  readonly machine: Machine;
  readonly sources: Sources;
  readonly at: number;
  readonly isNew: boolean;
  readonly changed = new Set<Frame>();
  readonly removed = new Set<number>();
  readonly events: HistoryEvent[] = [];
  /** Tasks whose handlers are to be called once the turn is on disk. */
  readonly scheduled = new Set<Frame>();
  readonly #newFrameId: () => number;
  readonly #ready: Frame[];

  constructor(given: {
    execution: Execution;
    machine: Machine;
    sources: Sources;
    newFrameId: () => number;
    isNew: boolean;
  }) {
    this.execution = given.execution;
    this.machine = given.machine;
    this.sources = given.sources;
    this.isNew = given.isNew;
    this.at = given.sources.clock.now().getTime();
    this.#newFrameId = given.newFrameId;
    this.#ready = [...given.execution.frames.values()].filter(
      ({ phase }) => phase.kind === 'ready',
    );
  }

  get isEmpty(): boolean {
    return this.changed.size + this.removed.size + this.events.length === 0;
  }

  get isOver(): boolean {
    return this.execution.end !== null;
  }

  record(event: HistoryEvent): void {
    this.events.push(event);
  }

  /** The next frame whose state is to be entered, in the order in which they became ready. */
  nextReady(): Frame | undefined {
    for (let frame = this.#ready.shift(); frame !== undefined; frame = this.#ready.shift())
      if (this.execution.frames.has(frame.id) && frame.phase.kind === 'ready') return frame;
    return undefined;
  }

  addFrame(given: NewFrame): Frame {
    const frame: Frame = {
      ...given,
      id: this.#newFrameId(),
      enteredAt: this.at,
      invocations: 0,
      attempts: [],
      variables: {},
    };
    this.execution.frames.set(frame.id, frame);
    this.setPhase(frame, given.phase);
    return frame;
  }

  setPhase(frame: Frame, phase: Frame['phase']): void {
    frame.phase = phase;
    this.changed.add(frame);
    if (phase.kind === 'ready') this.#ready.push(frame);
  }

  /** With everything inside it. */
  removeFrame(frame: Frame): void {
    for (const other of [...this.execution.frames.values()])
      if (other.parent === frame.id) this.removeFrame(other);
    this.execution.frames.delete(frame.id);
    this.changed.delete(frame);
    this.removed.add(frame.id);
  }

  end(end: Omit<End, 'at'>): void {
    this.execution.end = { ...end, at: this.at };
    this.execution.frames.clear();
    this.changed.clear();
    this.removed.clear();
  }

  parentOf(frame: Frame): Frame | undefined {
    return frame.parent === null ? undefined : this.execution.frames.get(frame.parent);
  }

  /** @throws {Error} when the journal names a state that its definition has not */
  stateOf(frame: Frame): State {
    const state = this.listOf(frame).states.get(frame.state);
    if (state === undefined) throw new Error(`there is no state ${JSON.stringify(frame.state)}`);
    return state;
  }

  listOf(frame: Frame): StateList {
    const parent = this.parentOf(frame);
    if (parent === undefined) return this.machine.root;
    const around = this.stateOf(parent);
    const list =
      around.kind === 'Map'
        ? around.processor
        : around.kind === 'Parallel'
          ? around.branches[frame.position]
          : undefined;
    if (list === undefined) throw new Error(`${around.kind} ${around.name} has no states inside`);
    return list;
  }

  /** What expressions of the frame's state see. */
  bindings(
    frame: Frame,
    extra: Bindings = {},
    about: Parameters<typeof contextOf>[2] = {},
  ): Bindings {
    return {
      ...visibleVariables(this, frame),
      states: { input: frame.input, context: contextOf(this, frame, about), ...extra },
    };
  }
}

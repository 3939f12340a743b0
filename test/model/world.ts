/** Everything of one run that can be copied, so that a run can be taken up again from where it branched. */
import type { CaseEvent } from '../../core/case/events.ts';
import type { CaseRow } from '../../core/case/row.ts';
import { CaseId, StoreId, type TaskId, type TaskToken } from '../../core/ids.ts';
import type { Execution } from '../../platform/embedded/engine/execution.ts';
import type { Remains } from './laws/law.ts';

export const CASE = CaseId.parse('KJ-M0DE0-00001');
/** The person's earlier case, into which this one may be merged. */
export const EARLIER = CaseId.parse('KJ-M0DE0-00000');
export const STORES = [StoreId.parse('kikokugo'), StoreId.parse('career')] as const;

/** Thursday, late in the evening in Los Angeles and in the afternoon of the next day in Tokyo (L-04). */
export const THURSDAY = Date.parse('2026-11-20T07:30:00.000Z');

/** What a store answers when it is asked for one person. `down`: not even after the retries. */
export type StoreWeather = 'held' | 'nothing' | 'down';

export interface World {
  ms: number;
  commits: readonly (readonly CaseEvent[])[];
  row: CaseRow | null;
  execution: Execution;
  framesMade: number;
  tokensDrawn: number;
  /** Tokens of the tasks that the workflow waits for. */
  held: ReadonlyMap<TaskId, TaskToken>;
  files: ReadonlySet<string>;
  keyDestroyed: boolean;
  refunded: ReadonlySet<string>;
  /** How many offered data points the stores confirm; `silent`: a store does not answer. */
  points: number | 'silent';
  /** What the stores answered that were asked. */
  stores: ReadonlyMap<StoreId, StoreWeather>;
  /** A payment may still come after the end; once. */
  paidLate: boolean;
  /** What operators did to the case besides their tasks; each once. */
  interventions: readonly string[];
}

/** @param ms when the request arrives */
export const newWorld = (ms: number): World => ({
  ms,
  commits: [],
  row: null,
  execution: {
    id: 1,
    name: CASE,
    definition: 1,
    input: { caseId: CASE },
    startedAt: ms,
    deadline: null,
    frames: new Map(),
    end: null,
  },
  framesMade: 0,
  tokensDrawn: 0,
  held: new Map(),
  files: new Set(),
  keyDestroyed: false,
  refunded: new Set(),
  points: 0,
  stores: new Map(),
  paidLate: false,
  interventions: [],
});

/** A copy that can go its own way: what changes in place (the execution's frames) is copied, the rest is replaced. */
export function copyOf(world: World): World {
  const frames = new Map([...world.execution.frames].map(([id, frame]) => [id, { ...frame }]));
  return { ...world, execution: { ...world.execution, frames } };
}

export const remainsOf = ({ execution, held, files, refunded, keyDestroyed }: World): Remains => ({
  status: execution.end?.status ?? null,
  held: [...held.keys()],
  files: [...files],
  refunded: [...refunded],
  keyDestroyed,
});

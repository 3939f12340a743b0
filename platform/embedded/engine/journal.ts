/**
 * What the engine knows, on disk. A turn of an execution is written whole or not at
 * all, in one transaction that it may share with the turns of others.
 */
import { createHash } from 'node:crypto';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Database } from '../database.ts';
import { dueOf, type Execution, type Frame, isRunnable, type Status } from './execution.ts';
import type { HistoryEvent, RecordedEvent } from './history.ts';
import type { Json } from './json.ts';
import * as rows from './rows.ts';
import { TABLES } from './tables.ts';

/** What one turn of one execution leaves behind. */
export interface Changes {
  readonly execution: Execution;
  readonly isNew: boolean;
  readonly changed: ReadonlySet<Frame>;
  readonly removed: ReadonlySet<number>;
  readonly events: readonly HistoryEvent[];
  readonly at: number;
}

export interface Description {
  readonly status: Status;
  readonly startedAt: number;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
}

export class Journal {
  readonly #database: Database;
  #lastFrame: number;
  #lastExecution: number;

  constructor(database: Database) {
    this.#database = database;
    database.define(TABLES);
    this.#lastFrame = this.#lastId('workflow_frames');
    this.#lastExecution = this.#lastId('workflow_executions');
  }

  newFrameId(): number {
    this.#lastFrame += 1;
    return this.#lastFrame;
  }

  newExecutionId(): number {
    this.#lastExecution += 1;
    return this.#lastExecution;
  }

  /** The row of this definition; a new one when its text has not been seen before. */
  keepDefinition(body: string): Promise<number> {
    const hash = createHash('sha256').update(body).digest('hex');
    return this.#database.write((db) => {
      db.prepare('INSERT OR IGNORE INTO workflow_definitions (hash, body) VALUES (?, ?)').run(
        hash,
        body,
      );
      const row = db.prepare('SELECT id FROM workflow_definitions WHERE hash = ?').get(hash);
      return rows.Id.parse(row).id;
    });
  }

  definition(id: number): string {
    return rows.Body.parse(this.#get('SELECT body FROM workflow_definitions WHERE id = ?', id))
      .body;
  }

  idOf(name: string): number | undefined {
    const row = this.#get('SELECT id FROM workflow_executions WHERE name = ?', name);
    return row === undefined ? undefined : rows.Id.parse(row).id;
  }

  /** A running execution with its frames; nothing once it has ended. */
  load(id: number): Execution | undefined {
    const row = this.#get(
      `SELECT id, name, definition, input, started_at, deadline
       FROM workflow_executions WHERE id = ? AND status = 'RUNNING'`,
      id,
    );
    if (row === undefined) return undefined;
    const frames = this.#all(
      'SELECT id, variables, body FROM workflow_frames WHERE execution = ?',
      id,
    );
    return rows.executionFrom(row, frames);
  }

  describe(name: string): Description | undefined {
    const row = this.#get(
      'SELECT status, started_at, output, error, cause FROM workflow_executions WHERE name = ?',
      name,
    );
    return row === undefined ? undefined : rows.descriptionFrom(row);
  }

  history(name: string): RecordedEvent[] {
    const turns = this.#all(
      `SELECT h.at, h.events FROM workflow_history h JOIN workflow_executions e ON e.id = h.execution
       WHERE e.name = ? ORDER BY h.turn`,
      name,
    );
    return rows.historyFrom(turns);
  }

  awaiting(token: string): { execution: number; frame: number } | undefined {
    const row = this.#get(
      'SELECT execution, id AS frame FROM workflow_frames WHERE token = ?',
      token,
    );
    return row === undefined ? undefined : rows.Awaiting.parse(row);
  }

  /** Executions that have something to do at once, for the time after a restart. */
  runnable(): number[] {
    const found = this.#all(
      'SELECT DISTINCT execution FROM workflow_frames WHERE runnable = 1 ORDER BY execution',
    );
    return found.map((row) => rows.Due.parse(row).execution);
  }

  /** Executions with a frame or a deadline that is due, at most `limit`. */
  due(now: number, limit: number): number[] {
    const found = this.#all(
      `SELECT execution FROM (
         SELECT execution, due FROM workflow_frames WHERE due <= ?1
         UNION ALL
         SELECT id, deadline FROM workflow_executions WHERE deadline <= ?1 AND status = 'RUNNING'
       ) GROUP BY execution ORDER BY min(due) LIMIT ?2`,
      now,
      limit,
    );
    return found.map((row) => rows.Due.parse(row).execution);
  }

  nextDue(): number | null {
    const row = this.#get(
      `SELECT min(due) AS due FROM (
         SELECT min(due) AS due FROM workflow_frames WHERE due IS NOT NULL
         UNION ALL
         SELECT min(deadline) FROM workflow_executions
         WHERE deadline IS NOT NULL AND status = 'RUNNING'
       )`,
    );
    return rows.NextDue.parse(row).due;
  }

  /** Resolves once the turn is on disk. */
  write(changes: Changes): Promise<void> {
    return this.#database.write((db) => this.#apply(db, changes));
  }

  /** An execution that has ended, with its history. */
  erase(name: string): Promise<void> {
    return this.#database.write((db) => {
      const row = db
        .prepare("SELECT id FROM workflow_executions WHERE name = ? AND status <> 'RUNNING'")
        .get(name);
      if (row === undefined) return;
      const { id } = rows.Id.parse(row);
      for (const table of ['workflow_history', 'workflow_frames'])
        db.prepare(`DELETE FROM ${table} WHERE execution = ?`).run(id);
      db.prepare('DELETE FROM workflow_executions WHERE id = ?').run(id);
    });
  }

  #apply(db: DatabaseSync, changes: Changes): void {
    const { execution, events, at } = changes;
    if (changes.isNew) this.#insertExecution(db, execution);
    for (const id of changes.removed)
      db.prepare('DELETE FROM workflow_frames WHERE id = ?').run(id);
    for (const frame of changes.changed) this.#putFrame(db, execution, frame);
    if (execution.end !== null) this.#endExecution(db, execution);
    if (events.length > 0)
      db.prepare(`INSERT INTO workflow_history (execution, turn, at, events) VALUES (:execution,
           (SELECT coalesce(max(turn), 0) + 1 FROM workflow_history WHERE execution = :execution),
           :at, :events)`).run({ execution: execution.id, at, events: JSON.stringify(events) });
  }

  #insertExecution(db: DatabaseSync, execution: Execution): void {
    db.prepare(`INSERT INTO workflow_executions (id, name, definition, status, input, started_at, deadline)
       VALUES (?, ?, ?, 'RUNNING', ?, ?, ?)`).run(
      execution.id,
      execution.name,
      execution.definition,
      JSON.stringify(execution.input),
      execution.startedAt,
      execution.deadline,
    );
  }

  #endExecution(db: DatabaseSync, { id, end }: Execution): void {
    if (end === null) return;
    db.prepare(`UPDATE workflow_executions SET status = ?, ended_at = ?, output = ?, error = ?, cause = ?
       WHERE id = ? AND status = 'RUNNING'`).run(
      end.status,
      end.at,
      end.output === undefined ? null : JSON.stringify(end.output),
      end.error ?? null,
      end.cause ?? null,
      id,
    );
    db.prepare('DELETE FROM workflow_frames WHERE execution = ?').run(id);
  }

  #putFrame(db: DatabaseSync, execution: Execution, frame: Frame): void {
    const { phase } = frame;
    db.prepare(`INSERT OR REPLACE INTO workflow_frames (id, execution, due, token, runnable, variables, body)
       VALUES (?, ?, ?, ?, ?, ?, ?)`).run(
      frame.id,
      execution.id,
      dueOf(phase),
      phase.kind === 'task' ? phase.token : null,
      isRunnable(phase) ? 1 : 0,
      JSON.stringify(frame.variables),
      rows.bodyOf(frame),
    );
  }

  #get(sql: string, ...values: SQLInputValue[]): unknown {
    return this.#database.read((db) => db.prepare(sql).get(...values));
  }

  #all(sql: string, ...values: SQLInputValue[]): unknown[] {
    return this.#database.read((db) => db.prepare(sql).all(...values));
  }

  #lastId(table: 'workflow_frames' | 'workflow_executions'): number {
    return rows.Id.parse(this.#get(`SELECT coalesce(max(id), 0) AS id FROM ${table}`)).id;
  }
}

/** Task tokens in SQLite. */
import { z } from 'zod';
import { type CaseId, TaskId, TaskToken } from '../../core/ids.ts';
import type { Tasks } from '../ports.ts';
import type { Database } from './database.ts';

const Held = z.object({ task_id: TaskId });
const Token = z.object({ token: TaskToken });

export class EmbeddedTasks implements Tasks {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    database.define(`
      CREATE TABLE IF NOT EXISTS task_tokens (
        task_id TEXT PRIMARY KEY,
        token TEXT NOT NULL
      ) STRICT, WITHOUT ROWID
    `);
  }

  hold(taskId: TaskId, token: TaskToken): Promise<void> {
    return this.#database.write((db) => {
      db.prepare(
        `INSERT INTO task_tokens (task_id, token) VALUES (?, ?)
         ON CONFLICT (task_id) DO UPDATE SET token = excluded.token`,
      ).run(taskId, token);
    });
  }

  async token(taskId: TaskId): Promise<TaskToken | null> {
    const row = this.#database.read((db) =>
      db.prepare('SELECT token FROM task_tokens WHERE task_id = ?').get(taskId),
    );
    return row === undefined ? null : Token.parse(row).token;
  }

  release(taskId: TaskId, token: TaskToken): Promise<void> {
    return this.#database.write((db) => {
      db.prepare('DELETE FROM task_tokens WHERE task_id = ? AND token = ?').run(taskId, token);
    });
  }

  async held(caseId: CaseId): Promise<TaskId[]> {
    // A task id is `<case id>/<purpose>`, and `0` follows `/` in ASCII: a range on the primary key.
    const rows = this.#database.read((db) =>
      db
        .prepare(
          'SELECT task_id FROM task_tokens WHERE task_id > ? AND task_id < ? ORDER BY task_id',
        )
        .all(`${caseId}/`, `${caseId}0`),
    );
    return rows.map((row) => Held.parse(row).task_id);
  }
}

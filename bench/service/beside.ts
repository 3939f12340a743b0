/** What has become of cases, read from the service's own files, so that looking costs the service nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { z } from 'zod';
import { CaseRow } from '../../core/case/row.ts';

const POLL_MS = 2;
const PATIENCE_MS = 60_000;

const Count = z.object({ count: z.int() });
const Body = z.object({ body: z.string() });
const Mail = z.object({ id: z.string() });

export class Beside {
  readonly #database: DatabaseSync;
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
    this.#database = new DatabaseSync(join(directory, 'kaiji.db'), { readOnly: true });
  }

  count(of: 'commits' | 'mails' | 'closed'): number {
    const from = of === 'closed' ? `case_rows WHERE status = 'closed'` : of;
    return Count.parse(this.#database.prepare(`SELECT count(*) AS count FROM ${from}`).get()).count;
  }

  /** What the case waits for: kinds of tasks, of requester and operator. */
  waitsFor(caseId: string): string[] {
    const row = this.#database.prepare('SELECT body FROM case_rows WHERE case_id = ?').get(caseId);
    if (row === undefined) return [];
    const { requesterTasks, operatorTasks } = CaseRow.parse(JSON.parse(Body.parse(row).body));
    return [...requesterTasks, ...operatorTasks];
  }

  isClosed(caseId: string): boolean {
    const closed = `SELECT 1 FROM case_rows WHERE case_id = ? AND status = 'closed'`;
    return this.#database.prepare(closed).get(caseId) !== undefined;
  }

  /** The text of the newest mail to that address. */
  async lastMailTo(address: string): Promise<string> {
    const row = this.#database
      .prepare('SELECT id FROM mails WHERE recipient = ? ORDER BY accepted_at DESC, rowid DESC')
      .get(address);
    if (row === undefined) return '';
    const { id } = Mail.parse(row);
    const raw = readFileSync(join(this.#directory, 'mailbox', `${id}.eml`));
    return (await PostalMime.parse(raw)).text ?? '';
  }

  close(): void {
    this.#database.close();
  }
}

/** Polls until it holds. @returns the ms that it took */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: () => string,
): Promise<number> {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > PATIENCE_MS) throw new Error(`never: ${what()}`);
    await sleep(POLL_MS);
  }
  return performance.now() - began;
}

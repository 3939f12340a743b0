/** Idempotency keys, honoured as Stripe does: same key and parameters, same answer. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { keyReused, type RefusalStatus, StripeFault } from './faults.ts';

/** Stripe keeps a key for at least this long; so briefly here, that nobody relies on more. */
const KEPT_MS = 24 * 3600 * 1000;

export interface Answer {
  status: 200 | RefusalStatus;
  /** JSON */
  body: string;
  replayed?: boolean;
}

const Kept = z.object({
  fingerprint: z.string(),
  status: z.literal([200, 400, 401, 404]),
  body: z.string(),
});

/** Runs `work` and keeps its answer under the key, a refusal too. Inside `Database.write`. */
export function answerOnce(
  db: DatabaseSync,
  request: { key: string | undefined; fingerprint: string; nowMs: number },
  work: () => unknown,
): Answer {
  const { key, fingerprint, nowMs } = request;
  if (key === undefined) return answerTo(work);
  db.prepare('DELETE FROM stripe_idempotency WHERE at_ms <= ?').run(nowMs - KEPT_MS);
  const row = db.prepare('SELECT * FROM stripe_idempotency WHERE key = ?').get(key);
  if (row) {
    const kept = Kept.parse(row);
    if (kept.fingerprint !== fingerprint)
      return answerTo(() => {
        throw keyReused();
      });
    return { status: kept.status, body: kept.body, replayed: true };
  }
  const answer = answerTo(work);
  db.prepare('INSERT INTO stripe_idempotency VALUES (?, ?, ?, ?, ?)').run(
    key,
    fingerprint,
    answer.status,
    answer.body,
    nowMs,
  );
  return answer;
}

/** A refusal is thrown before anything is written, so nothing of it needs undoing. */
export function answerTo(work: () => unknown): Answer {
  try {
    return { status: 200, body: JSON.stringify(work()) };
  } catch (error) {
    if (!(error instanceof StripeFault)) throw error;
    return { status: error.status, body: JSON.stringify(error.body) };
  }
}

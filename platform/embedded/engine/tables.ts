/**
 * The engine's tables. Frames are small rows; the partial indexes hold only what can be
 * run, is due, or waits for a token, so that ten thousand waiting executions cost
 * nothing to open.
 */
export const TABLES = `
  CREATE TABLE IF NOT EXISTS workflow_definitions (
    id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, body TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS workflow_executions (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    definition INTEGER NOT NULL REFERENCES workflow_definitions,
    status TEXT NOT NULL,
    input TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    deadline INTEGER,
    ended_at INTEGER,
    output TEXT,
    error TEXT,
    cause TEXT
  );
  CREATE INDEX IF NOT EXISTS workflow_executions_due
    ON workflow_executions (deadline) WHERE deadline IS NOT NULL AND status = 'RUNNING';
  CREATE TABLE IF NOT EXISTS workflow_frames (
    id INTEGER PRIMARY KEY,
    execution INTEGER NOT NULL,
    due INTEGER,
    token TEXT,
    runnable INTEGER NOT NULL,
    variables TEXT NOT NULL,
    body TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS workflow_frames_of ON workflow_frames (execution);
  CREATE INDEX IF NOT EXISTS workflow_frames_due ON workflow_frames (due) WHERE due IS NOT NULL;
  CREATE INDEX IF NOT EXISTS workflow_frames_runnable
    ON workflow_frames (execution) WHERE runnable = 1;
  CREATE UNIQUE INDEX IF NOT EXISTS workflow_frames_token
    ON workflow_frames (token) WHERE token IS NOT NULL;
  CREATE TABLE IF NOT EXISTS workflow_history (
    execution INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    at INTEGER NOT NULL,
    events TEXT NOT NULL,
    PRIMARY KEY (execution, turn)
  ) WITHOUT ROWID;
`;

/** The stand-in's tables. Times named `…_ms` are milliseconds, all others Stripe's seconds. */
export const TABLES = `
  CREATE TABLE IF NOT EXISTS stripe_session (
    id TEXT PRIMARY KEY,
    created INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL,
    product TEXT NOT NULL,
    reference TEXT NOT NULL,
    metadata TEXT NOT NULL,
    payment_metadata TEXT NOT NULL,
    locale TEXT NOT NULL,
    success_url TEXT NOT NULL,
    cancel_url TEXT NOT NULL,
    status TEXT NOT NULL,
    payment_status TEXT NOT NULL,
    payment_intent TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS stripe_session_open ON stripe_session (expires_at) WHERE status = 'open';

  CREATE TABLE IF NOT EXISTS stripe_payment (
    id TEXT PRIMARY KEY,
    charge TEXT NOT NULL,
    session TEXT NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL,
    metadata TEXT NOT NULL,
    created INTEGER NOT NULL
  ) STRICT;

  -- One refund a payment, of all of it: we ask for no others.
  CREATE TABLE IF NOT EXISTS stripe_refund (
    id TEXT PRIMARY KEY,
    payment_intent TEXT NOT NULL UNIQUE REFERENCES stripe_payment (id),
    charge TEXT NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL,
    metadata TEXT NOT NULL,
    created INTEGER NOT NULL
  ) STRICT;

  -- next_ms is NULL once the event was taken.
  CREATE TABLE IF NOT EXISTS stripe_event (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL,
    body TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_ms INTEGER
  ) STRICT;
  CREATE INDEX IF NOT EXISTS stripe_event_due ON stripe_event (next_ms) WHERE next_ms IS NOT NULL;
  CREATE INDEX IF NOT EXISTS stripe_event_session ON stripe_event (session);

  CREATE TABLE IF NOT EXISTS stripe_idempotency (
    key TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    at_ms INTEGER NOT NULL
  ) STRICT;
`;

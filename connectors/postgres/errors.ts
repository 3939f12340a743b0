/** PostgreSQL's and the network's errors in the words of the contract. */
import pg from 'pg';
import {
  isNetworkError,
  isStoreError,
  StoreMisconfigured,
  StoreRefused,
  StoreUnavailable,
} from '../connector.ts';

/** Connection lost, resources short, shut down, deadlock or serialisation, lock or statement timeout. */
const UNAVAILABLE = /^(?:08|53|57P|58|40|55P03|57014)/;
/** Database, schema, table, column or type not there; wrong syntax. */
const MISCONFIGURED = /^(?:3D|3F|42(?!501))/;

export function translated(store: string, error: unknown): unknown {
  if (isStoreError(error) || (error instanceof Error && error.name === 'AbortError')) return error;
  if (error instanceof pg.DatabaseError) return fromCode(store, error);
  if (isNetworkError(error) || isLostConnection(error))
    return new StoreUnavailable(`store '${store}' does not answer`, { cause: error });
  return new StoreRefused(`store '${store}' could not be read`, { cause: error });
}

function fromCode(store: string, error: pg.DatabaseError): Error {
  const code = error.code ?? 'without a code';
  // Messages about data (class 22) quote the value: only names may pass, never values.
  const cause = /^(?:22|23)/.test(code) ? new Error(`PostgreSQL error ${code}`) : error;
  const said = `store '${store}' answered with PostgreSQL error ${code}`;
  if (UNAVAILABLE.test(code)) return new StoreUnavailable(said, { cause });
  if (MISCONFIGURED.test(code)) return new StoreMisconfigured(said, { cause });
  return new StoreRefused(said, { cause });
}

/** `pg` says these in words only. */
function isLostConnection(error: unknown): boolean {
  return (
    error instanceof Error &&
    /connection terminated|timeout expired|query read timeout|not queryable|client was closed/i.test(
      error.message,
    )
  );
}

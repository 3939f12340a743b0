/**
 * What every kind of store gives: rows of one collection, page by page, to the end.
 * The contract in `test/contracts/connectors.test.ts` holds for all of them;
 * `docs/connectors.md` says how to write one.
 */
import type { Row } from '../core/redaction.ts';
import type { BoundQuery } from '../core/traversal.ts';

export interface Page {
  /** Rows of the person, as plain JSON values. */
  rows: Row[];
  /** Rows that the store gave though they are not the person's, and that were dropped. */
  passedOver: number;
  /** Names of fields that the store has and the data map does not, where the store tells. */
  undeclared?: readonly string[];
}

export interface Connector {
  /**
   * The rows that match, each once. Ending normally means that the store's own cursor ran
   * out; anything else ends in an error. One read at a time; leaving early frees the cursor.
   * @throws {StoreUnavailable | StoreRefused | StoreMisconfigured}
   */
  read(query: BoundQuery, signal?: AbortSignal): AsyncIterable<Page>;
  /** Asks the least that shows that the store answers and lets us in. Throws as `read` does. */
  check(signal?: AbortSignal): Promise<void>;
  /** The bytes of a file that a row refers to; only where the kind of store has such. */
  file?(address: string, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  close(): Promise<void>;
}

/** The store does not answer now: try again later. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The store answered and will not give what was asked, or gave what cannot be trusted as whole. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused';
}

/** The data map or the settings do not fit the store: somebody must mend them. */
export class StoreMisconfigured extends Error {
  override readonly name = 'StoreMisconfigured';
}

export function isStoreError(
  error: unknown,
): error is StoreUnavailable | StoreRefused | StoreMisconfigured {
  return (
    error instanceof StoreUnavailable ||
    error instanceof StoreRefused ||
    error instanceof StoreMisconfigured
  );
}

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOTFOUND',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/** Whether an error, or what caused it, is the network's: worth another try. */
export function isNetworkError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && NETWORK_CODES.has(error.code))
    return true;
  if (error instanceof AggregateError && error.errors.some(isNetworkError)) return true;
  return error.name === 'TimeoutError' || isNetworkError(error.cause);
}

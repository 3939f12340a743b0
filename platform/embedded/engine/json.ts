/** JSON values as they travel between states: copied, measured, never shared. */
import type { Json } from '../../../core/canonical.ts';
import { ErrorName, StateFailed } from './errors.ts';

export type { Json };
export type JsonObject = { readonly [key: string]: Json };

/** Step Functions' quota for the input or output of a state, in bytes of UTF-8. */
const PAYLOAD_LIMIT = 256 * 1024;

/**
 * A copy that holds JSON and nothing else.
 * @throws {StateFailed} States.DataLimitExceeded above 256 KiB; `what` says of which value
 */
export function payload(value: unknown, what: string): Json {
  const text = JSON.stringify(value ?? null);
  if (tooLong(text)) {
    throw new StateFailed(
      ErrorName.dataLimitExceeded,
      `${what} is larger than ${PAYLOAD_LIMIT} bytes`,
    );
  }
  const copy: Json = JSON.parse(text);
  return copy;
}

function tooLong(text: string): boolean {
  if (text.length * 3 <= PAYLOAD_LIMIT) return false;
  return Buffer.byteLength(text) > PAYLOAD_LIMIT;
}

export function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `array`, `null`, `string` …: for messages. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** JSON that was signed, read without a schema: nothing but the browser stands behind this folder. */
import { text } from './bytes.ts';

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function strings(value: unknown): string[] | null {
  if (!Array.isArray(value)) return null;
  const found = value.filter((one): one is string => typeof one === 'string');
  return found.length === value.length ? found : null;
}

/** `null` unless it is one object, in UTF-8. */
export function recordIn(bytes: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text(bytes) ?? '');
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

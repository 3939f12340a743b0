/** What a store gave, from lines of JSON to a JSON array and a table, row by row. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import type { Vault } from '../../platform/ports.ts';

const Row = z.record(z.string(), z.unknown());
type Row = z.infer<typeof Row>;

/** The vault gave something other than what the finding says was put there. */
export class FindingMismatch extends Error {
  override readonly name = 'FindingMismatch';
}

interface ReadRow {
  row: Row;
  /** As it stood in the vault. */
  text: string;
}

/**
 * Reads lines of JSON, as many at a time as the vault gives, and makes sure at their end
 * that they are those that were collected.
 * @throws {FindingMismatch} on the way, when they are not
 */
export async function* rowsOf(
  lines: Readable,
  found: { collection: string; count: number; sha256: string },
): AsyncGenerator<ReadRow[]> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let count = 0;
  let rest = '';
  for await (const chunk of lines) {
    hash.update(chunk);
    const texts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = texts.pop() ?? '';
    count += texts.length;
    yield texts.map((text) => ({ row: parsed(text), text }));
  }
  if (rest !== '') throw new FindingMismatch(`${found.collection} ends within a line`);
  if (hash.digest('hex') !== found.sha256)
    throw new FindingMismatch(`${found.collection} has changed since it was collected`);
  if (count !== found.count)
    throw new FindingMismatch(
      `${found.collection}: the finding counts ${found.count} rows, the vault holds ${count}`,
    );
}

/**
 * The first rows, as many as `most` bytes hold whole, for a page that shows them. What they are is
 * vouched for when the collection is packed, which reads it to its end.
 */
export async function firstRows(
  vault: Pick<Vault, 'get'>,
  key: string,
  most: { rows: number; bytes: number },
): Promise<{ rows: Row[]; bytes: number }> {
  const read = await buffer(await vault.get(key, { start: 0, end: Math.max(0, most.bytes - 1) }));
  const whole = read.subarray(0, read.lastIndexOf('\n') + 1).toString('utf8');
  const texts = whole.split('\n', most.rows).filter((text) => text !== '');
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0);
  return { rows: texts.map(parsed), bytes };
}

/** The rows as a JSON array, one a line; learns the columns on the way. */
export function jsonArray(batches: AsyncIterable<ReadRow[]>, columns: Set<string>): Readable {
  return Readable.from(
    (async function* () {
      let begun = false;
      for await (const rows of batches) {
        for (const { row } of rows) for (const name of Object.keys(row)) columns.add(name);
        if (rows.length === 0) continue;
        yield (begun ? ',\n' : '[\n') + rows.map(({ text }) => text).join(',\n');
        begun = true;
      }
      yield begun ? '\n]\n' : '[]\n';
    })(),
    { objectMode: false },
  );
}

/** The columns of a table, for who has not written its JSON just before. */
export async function columnsOf(batches: AsyncIterable<ReadRow[]>): Promise<Set<string>> {
  const columns = new Set<string>();
  for await (const rows of batches)
    for (const { row } of rows) for (const name of Object.keys(row)) columns.add(name);
  return columns;
}

/** The rows as a table that spreadsheets open as it is meant: UTF-8 with a mark, no formulas. */
export function csv(batches: AsyncIterable<ReadRow[]>, columns: ReadonlySet<string>): Readable {
  return Readable.from(
    (async function* () {
      const names = [...columns];
      yield `\ufeff${table([names.map(harmless)])}`;
      for await (const rows of batches)
        if (rows.length > 0)
          yield table(rows.map(({ row }) => names.map((name) => cell(row[name]))));
    })(),
    { objectMode: false },
  );
}

function parsed(text: string): Row {
  try {
    return Row.parse(JSON.parse(text));
  } catch {
    // The cause would quote the line, which is somebody's data.
    throw new FindingMismatch('a line in the vault is not a JSON object');
  }
}

function table(rows: string[][]): string {
  return stringify(rows, { record_delimiter: '\r\n', quoted_match: /[\r\n]/ });
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return harmless(value);
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP), and so does one
 * that has such apostrophes already: taking one away where one of these stands gives back the text.
 */
function harmless(text: string): string {
  return /^'*(\s*[=+\-@＝＋－＠|%]|[\t\r\n])/.test(text) ? `'${text}` : text;
}

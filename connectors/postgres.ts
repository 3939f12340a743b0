/**
 * PostgreSQL over the wire. One read is one read-only, repeatable-read transaction
 * with a server-side cursor: a snapshot, in constant memory. Values only ever travel
 * as parameters; names are checked against the catalogue and quoted.
 */
import pg from 'pg';
import { z } from 'zod';
import type { Row } from '../core/redaction.ts';
import type { BoundQuery, StoreAddress } from '../core/traversal.ts';
import { type Connector, type Page, StoreMisconfigured } from './connector.ts';
import { translated } from './postgres/errors.ts';
import { type Column, selectFor } from './postgres/sql.ts';
import { jsonTypes } from './postgres/types.ts';
import { type Environment, parsed, resolveSettings } from './settings.ts';

const Connection = z.strictObject({ url: z.string().regex(/^postgres(ql)?:\/\//) });

const Source = z.strictObject({
  schema: z.string().min(1).default('public'),
  table: z.string().min(1),
  /** Columns whose values are stored in their normal form, so that a plain index serves. */
  exact: z.array(z.string()).default([]),
});
export type Source = z.infer<typeof Source>;

const CONNECT_MILLIS = 10_000;
const STATEMENT_MILLIS = 60_000;
/** A page aims at this much text, so that long résumés make short pages. */
const PAGE_BYTES = 512 * 1024;
const FIRST_PAGE_ROWS = 200;
const MAX_PAGE_ROWS = 4000;

export function openPostgres(address: StoreAddress, environment: Environment): Connector {
  const { url } = resolveSettings(address.store, address.connection, environment, Connection);
  return new PostgresConnector(address.store, url);
}

function rowsPerPage(rowBytes: number): number {
  return Math.min(MAX_PAGE_ROWS, Math.max(1, Math.floor(PAGE_BYTES / Math.max(1, rowBytes))));
}

class PostgresConnector implements Connector {
  readonly #store: string;
  readonly #url: string;
  #client: pg.Client | undefined;

  constructor(store: string, url: string) {
    this.#store = store;
    this.#url = url;
  }

  async *read(query: BoundQuery, signal?: AbortSignal): AsyncGenerator<Page> {
    const source = parsed(Source, query.query.source, this.#placeOf(query));
    let finished = false;
    try {
      const client = await this.#connected();
      await client.query(
        `BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
         SET LOCAL statement_timeout = ${STATEMENT_MILLIS}`,
      );
      const columns = await this.#columns(client, query, source);
      const { text, values } = selectFor(query, source, columns);
      await client.query(`DECLARE kaiji NO SCROLL CURSOR FOR ${text}`, values);
      const declared = new Set(query.query.fields.map(({ name }) => name.split('.')[0]));
      const undeclared = [...columns.keys()].filter((name) => !declared.has(name));
      yield* this.#pages(client, undeclared, signal);
      await client.query('COMMIT');
      finished = true;
    } catch (error) {
      throw translated(this.#store, error);
    } finally {
      if (!finished) await this.close();
    }
  }

  async *#pages(
    client: pg.Client,
    undeclared: readonly string[],
    signal?: AbortSignal,
  ): AsyncGenerator<Page> {
    const { types, takeBytes } = jsonTypes();
    let asked = FIRST_PAGE_ROWS;
    const fetchPage = () => client.query<Row>({ text: `FETCH FORWARD ${asked} FROM kaiji`, types });
    let coming = fetchPage();
    for (;;) {
      const { rows } = await coming;
      signal?.throwIfAborted();
      const last = rows.length < asked;
      if (!last) {
        asked = rowsPerPage(takeBytes() / rows.length);
        // The database fills the next page while this one is worked on.
        coming = fetchPage();
        // Whoever leaves early never asks how it went.
        coming.catch(() => undefined);
      }
      yield { rows, passedOver: 0, undeclared };
      if (last) return;
    }
  }

  /** From the catalogue, which also names columns that we may not read. */
  async #columns(
    client: pg.Client,
    query: BoundQuery,
    source: Source,
  ): Promise<Map<string, Column>> {
    const { rows } = await client.query<{ name: string; type: string }>(
      `SELECT attname AS name, format_type(atttypid, NULL) AS type
         FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
         JOIN pg_namespace n ON n.oid = relnamespace
        WHERE nspname = $1 AND relname = $2 AND attnum > 0 AND NOT attisdropped
        ORDER BY attnum`,
      [source.schema, source.table],
    );
    if (rows.length === 0)
      throw new StoreMisconfigured(
        `${this.#placeOf(query)} names table ${source.schema}.${source.table}, which is not there`,
      );
    return new Map(rows.map((row) => [row.name, row]));
  }

  async check(): Promise<void> {
    try {
      const client = await this.#connected();
      await client.query('SELECT 1');
    } catch (error) {
      await this.close();
      throw translated(this.#store, error);
    }
  }

  async #connected(): Promise<pg.Client> {
    if (this.#client) return this.#client;
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: CONNECT_MILLIS,
      query_timeout: STATEMENT_MILLIS + CONNECT_MILLIS,
      application_name: 'kaiji',
    });
    // A connection lost between two queries shows at the next one; unheard it would end the process.
    client.on('error', () => undefined);
    await client.connect();
    this.#client = client;
    await client.query("SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'");
    return client;
  }

  #placeOf({ query }: BoundQuery): string {
    return `collection '${query.collection}' of store '${this.#store}'`;
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    // Ending is best effort: what was read is read, and the server drops the rest by itself.
    await client?.end().catch(() => undefined);
  }
}

/** One collection on its way into the vault: what is counted, and what is found for others. */
import { fieldKey } from '../../core/data-map.ts';
import type { CollectionFinding } from '../../core/finding.ts';
import { type Row, redactor, valuesAt } from '../../core/redaction.ts';
import {
  type BoundQuery,
  type CollectionQuery,
  type Found,
  queryInWords,
} from '../../core/traversal.ts';
import type { Clock, Vault } from '../../platform/ports.ts';
import { type Connector, type Page, StoreRefused } from '../connector.ts';
import { FileTaker } from './files.ts';
import { NdjsonWriter } from './ndjson.ts';

/**
 * `rows`: every row. `categories`: rows are looked at, counted and forgotten, and only the
 * categories that hold something are kept (`ccpa.know-categories`).
 */
export type Keep = 'rows' | 'categories';

export interface Way {
  connector: Connector;
  vault: Vault;
  clock: Clock;
  prefix: string;
  keep: Keep;
}

/** So many different identifiers are no one person's; something in the data map is wrong. */
const MAX_IDENTIFIERS = 100_000;

export class CollectionRun {
  readonly #store: string;
  readonly #query: CollectionQuery;
  readonly #identifiers: ReadonlyMap<string, Set<string>>;
  readonly #redaction: ReturnType<typeof redactor>;
  #pages = 0;
  #count = 0;
  #passedOver = 0;

  constructor(store: string, query: CollectionQuery) {
    this.#store = store;
    this.#query = query;
    this.#identifiers = new Map(query.keep.map((field) => [field, new Set()]));
    this.#redaction = redactor(query.fields);
  }

  async collect(way: Way, bound: BoundQuery, signal?: AbortSignal): Promise<CollectionFinding> {
    const { collection, provision } = this.#query;
    const startedAt = way.clock.now().toISOString();
    const files = new FileTaker(way.connector, way.vault, `${way.prefix}/files/${collection}`);
    const rows = this.#released(this.#pagesOf(way.connector, bound, signal), files, way.keep);
    const kept = way.keep === 'rows' ? rows : this.#categories(rows);
    const key = `${way.prefix}/${collection}.ndjson`;
    const { bytes, sha256 } = await new NdjsonWriter(way.vault, key).write(kept, signal);
    const { en, ja } = queryInWords(this.#query);
    const { tally } = this.#redaction;
    return {
      collection,
      query: en,
      queryJa: ja,
      asked: bound.alternatives.length > 0,
      pages: this.#pages,
      exhausted: true,
      count: this.#count,
      bytes,
      sha256,
      key,
      startedAt,
      finishedAt: way.clock.now().toISOString(),
      withheld: { ...tally.withheld },
      passedOver: this.#passedOver,
      undeclared: [...tally.undeclared].sort(),
      categories: [...tally.categories].sort(),
      files: files.taken,
      ...(provision && { provision }),
    };
  }

  /** Reads to the end only for what `found` then gives. */
  async follow(connector: Connector, bound: BoundQuery, signal?: AbortSignal): Promise<void> {
    for await (const page of this.#pagesOf(connector, bound, signal))
      this.#count += page.rows.length;
  }

  /** Counts what passes, and remembers the identifiers that lead to other collections. */
  async *#pagesOf(
    connector: Connector,
    bound: BoundQuery,
    signal?: AbortSignal,
  ): AsyncGenerator<Page> {
    if (bound.alternatives.length === 0) return;
    for await (const page of connector.read(bound, signal)) {
      this.#pages += 1;
      this.#passedOver += page.passedOver;
      if (this.#identifiers.size > 0) for (const row of page.rows) this.#remember(row);
      yield page;
    }
  }

  async *#released(
    pages: AsyncIterable<Page>,
    files: FileTaker,
    keep: Keep,
  ): AsyncGenerator<readonly Row[]> {
    const { redact, tally } = this.#redaction;
    const fileFields = this.#query.fields.filter(({ file, withheld }) => file && !withheld);
    for await (const page of pages) {
      this.#count += page.rows.length;
      for (const name of page.undeclared ?? []) tally.undeclared.add(name);
      const released = page.rows.map(redact);
      if (keep === 'rows' && fileFields.length > 0)
        for (const row of released) await files.takeFrom(row, fileFields);
      yield released;
    }
  }

  async *#categories(rows: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[]> {
    for await (const _forgotten of rows);
    yield [...this.#redaction.tally.categories].sort().map((category) => ({ category }));
  }

  #remember(row: Row): void {
    for (const [field, values] of this.#identifiers) {
      for (const value of valuesAt(row, field)) values.add(value);
      if (values.size > MAX_IDENTIFIERS)
        throw new StoreRefused(
          `${this.#store}.${this.#query.collection}.${field} gave more than ${MAX_IDENTIFIERS} identifiers for one person`,
        );
    }
  }

  found(): Found {
    const { collection } = this.#query;
    return Object.fromEntries(
      [...this.#identifiers].map(([field, values]) => [
        fieldKey(this.#store, collection, field),
        [...values],
      ]),
    );
  }
}

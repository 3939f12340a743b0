/**
 * DynamoDB by Query on the table's key or an index, its pages followed to the end.
 * Everything is compared once more here, since a key only compares whole and exactly.
 * A whole table is read only where the data map says `scan: true`.
 */
import {
  type AttributeValue,
  DescribeTableCommand,
  DynamoDBClient,
  paginateQuery,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { Row } from '../core/redaction.ts';
import {
  type BoundCondition,
  type BoundQuery,
  rowMatches,
  type StoreAddress,
} from '../core/traversal.ts';
import {
  type Connector,
  isNetworkError,
  isStoreError,
  type Page,
  StoreMisconfigured,
  StoreRefused,
  StoreUnavailable,
} from './connector.ts';
import { plainItem } from './dynamodb/attributes.ts';
import { type Environment, parsed, resolveSettings } from './settings.ts';

const Connection = z.strictObject({
  region: z.string().min(1),
  /** For a compatible server; AWS's own when left out. */
  endpoint: z.url().optional(),
  /** A table that shows with one cheap call that we are let in. */
  checkTable: z.string().optional(),
  /** For a compatible server; on AWS the role's own credentials are used. */
  accessKeyId: z.string().optional(),
  secretAccessKey: z.string().optional(),
});
type Connection = z.infer<typeof Connection>;

const Source = z.strictObject({
  table: z.string().regex(/^[A-Za-z0-9_.-]{3,255}$/),
  /** The table's key attributes: what makes an item one. */
  key: z.array(z.string().min(1)).min(1).max(2),
  /** Attributes that may be asked for: partition keys of the table or of an index. */
  access: z
    .array(
      z.strictObject({
        attribute: z.string().min(1),
        index: z.string().optional(),
        /** How the key stores it: as text or as a number. */
        type: z.enum(['S', 'N']).default('S'),
      }),
    )
    .default([]),
  scan: z.boolean().default(false),
});
type Source = z.infer<typeof Source>;
type Access = Source['access'][number];

const REQUEST_MILLIS = 30_000;
const CONNECT_MILLIS = 5_000;

export function openDynamo(address: StoreAddress, environment: Environment): Connector {
  const settings = resolveSettings(address.store, address.connection, environment, Connection);
  return new DynamoConnector(address.store, settings);
}

class DynamoConnector implements Connector {
  readonly #store: string;
  readonly #client: DynamoDBClient;
  readonly #checkTable: string | undefined;

  constructor(store: string, { checkTable, accessKeyId, secretAccessKey, ...rest }: Connection) {
    this.#store = store;
    this.#checkTable = checkTable;
    this.#client = new DynamoDBClient({
      ...rest,
      ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
      maxAttempts: 3,
      requestHandler: { requestTimeout: REQUEST_MILLIS, connectionTimeout: CONNECT_MILLIS },
    });
  }

  async *read(query: BoundQuery, signal?: AbortSignal): AsyncGenerator<Page> {
    const place = `collection '${query.query.collection}' of store '${this.#store}'`;
    const source = parsed(Source, query.query.source, place);
    const seen = new Set<string>();
    try {
      for (const pages of this.#requests(query, source, place)) {
        for await (const { Items: items = [] } of pages) {
          signal?.throwIfAborted();
          yield this.#page(query, source, items, seen);
        }
      }
    } catch (error) {
      throw translated(this.#store, error);
    }
  }

  /** Drops what is not the person's, and what another way to the same rows has already given. */
  #page(
    query: BoundQuery,
    { key }: Source,
    items: readonly Record<string, AttributeValue>[],
    seen: Set<string>,
  ): Page {
    const mine = items.map(plainItem).filter((row) => rowMatches(row, query));
    const rows = mine.filter((row) => isNew(row, key, seen));
    return { rows, passedOver: items.length - mine.length };
  }

  *#requests(query: BoundQuery, source: Source, place: string) {
    const ways = query.alternatives.map((conditions) => wayTo(conditions, source));
    if (ways.includes(null)) {
      if (!source.scan)
        throw new StoreMisconfigured(
          `${place} has no key or index for one of its ways, and the data map allows no scan`,
        );
      yield paginateScan(
        { client: this.#client },
        { TableName: source.table, ConsistentRead: true },
      );
      return;
    }
    for (const way of ways) {
      for (const value of way?.values ?? [])
        yield paginateQuery(
          { client: this.#client },
          {
            TableName: source.table,
            IndexName: way?.access.index,
            ConsistentRead: way?.access.index === undefined,
            KeyConditionExpression: '#key = :value',
            ExpressionAttributeNames: { '#key': way?.access.attribute ?? '' },
            ExpressionAttributeValues: {
              ':value': way?.access.type === 'N' ? { N: value } : { S: value },
            },
          },
        );
    }
  }

  async check(): Promise<void> {
    try {
      if (this.#checkTable)
        await this.#client.send(new DescribeTableCommand({ TableName: this.#checkTable }));
    } catch (error) {
      throw translated(this.#store, error);
    }
  }

  async close(): Promise<void> {
    this.#client.destroy();
  }
}

/** The condition that a key serves, with every way its values may be written there. */
function wayTo(
  conditions: readonly BoundCondition[],
  { access }: Source,
): { access: Access; values: string[] } | null {
  for (const condition of conditions) {
    const served = condition.columns.map((fields) =>
      access.find(({ attribute }) => fields.length === 1 && fields[0] === attribute),
    );
    const [only, ...others] = served;
    if (!only || others.length > 0) continue;
    const values = [...new Set([...condition.forms, ...condition.written])]
      // An empty key value is refused by DynamoDB, and a number key by anything else than a number.
      .filter((value) => value !== '' && (only.type === 'S' || /^-?\d+$/.test(value)));
    return { access: only, values };
  }
  return null;
}

function isNew(row: Row, key: readonly string[], seen: Set<string>): boolean {
  const id = JSON.stringify(key.map((attribute) => row[attribute]));
  if (seen.has(id)) return false;
  seen.add(id);
  return true;
}

const UNAVAILABLE = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'InternalServerError',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'TimeoutError',
]);
const MISCONFIGURED = new Set([
  'ResourceNotFoundException',
  'ValidationException',
  'CredentialsProviderError',
]);

function translated(store: string, error: unknown): unknown {
  if (isStoreError(error) || !(error instanceof Error) || error.name === 'AbortError') return error;
  const status = statusOf(error);
  const said = `store '${store}' answered with ${error.name}`;
  // Validation messages may quote a key's value: only the name passes.
  const cause = new Error(`DynamoDB: ${error.name}${status ? ` (${status})` : ''}`);
  if (UNAVAILABLE.has(error.name) || isNetworkError(error) || status >= 500)
    return new StoreUnavailable(said, { cause });
  if (MISCONFIGURED.has(error.name)) return new StoreMisconfigured(said, { cause });
  return new StoreRefused(said, { cause });
}

function statusOf(error: Error): number {
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : undefined;
  return typeof status === 'number' ? status : 0;
}

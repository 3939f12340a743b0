/**
 * A paged JSON API. Pages are followed by cursor or next link until the API says there
 * are no more; what it returns is compared once more here, so that an API that ignores
 * a parameter and gives everybody gives nobody.
 */
import { z } from 'zod';
import { type BoundQuery, rowMatches, type StoreAddress } from '../core/traversal.ts';
import { type Connector, type Page, StoreMisconfigured, StoreRefused } from './connector.ts';
import { HttpClient } from './http/client.ts';
import { itemsOf, nextOf } from './http/paging.ts';
import { requestsFor } from './http/requests.ts';
import { Source } from './http/source.ts';
import { type Environment, parsed, resolveSettings } from './settings.ts';

const Connection = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }),
  /** Sent as `Authorization: Bearer …`, or as it stands in `header`. */
  token: z.string().optional(),
  header: z.string().optional(),
  /** Answers 2xx when all is well. */
  checkPath: z.string().startsWith('/').default('/'),
});

/** More pages than any person has; an API that never ends must not hold a case for ever. */
const MAX_PAGES = 100_000;

export function openHttp(address: StoreAddress, environment: Environment): Connector {
  const settings = resolveSettings(address.store, address.connection, environment, Connection);
  const headers: Record<string, string> = { accept: 'application/json' };
  if (settings.token && settings.header) headers[settings.header] = settings.token;
  else if (settings.token) headers.authorization = `Bearer ${settings.token}`;
  const client = new HttpClient(address.store, new URL(settings.baseUrl), headers);
  return new HttpConnector(address.store, client, settings.checkPath);
}

class HttpConnector implements Connector {
  readonly #store: string;
  readonly #client: HttpClient;
  readonly #checkPath: string;

  constructor(store: string, client: HttpClient, checkPath: string) {
    this.#store = store;
    this.#client = client;
    this.#checkPath = checkPath;
  }

  async *read(query: BoundQuery, signal?: AbortSignal): AsyncGenerator<Page> {
    const place = `collection '${query.query.collection}' of store '${this.#store}'`;
    const source = parsed(Source, query.query.source, place);
    const seen = new Set<string>();
    for (const request of requestsFor(query, source, place)) {
      let next: URL | null = this.#client.url(request.path, request.params);
      const visited = new Set<string>();
      while (next) {
        if (visited.has(next.href) || visited.size >= MAX_PAGES)
          throw new StoreRefused(`${place} gives pages that never end`);
        visited.add(next.href);
        const answer = await this.#client.json(next, signal);
        if (answer === null && !source.notFoundIsEmpty)
          throw new StoreMisconfigured(`${place} names ${source.path}, which is not there`);
        if (answer === null) break;
        const { rows: given } = itemsOf(answer, source, place);
        const mine = given.filter((row) => rowMatches({ ...row, ...request.assured }, query));
        const rows = mine.filter((row) =>
          isNew(
            source.key.map((name) => row[name]),
            seen,
          ),
        );
        yield { rows, passedOver: given.length - mine.length };
        next = nextOf(answer, next, given.length, source, place);
      }
    }
  }

  async file(address: string, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    return this.#client.bytes(this.#client.url(address, {}), signal);
  }

  async check(signal?: AbortSignal): Promise<void> {
    const answer = await this.#client.json(this.#client.url(this.#checkPath, {}), signal);
    if (answer === null)
      throw new StoreMisconfigured(`store '${this.#store}' has nothing at ${this.#checkPath}`);
  }

  async close(): Promise<void> {
    // Nothing is held between requests.
  }
}

function isNew(key: readonly unknown[], seen: Set<string>): boolean {
  const id = JSON.stringify(key);
  if (seen.has(id)) return false;
  seen.add(id);
  return true;
}

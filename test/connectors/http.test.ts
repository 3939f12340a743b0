import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { StoreMisconfigured, StoreRefused, StoreUnavailable } from '../../connectors/connector.ts';
import { openStore } from '../../connectors/registry.ts';
import { StoreId } from '../../core/ids.ts';
import { bind, CollectionQuery } from '../../core/traversal.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

const source = {
  path: '/items',
  params: { email: 'email' },
  key: ['id'],
  items: 'items',
  paging: { by: 'cursor', field: 'next', param: 'cursor' },
  pageSize: { param: 'limit', value: 2 },
};

async function read(baseUrl: string, change: Record<string, unknown> = {}) {
  const query = CollectionQuery.parse({
    collection: 'items',
    name: { en: 'i', ja: 'i' },
    source: { ...source, ...change },
    fields: [{ name: 'email', category: 'email' }],
    alternatives: [[{ kind: 'identity', identity: 'email', columns: [['email']] }]],
    keep: [],
  });
  const connector = await openStore(
    { store: StoreId.parse('api'), kind: 'http', connection: { baseUrl, token: 'hush' } },
    {},
  );
  const pages = [];
  for await (const page of connector.read(bind(query, { email: ['me@example.jp'] }, {})))
    pages.push(page);
  return pages;
}

const item = (id: number, email = 'me@example.jp') => ({ id, email });
const answering =
  (answer: (url: URL) => unknown): RequestListener =>
  (request, response) =>
    response.end(JSON.stringify(answer(new URL(request.url ?? '', 'http://x'))));

describe('an HTTP API', () => {
  it('that ignores our parameter and gives everybody gives nobody', async () => {
    const url = await serving(
      answering(() => ({ items: [item(1), item(2, 'you@example.jp')], next: null })),
    );
    const [page] = await read(url);
    expect(page).toMatchObject({ rows: [item(1)], passedOver: 1 });
  });

  it('is not taken for ended when its mark for more is called otherwise', async () => {
    const url = await serving(answering(() => ({ items: [item(1), item(2)], next_page: 'x' })));
    await expect(read(url)).rejects.toThrow(StoreMisconfigured);
  });

  it('may leave its mark out on a short last page', async () => {
    const url = await serving(answering(() => ({ items: [item(1)] })));
    expect(await read(url)).toHaveLength(1);
  });

  it('without the list that was declared is misconfigured, not empty', async () => {
    const url = await serving(answering(() => ({ error: 'nope' })));
    await expect(read(url)).rejects.toThrow(StoreMisconfigured);
  });

  it('whose pages go in a circle is refused', async () => {
    const url = await serving(answering(() => ({ items: [item(1)], next: 'again' })));
    await expect(read(url)).rejects.toThrow(/never end/);
  });

  it('that redirects to another host gets no second request and no credentials there', async () => {
    const seen: unknown[] = [];
    const other = await serving((request, response) => {
      seen.push(request.headers.authorization);
      response.end('{}');
    });
    const url = await serving((_request, response) =>
      response.writeHead(302, { location: `${other}/items` }).end(),
    );
    await expect(read(url)).rejects.toThrow(StoreRefused);
    expect(seen).toEqual([]);
  });

  it('whose next link leads to another host is refused', async () => {
    const url = await serving(
      answering(() => ({ items: [item(1)], next: 'http://127.0.0.1:9/steal' })),
    );
    const link = { paging: { by: 'link', field: 'next' } };
    await expect(read(url, link)).rejects.toThrow(/another host/);
  });

  it('is followed by links on its own host', async () => {
    const url = await serving(
      answering((at) =>
        at.searchParams.get('page') === '2'
          ? { items: [item(2)], next: null }
          : { items: [item(1)], next: '/items?email=me%40example.jp&page=2' },
      ),
    );
    expect(await read(url, { paging: { by: 'link', field: 'next' } })).toHaveLength(2);
  });

  it.each([
    [503, StoreUnavailable],
    [429, StoreUnavailable],
    [401, StoreRefused],
    [404, StoreMisconfigured],
  ])('that answers %i is named for it, without its words or our values', async (status, error) => {
    const url = await serving((_request, response) =>
      response.writeHead(status).end('me@example.jp'),
    );
    const failed = read(url);
    await expect(failed).rejects.toThrow(error);
    await expect(failed).rejects.not.toThrow(/me@example|hush/);
  });

  it('that breaks off in the middle of an answer is unavailable', async () => {
    const url = await serving((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"items":[');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(read(url)).rejects.toThrow(StoreUnavailable);
  });

  it('that answers with something else than JSON is refused without quoting it', async () => {
    const url = await serving((_request, response) => response.end('<p>me@example.jp'));
    const failed = read(url);
    await expect(failed).rejects.toThrow(StoreRefused);
    await expect(failed).rejects.not.toThrow(/me@example/);
  });

  it('that answers with more than there can be is cut off', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 32);
    const url = await serving((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(megabyte));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    await expect(read(url)).rejects.toThrow(/more than/);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Connector,
  StoreMisconfigured,
  StoreUnavailable,
} from '../../connectors/connector.ts';
import type { Identity } from '../../core/data-map/identity.ts';
import { bind, CollectionQuery } from '../../core/traversal.ts';
import { type ContractRow, type StoreRig, storeRigs } from '../support/store-rigs.ts';

const MANY = 2500;
const busy = 'busy@example.jp';
const odd = '名前と🌸 e\u0301 \u{20BB7} "quoted" \\ \n ﬁ';

const rows: ContractRow[] = [
  ...Array.from({ length: MANY }, (_, number) => ({
    id: `r-${String(number).padStart(5, '0')}`,
    email: busy,
    member: 'm-1',
    body: 'x'.repeat(700),
  })),
  { id: 'r-odd', email: 'odd@example.jp', member: 'm-2', body: odd },
  { id: 'r-quote', email: "o'brien@example.com", member: "m'; --", body: 'quoted' },
];

const HOSTILE = [
  "' OR '1'='1",
  '\'; DROP TABLE "the rows"; --',
  '%',
  '*',
  '{"$ne":null}',
  '../rows',
  'a&email=busy@example.jp',
  '$1',
  'busy@example.jp\u0000',
];

function queryOf(source: CollectionQuery['source']): CollectionQuery {
  return CollectionQuery.parse({
    collection: 'rows',
    name: { en: 'Rows', ja: '行' },
    source,
    fields: ['id', 'email', 'member', 'body'].map((name) => ({ name, category: 'free-text' })),
    alternatives: [
      [{ kind: 'identity', identity: 'email', columns: [['email']] }],
      [{ kind: 'found', field: 'member', from: 'other.members.id' }],
    ],
    keep: [],
  });
}

describe.each(storeRigs)('the connector for %s', (_kind, start) => {
  let rig: StoreRig;
  let connector: Connector;

  beforeAll(async () => {
    rig = await start(rows);
    connector = await rig.open();
  }, 60_000);
  afterAll(async () => {
    await connector?.close();
    await rig?.close();
  });

  async function read(identity: Identity, members: string[] = [], source = rig.source) {
    const bound = bind(queryOf(source), identity, { 'other.members.id': members });
    const pages: { rows: readonly Readonly<Record<string, unknown>>[] }[] = [];
    for await (const page of connector.read(bound)) pages.push(page);
    return { pages: pages.length, rows: pages.flatMap((page) => page.rows) };
  }

  it('reads every row, through all pages, each once', async () => {
    const { pages, rows: all } = await read({ email: [busy] });
    expect(pages).toBeGreaterThan(1);
    expect(all).toHaveLength(MANY);
    expect(new Set(all.map(({ id }) => id)).size).toBe(MANY);
  });

  it('gives a row once that is reached in two ways', async () => {
    const { rows: all } = await read({ email: [busy] }, ['m-1', 'm-2']);
    expect(all).toHaveLength(MANY + 1);
  });

  it('ends without rows for somebody who is not there', async () => {
    expect((await read({ email: ['nobody@example.jp'] }, ['m-none'])).rows).toEqual([]);
  });

  it('hands characters of every kind through unchanged', async () => {
    expect((await read({}, ['m-2'])).rows.map(({ body }) => body)).toEqual([odd]);
  });

  it('finds an address that was typed in another case or width', async () => {
    expect((await read({ email: ['ＯＤＤ@Example.JP '] })).rows).toHaveLength(1);
  });

  it('finds values with quotes in them', async () => {
    expect((await read({ email: ["O'Brien@example.com"] })).rows).toHaveLength(1);
    expect((await read({}, ["m'; --"])).rows).toHaveLength(1);
  });

  it.each(HOSTILE)('takes %j for a value and nothing else', async (value) => {
    const { rows: all } = await read({ email: [value] }, [value]);
    expect(all).toEqual([]);
    expect((await read({}, ['m-2'])).rows).toHaveLength(1);
  });

  it('says that it is misconfigured when the collection is not there', async () => {
    await expect(read({ email: [busy] }, ['m-1'], rig.missing)).rejects.toThrow(StoreMisconfigured);
  });

  it('says that it is misconfigured when the data map does not describe it, without a value', async () => {
    const failed = read({ email: [busy] }, [], { nonsense: busy });
    await expect(failed).rejects.toThrow(StoreMisconfigured);
    await expect(failed).rejects.not.toThrow(busy);
  });

  it('can be left early and used again', async () => {
    const bound = bind(queryOf(rig.source), { email: [busy] }, {});
    for await (const _page of connector.read(bound)) break;
    expect((await read({}, ['m-2'])).rows).toHaveLength(1);
  });

  it('stops when it is told to', async () => {
    const bound = bind(queryOf(rig.source), { email: [busy] }, {});
    const stop = new AbortController();
    const reading = (async () => {
      for await (const _page of connector.read(bound, stop.signal)) stop.abort();
    })();
    await expect(reading).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect((await read({}, ['m-2'])).rows).toHaveLength(1);
  });

  it('answers a check', async () => {
    await expect(connector.check()).resolves.toBeUndefined();
  });

  it('is unavailable while the store is down, and works again after', async () => {
    const fresh = await rig.open();
    rig.setDown(true);
    await expect(fresh.check()).rejects.toThrow(StoreUnavailable);
    await expect(read({ email: [busy] })).rejects.toThrow(StoreUnavailable);
    rig.setDown(false);
    expect((await read({}, ['m-2'])).rows).toHaveLength(1);
    await fresh.close();
  });

  it('never takes a store that goes down halfway for one that has ended', async () => {
    const bound = bind(queryOf(rig.source), { email: [busy] }, {});
    const reading = (async () => {
      for await (const _page of connector.read(bound)) rig.setDown(true);
    })();
    await expect(reading).rejects.toThrow(StoreUnavailable);
    rig.setDown(false);
  });
});

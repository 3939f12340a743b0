import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../connectors/registry.ts';
import type { Identity } from '../../core/data-map/identity.ts';
import { StoreId } from '../../core/ids.ts';
import { bind, CollectionQuery, rowMatches } from '../../core/traversal.ts';
import { type DemoPostgres, startPostgres } from '../../platform/embedded/demo/postgres.ts';
import { demoCache } from '../support/store-rigs.ts';

/** Ways of writing; each is asked for against all of them. */
const written = {
  email: [
    'Hanako@Example.JP ',
    'ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ',
    'hana\u200bko@example.jp',
    'x@example.jp',
  ],
  phone: [
    '090-1234-5678',
    '+81 90 1234 5678',
    '０９０（１２３４）５６７８',
    '(415) 555-0142',
    '+1 415.555.0142',
  ],
  name: [
    '山田 花子',
    '山田　花子',
    'やまだ はなこ',
    'ﾔﾏﾀﾞ ﾊﾅｺ',
    '渡邉 澪',
    '渡辺澪',
    'Zoë O’Brien',
    "ZOE O'BRIEN",
    'O・Brien Zoe',
  ],
  'date-of-birth': ['1996-04-12', '1996/04/12'],
} as const;

describe('PostgreSQL', () => {
  let server: DemoPostgres;
  beforeAll(async () => {
    server = await startPostgres(demoCache);
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(`
      CREATE TABLE people (id integer PRIMARY KEY, kind text, value text);
      CREATE TABLE kinds (
        id bigint, small smallint, ratio double precision, amount numeric, yes boolean, day date,
        at timestamptz, tags text[], doc jsonb, blob bytea, secret text, surprise text
      );
      INSERT INTO kinds VALUES (9007199254740993, 7, 'NaN', 12.50, true, '1996-04-12',
        '2024-01-01 09:00:00.5+09', '{a,"b c"}', '{"n":[1,null]}', '\\x68656c6c6f', 'hush', 'new');
    `);
    const rows = Object.entries(written).flatMap(([kind, values]) =>
      values.map((value) => ({ kind, value })),
    );
    for (const [id, { kind, value }] of rows.entries())
      await client.query('INSERT INTO people VALUES ($1, $2, $3)', [id, kind, value]);
    await client.end();
  }, 60_000);
  afterAll(() => server?.close());

  async function read(query: CollectionQuery, identity: Identity, found = {}) {
    const connector = await openStore(
      { store: StoreId.parse('pg'), kind: 'postgres', connection: { url: server.url } },
      {},
    );
    const pages = [];
    for await (const page of connector.read(bind(query, identity, found))) pages.push(page);
    await connector.close();
    return { rows: pages.flatMap(({ rows }) => rows), undeclared: pages[0]?.undeclared };
  }

  const base = { collection: 'c', name: { en: 'c', ja: 'c' }, keep: [] };

  it.each(Object.entries(written))(
    'folds %s as core does, for every way of writing',
    async (kind, values) => {
      const people = (identity: string) =>
        CollectionQuery.parse({
          ...base,
          source: { table: 'people' },
          fields: ['id', 'kind', 'value'].map((name) => ({ name, category: 'name' })),
          alternatives: [[{ kind: 'identity', identity, columns: [['value']] }]],
        });
      for (const value of values) {
        const query = people(kind);
        const { rows } = await read(query, { [kind]: [value] });
        const bySql = rows.filter((row) => row.kind === kind).map(({ value: text }) => text);
        const byCore = values.filter((text) =>
          rowMatches({ value: text }, bind(query, { [kind]: [value] }, {})),
        );
        expect(bySql.sort(), value).toEqual([...byCore].sort());
        expect(bySql).toContain(value);
      }
    },
  );

  it('gives values as JSON carries them: exact numbers, days without a zone, bytes in base64', async () => {
    const query = CollectionQuery.parse({
      ...base,
      source: { table: 'kinds' },
      fields: 'id small ratio amount yes day at tags doc blob'
        .split(' ')
        .map((name) => ({ name, category: 'log' }))
        .concat([Object.assign({ name: 'secret', category: 'log' }, { withheld: 'password' })]),
      alternatives: [[{ kind: 'found', field: 'small', from: 'a.b.c' }]],
    });
    const { rows, undeclared } = await read(query, {}, { 'a.b.c': ['7', 'not a number'] });
    expect(rows).toEqual([
      {
        id: '9007199254740993',
        small: 7,
        ratio: 'NaN',
        amount: '12.50',
        yes: true,
        day: '1996-04-12',
        at: '2024-01-01T00:00:00.5Z',
        tags: ['a', 'b c'],
        doc: { n: [1, null] },
        blob: 'aGVsbG8=',
        // What L-14 withholds does not even leave the database.
        secret: true,
      },
    ]);
    expect(undeclared).toEqual(['surprise']);
  });
});

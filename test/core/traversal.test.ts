import { describe, expect, it } from 'vitest';
import { IdentityKind } from '../../core/data-map/identity.ts';
import {
  bind,
  planTraversal,
  queryInWords,
  rowMatches,
  TraversalPlan,
} from '../../core/traversal.ts';
import { demoDataMap } from '../support/demo-map.ts';

const all = [...IdentityKind.options];

function storeOf(plan: TraversalPlan, id: string) {
  const store = plan.stores.find(({ store }) => store === id);
  if (!store) throw new Error(`no store ${id}`);
  return store;
}

function queryOf(plan: TraversalPlan, storeId: string, id: string) {
  const query = storeOf(plan, storeId).queries.find(({ collection }) => collection === id);
  if (!query) throw new Error(`no collection ${id}`);
  return query;
}

describe('the traversal', () => {
  it('comes to each collection after those whose identifiers lead to it', () => {
    for (const { store, queries, leads } of planTraversal(demoDataMap, ['email']).stores) {
      const given = leads.flatMap((lead) =>
        lead.queries.flatMap((q) => q.keep.map((f) => `${lead.store}.${q.collection}.${f}`)),
      );
      for (const query of queries) {
        for (const condition of query.alternatives.flat())
          if (condition.kind === 'found') expect(given).toContain(condition.from);
        given.push(...query.keep.map((field) => `${store}.${query.collection}.${field}`));
      }
    }
  });

  it('is plain JSON that comes back from a file as it was, and holds no personal value', () => {
    const plan = planTraversal(demoDataMap, all);
    expect(TraversalPlan.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
    expect(JSON.stringify(plan)).not.toMatch(/@example|山田/);
  });

  it('asks another store first for the identifiers that lead across', () => {
    const { leads } = storeOf(planTraversal(demoDataMap, ['email']), 'career');
    expect(leads.map(({ store }) => store)).toEqual(['kikokugo']);
    const [users] = leads[0]?.queries ?? [];
    expect(users?.fields.map(({ name }) => name).sort()).toEqual(['email', 'id']);
  });

  it('for records of provision reads those alone, and others only for what leads there (L-19)', () => {
    const { stores } = planTraversal(demoDataMap, ['email'], 'provision-records');
    expect(
      stores.map(({ store, queries }) => [store, queries.map(({ collection }) => collection)]),
    ).toEqual([
      ['kikokugo', ['applications']],
      ['shigotosagashi', ['entries']],
      ['career', ['applications']],
    ]);
    for (const { store, queries, leads, outOfReach } of stores) {
      const given = leads.flatMap((lead) =>
        lead.queries.flatMap((q) => q.keep.map((f) => `${lead.store}.${q.collection}.${f}`)),
      );
      for (const condition of queries.flatMap(({ alternatives }) => alternatives.flat()))
        if (condition.kind === 'found')
          expect([store, given]).toContainEqual(expect.arrayContaining([condition.from]));
      expect(outOfReach).toEqual([]);
    }
    const [users] = stores[0]?.leads.at(-1)?.queries ?? [];
    expect(users?.fields.map(({ name }) => name).sort()).toEqual(['email', 'id']);
  });

  it('names a collection of such records that nothing verified leads to (L-19)', () => {
    const plan = planTraversal(
      demoDataMap,
      ['name', 'phone', 'date-of-birth'],
      'provision-records',
    );
    expect(storeOf(plan, 'kikokugo')).toMatchObject({ queries: [], outOfReach: ['applications'] });
  });

  it('says which collections nothing that is verified leads to', () => {
    const plan = planTraversal(demoDataMap, ['name', 'phone', 'date-of-birth']);
    expect(storeOf(plan, 'kikokugo').queries.map(({ collection }) => collection)).toEqual([
      'seminar-guests',
    ]);
    expect(storeOf(plan, 'kikokugo').outOfReach).toContain('users');
    expect(storeOf(plan, 'career').outOfReach).toHaveLength(3);
  });

  it('describes every query in both languages', () => {
    const { en, ja } = queryInWords(
      queryOf(planTraversal(demoDataMap, all), 'kikokugo', 'seminar-guests'),
    );
    expect(en).toBe(
      'the e-mail address is the verified one; or the name is the verified one and the phone number is the verified one and the date of birth is the verified one',
    );
    expect(ja).toContain('生年月日が確認済みのものと一致');
  });
});

describe('a row', () => {
  const guests = queryOf(planTraversal(demoDataMap, all), 'kikokugo', 'seminar-guests');
  const ken = {
    name: '佐藤　健',
    kana: 'サトウケン',
    phone: '08000002301',
    born: '1990-01-15',
    email: null,
  };
  const identity = {
    name: ['佐藤 健'],
    phone: ['+81 80 0000 2301'],
    'date-of-birth': ['1990/1/15'],
  };

  it('is the person’s when all that is declared together agrees', () => {
    expect(rowMatches(ken, bind(guests, identity, {}))).toBe(true);
  });

  it('is not a namesake’s, even one born on the same day', () => {
    expect(rowMatches({ ...ken, phone: '08000002302' }, bind(guests, identity, {}))).toBe(false);
  });

  it('is not that of another who shares the telephone', () => {
    expect(
      rowMatches({ ...ken, name: '佐藤　学', kana: 'サトウマナブ' }, bind(guests, identity, {})),
    ).toBe(false);
  });

  it('is not asked for when one of several things is unknown', () => {
    const { phone: _unknown, ...rest } = identity;
    expect(bind(guests, rest, {}).alternatives).toEqual([]);
  });

  it('is not matched by what is empty on both sides', () => {
    const bound = bind(guests, { ...identity, phone: ['-'] }, {});
    expect(rowMatches({ ...ken, phone: '' }, bound)).toBe(false);
  });
});

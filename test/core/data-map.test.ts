import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BadDataMap, type DataMap, parseDataMap } from '../../core/data-map.ts';
import { demoDataMap } from '../support/demo-map.ts';

/** The demo's map with a change made to a copy. */
function changed(change: (map: DataMap) => void): () => DataMap {
  const copy = structuredClone(demoDataMap);
  change(copy);
  return () => parseDataMap(copy);
}

const users = (map: DataMap) => map.stores[0]?.collections[0];

describe('the data map', () => {
  it('is accepted when its parts fit together', () => {
    expect(parseDataMap(structuredClone(demoDataMap)).stores).toHaveLength(3);
  });

  it('never lets a shared phone number alone lead to rows', () => {
    const map = changed((m) => users(m)?.reach.push({ by: ['phone'] }));
    expect(map).toThrow(BadDataMap);
    expect(map).toThrow(/may be shared/);
  });

  it.each([
    [['name']],
    [['date-of-birth']],
    [['phone', 'date-of-birth']],
    [['name', 'name']],
  ] as const)('never lets %j alone lead to rows: namesakes, families, twins', (by) => {
    expect(changed((m) => users(m)?.reach.push({ by: [by[0], ...by.slice(1)] }))).toThrow(
      /may be shared/,
    );
  });

  it('takes a LINE id for one person’s alone only where the map declares it', () => {
    const reach = (m: DataMap) => users(m)?.reach.push({ by: ['line-id'] });
    expect(changed(reach)).toThrow(/may be shared/);
    expect(changed((m) => [reach(m), m.unique.push('line-id')])).not.toThrow();
  });

  it('does not let a phone number be declared unique', () => {
    const file = { ...structuredClone(demoDataMap), unique: ['phone'] };
    expect(() => parseDataMap(file)).toThrow(BadDataMap);
  });

  it('names every reference that leads nowhere', () => {
    const map = changed((m) =>
      users(m)?.reach.push({ on: 'id', from: { collection: 'nobody', field: 'id' } }),
    );
    expect(map).toThrow(/kikokugo\.nobody\.id/);
  });

  it('refuses references in a circle, within a store and between stores', () => {
    expect(
      changed((m) =>
        users(m)?.reach.push({ on: 'id', from: { collection: 'applications', field: 'user_id' } }),
      ),
    ).toThrow(/circle/);
    expect(
      changed((m) => {
        const [career] = demoDataMap.stores.filter(({ kind }) => kind === 'http');
        users(m)?.reach.push({
          on: 'id',
          from: { store: career?.id, collection: 'candidates', field: 'kikokugo_member_id' },
        });
      }),
    ).toThrow(/circle/);
  });

  it('never identifies a person by what may not be shown (L-14)', () => {
    expect(
      changed((m) => Object.assign(users(m)?.identities ?? {}, { account: [['password_hash']] })),
    ).toThrow(/withheld/);
  });

  it('refuses fields, ids and recipients that are there twice or not at all', () => {
    expect(changed((m) => users(m)?.fields.push({ name: 'id', category: 'account' }))).toThrow(
      /twice/,
    );
    expect(changed((m) => m.stores.push(...m.stores.slice(0, 1)))).toThrow(/twice/);
    expect(changed((m) => users(m)?.recipients.push('somebody'))).toThrow(/'somebody' is not one/);
  });

  it('of the demo holds no secret: connections name where secrets are', () => {
    const file = readFileSync('platform/embedded/demo/data-map.json', 'utf8');
    expect(file).not.toMatch(/postgres(ql)?:\/\/|Bearer|demo-career-token/);
  });
});

import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { StoreMisconfigured, StoreUnavailable } from '../../connectors/connector.ts';
import { IdentityKind } from '../../core/data-map/identity.ts';
import { knowCategories } from '../../core/data-map/know-categories.ts';
import { Finding } from '../../core/finding.ts';
import { demoPeople, demoPerson, memberNumber } from '../../platform/embedded/demo/people.ts';
import type { DemoStores } from '../../platform/embedded/demo/stores.ts';
import {
  career,
  caseId,
  finderOn,
  identityOfPerson,
  shigotosagashi,
  startDemo,
} from '../support/finding-rig.ts';
import { MemoryVault } from '../support/memory-vault.ts';

describe('collecting from the demo company', () => {
  let demo: DemoStores;
  beforeAll(async () => {
    demo = await startDemo();
    await demo.ready;
  }, 60_000);
  afterAll(() => demo?.close());
  afterEach(() => {
    for (const store of Object.values(demo.stores)) store.setDown(false);
  });

  const collected = new Map<string, ReturnType<typeof collect>>();

  /** What was collected is only looked at, so once is enough for each person. */
  function collectAll(id: string, keep: 'rows' | 'categories' = 'rows') {
    const known = collected.get(`${id} ${keep}`) ?? collect(id, keep);
    collected.set(`${id} ${keep}`, known);
    return known;
  }

  async function collect(id: string, keep: 'rows' | 'categories') {
    const vault = new MemoryVault();
    const finder = finderOn(demo, vault);
    const stores = await finder.plan(caseId, [...IdentityKind.options]);
    const findings = await Promise.all(
      stores.map((store) => finder.collect(caseId, store, identityOfPerson(demoPerson(id)), keep)),
    );
    const collections = findings.flatMap((finding) =>
      finding.collections.map((collection) => ({ store: finding.store, ...collection })),
    );
    const countOf = (store: string, collection: string) =>
      collections.find((c) => c.store === store && c.collection === collection)?.count;
    return { vault, findings, collections, countOf };
  }

  it('finds a busy person whole: in every store, through all pages, under another address too', async () => {
    const { findings, collections, countOf } = await collectAll('hanako');
    for (const finding of findings) expect(Finding.parse(finding)).toEqual(finding);
    expect(countOf('kikokugo', 'access-logs')).toBe(900);
    expect(countOf('kikokugo', 'messages')).toBe(24 * 12);
    expect(countOf('kikokugo', 'newsletter')).toBe(1);
    expect(countOf('shigotosagashi', 'activity')).toBe(130);
    expect(countOf('shigotosagashi', 'inquiries')).toBe(1);
    expect(countOf('career', 'candidates')).toBe(1);
    expect(countOf('career', 'applications')).toBe(60);
    expect(collections.filter(({ pages }) => pages > 1).length).toBeGreaterThanOrEqual(4);
    expect(collections.every(({ exhausted }) => exhausted)).toBe(true);
  });

  it('says of every collection the hash and size of exactly what it kept', async () => {
    const { vault, collections } = await collectAll('hanako');
    for (const { key, sha256, bytes, count } of collections) {
      const kept = vault.objects.get(key);
      expect(
        createHash('sha256')
          .update(kept ?? '')
          .digest('hex'),
      ).toBe(sha256);
      expect(kept?.length).toBe(bytes);
      expect(vault.rows(key)).toHaveLength(count);
    }
  });

  it.each([
    ['hanako', ['$argon2id', '鈴木山', '06131', 'ft1:', '$2b$12$', '母の旧姓']],
    ['emily', ['900-32', 'Y7001', '990001234', '44100', '$2b$12$', 'ft1:']],
  ])('keeps nothing of %s that L-14 withholds, and counts it by kind', async (id, secrets) => {
    const { vault, collections } = await collectAll(id);
    for (const [key, object] of vault.objects) {
      if (!key.endsWith('.ndjson')) continue;
      for (const secret of secrets) expect(object.includes(secret), secret).toBe(false);
    }
    const total = collections.flatMap(({ withheld }) => Object.values(withheld));
    expect(total.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(5);
  });

  it('puts photographs beside the rows as files and releases them (L-14)', async () => {
    const { vault, collections } = await collectAll('hanako');
    const files = collections.flatMap((collection) => collection.files ?? []);
    expect(files).toHaveLength(2);
    for (const { key, sha256, contentType } of files) {
      expect(contentType).toBe('image/png');
      const file = vault.objects.get(key) ?? '';
      expect(createHash('sha256').update(file).digest('hex')).toBe(sha256);
    }
  });

  it.each(['ken-tokyo', 'ken-osaka', 'ichiro', 'akemi', 'daisuke', 'emily', 'zoe'])(
    'collects of %s nobody else: no namesake, no family at the same telephone',
    async (id) => {
      const { vault } = await collectAll(id);
      const everything = [...vault.objects].map(([, object]) => object.toString()).join('');
      for (const other of demoPeople.filter((person) => person.id !== id)) {
        expect(everything.toLowerCase().includes(other.email), other.id).toBe(false);
        expect(everything.includes(`"user_id":${memberNumber(other)},`), other.id).toBe(false);
      }
    },
  );

  it('finds a person on a list without addresses by name, telephone and birthday together', async () => {
    const { vault, countOf } = await collectAll('mio');
    expect(countOf('kikokugo', 'seminar-guests')).toBe(1);
    expect(vault.text(`${caseId}/collected/kikokugo/seminar-guests.ndjson`)).toContain('渡辺');
  });

  it('asks nothing where nothing leads, and says so', async () => {
    const { collections } = await collectAll('zoe');
    const applications = collections.find(
      (c) => c.store === 'kikokugo' && c.collection === 'applications',
    );
    expect(applications).toMatchObject({ asked: false, pages: 0, count: 0, bytes: 0 });
  });

  it('fails as a whole when the store is down, and leaves no short finding', async () => {
    const vault = new MemoryVault();
    const finder = finderOn(demo, vault);
    await finder.plan(caseId, ['email']);
    const identity = identityOfPerson(demoPerson('hanako'));
    demo.stores.dynamodb.setDown(true);
    await expect(finder.collect(caseId, shigotosagashi, identity, 'rows')).rejects.toThrow(
      StoreUnavailable,
    );
    expect([...vault.objects.keys()]).toEqual([`${caseId}/collected/plan.json`]);
    demo.stores.dynamodb.setDown(false);
    const { status } = await finder.collect(caseId, shigotosagashi, identity, 'rows');
    expect(status).toBe('complete');
  });

  it('does not call a store read whole when the one that leads to it is down', async () => {
    const vault = new MemoryVault();
    const finder = finderOn(demo, vault);
    await finder.plan(caseId, ['email']);
    demo.stores.postgres.setDown(true);
    const identity = identityOfPerson(demoPerson('hanako'));
    await expect(finder.collect(caseId, career, identity, 'rows')).rejects.toThrow(/kikokugo/);
  });

  it('freezes the plan: a data map changed later does not change a case in flight', async () => {
    const vault = new MemoryVault();
    const before = finderOn(demo, vault);
    const stores = await before.plan(caseId, ['email']);
    const shrunk = structuredClone(demo.dataMap);
    shrunk.stores = shrunk.stores.filter(({ id }) => id !== 'career');
    const after = finderOn({ ...demo, dataMap: shrunk }, vault);
    expect(await after.plan(caseId, ['email'])).toEqual(stores);
    const finding = await after.collect(
      caseId,
      career,
      identityOfPerson(demoPerson('emily')),
      'rows',
    );
    expect(finding.collections[0]?.count).toBe(1);
  });

  it('answers which categories are held without keeping a row (ccpa.know-categories)', async () => {
    const { vault, findings } = await collectAll('emily', 'categories');
    const kept = [...vault.objects].filter(([key]) => !key.endsWith('plan.json'));
    for (const [, object] of kept) expect(object.toString()).not.toMatch(/emily|Tanaka|415/i);
    const answer = knowCategories(demo.dataMap, findings);
    const byId = new Map(answer.map((entry) => [entry.category, entry]));
    expect(byId.get('geolocation')?.disclosed).toMatchObject({
      how: 'shared',
      recipients: { en: 'Analytics providers' },
    });
    expect(byId.get('education')?.collected).toContainEqual({ en: 'GPA', ja: 'GPA' });
    expect(byId.get('identifiers')?.services).toEqual([
      'ShigotoSagashi.com',
      'Leverages Career U.S.',
    ]);
    expect(knowCategories(demo.dataMap, [])).toEqual([]);
  });

  it('collects records of provision alone where nothing else is asked for (L-19)', async () => {
    const vault = new MemoryVault();
    const finder = finderOn(demo, vault);
    const stores = await finder.plan(caseId, [...IdentityKind.options], 'provision-records');
    const identity = identityOfPerson(demoPerson('hanako'));
    const findings = await Promise.all(
      stores.map((store) => finder.collect(caseId, store, identity, 'rows')),
    );
    expect(
      findings.flatMap(({ collections }) =>
        collections.map((one) => [one.collection, one.provision]),
      ),
    ).toEqual([
      ['applications', 'given'],
      ['entries', 'given'],
      ['applications', 'given'],
    ]);
    const { countOf } = await collectAll('hanako');
    expect(findings[0]?.collections[0]?.count).toBe(countOf('kikokugo', 'applications'));
    expect([...vault.objects.keys()].filter((key) => /users|members|messages/.test(key))).toEqual(
      [],
    );
  });

  it('names the setting that is missing, and never its neighbours’ values', async () => {
    const finder = finderOn({ ...demo, environment: { CAREER_TOKEN: 'hush' } }, new MemoryVault());
    await finder.plan(caseId, ['email']);
    const failed = finder.collect(caseId, career, identityOfPerson(demoPerson('emily')), 'rows');
    await expect(failed).rejects.toThrow(StoreMisconfigured);
    await expect(failed).rejects.toThrow(/KIKOKUGO_DATABASE_URL/);
    await expect(failed).rejects.not.toThrow(/hush/);
  });
});

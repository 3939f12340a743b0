import { spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPromise } from 'yauzl';
import { Manifest } from '../../../functions/answer/manifest.ts';
import { assemblePackage } from '../../../functions/answer/package.ts';
import { Receipt } from '../../../functions/answer/receipt.ts';
import { csv, FindingMismatch } from '../../../functions/answer/rows.ts';
import { verifyFile } from '../../../functions/answer/verify.ts';
import { disclosure } from '../../core/letter/examples.ts';
import { hasTool } from '../../support/tools.ts';
import {
  assembled,
  type Bench,
  bench,
  CASE,
  collectionOf,
  inputOf,
  linesOf,
  ROWS,
} from './assembled.ts';

let at: Bench;
let usual: Awaited<ReturnType<typeof assembled>>;
beforeAll(async () => {
  at = await bench();
  usual = await assembled(at);
});
afterAll(() => at.close());

async function unzipped(path: string): Promise<Map<string, Buffer>> {
  const zip = await openPromise(path, { autoClose: false });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  zip.close();
  return files;
}
const textOf = (files: Map<string, Buffer>, path: string) =>
  files.get(path)?.toString('utf8') ?? '';
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('an answer decided before its key was made', () => {
  it('is dated when the certificate begins: what checks it would not believe an earlier day', async () => {
    const other = await bench();
    try {
      const [own = new Uint8Array()] = await other.signer.certificates();
      const begun = new X509Certificate(own).validFromDate;
      const before = new Date(begun.getTime() - 86_400_000).toISOString();
      const decided = { ...inputOf(), issuedAt: before };
      const { path, result } = await assembled(other, decided);
      const letter = join(other.directory, 'letter.pdf');
      await pipeline(await other.vault.get(result.letterKey), createWriteStream(letter));
      for (const file of [path, letter])
        expect(await verifyFile(file)).toMatchObject({
          genuine: true,
          statement: { issuedAt: begun.toISOString() },
        });
    } finally {
      await other.close();
    }
  });
});

/** As a spreadsheet reads it: quotes, and CRLF between rows. */
function parsedCsv(text: string): string[][] {
  const cells = [...text.slice(1).matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)\r\n/g)];
  return cells.map(([, cell = '']) => [
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  ]);
}

/** What was held, of a text in a table. */
const exact = (cell: string) =>
  /^'+(\s*[=+\-@＝＋－＠|%]|[\t\r\n])/.test(cell) ? cell.slice(1) : cell;

describe('the package', () => {
  it('holds letter, data, originals, receipt and manifest, and nothing else', async () => {
    const { path } = usual;
    expect([...(await unzipped(path)).keys()]).toEqual([
      'letter.pdf',
      'index.html',
      'receipt.json',
      'receipt.p7s',
      'receipt.jws',
      'data/index.json',
      'data/crm/members.json',
      'data/crm/members.csv',
      'data/crm/files/証明_写真.jpg',
      'manifest.json',
      'manifest.p7s',
      'manifest.jws',
    ]);
  });

  it('gives every row as it was collected', async () => {
    const files = await unzipped(usual.path);
    expect(JSON.parse(textOf(files, 'data/crm/members.json'))).toEqual(ROWS);
  });

  it('gives tables that a spreadsheet opens in Japanese and takes for no formula', async () => {
    const csv = textOf(await unzipped(usual.path), 'data/crm/members.csv');
    expect(csv.startsWith('\ufeffid,name,note,tags,phone,balance,ok\r\n')).toBe(true);
    expect(csv).toContain(
      `1,髙橋 花子,"'=HYPERLINK(""http://evil.example"")","[""a"",""b""]",,,\r\n`,
    );
    expect(csv).toContain(`2,"Ana ""Ann"", Lee",,,'+81 3 0000 0000,-5,true\r\n`);
    expect(csv).toContain('3,"line\nbreak",,,,,\r\n');
  });

  it('gives tables from which the exact texts can be had again', async () => {
    const texts = fc.array(
      fc.oneof(fc.string(), fc.constantFrom('=1', "'=1", "''+1", "'a", '\t', '-5')),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (all) => {
        const batches = (async function* () {
          yield all.map((text) => ({ row: { text }, text: '' }));
        })();
        const table = await buffer(csv(batches, new Set(['text'])));
        const [, ...cells] = parsedCsv(table.toString('utf8'));
        expect(cells.map(([cell = '']) => exact(cell))).toEqual(all);
        for (const [cell = ''] of cells) expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }),
    );
  });

  it('says of each kind of information where it lies', async () => {
    const input = inputOf();
    const [store] = input.stores;
    const [members] = store?.collections ?? [];
    if (store === undefined || members === undefined) throw new Error('the example has them');
    const known = {
      ...members,
      fields: { name: 'name', phone: 'phone' },
      categories: ['name'],
    } as const;
    const stores = [{ ...store, collections: [known] }];
    const files = await unzipped((await assembled(at, { ...input, stores })).path);
    expect(JSON.parse(textOf(files, 'data/index.json')).kinds).toEqual([
      {
        ...{
          kind: 'name',
          title: { en: 'Name', ja: '氏名' },
          law: ['identifiers', 'customer-records'],
        },
        in: [
          {
            ...{ store: 'crm', collection: 'members', fields: ['name'], count: 3 },
            ...{ json: 'data/crm/members.json', csv: 'data/crm/members.csv' },
          },
        ],
      },
    ]);
  });

  it('lists each file with its hash and size, and how each store was searched', async () => {
    const { path, result } = usual;
    const files = await unzipped(path);
    const manifest = Manifest.parse(JSON.parse(textOf(files, 'manifest.json')));
    for (const { path: name, size, sha256: hash } of manifest.files) {
      const bytes = files.get(name) ?? Buffer.alloc(0);
      expect([bytes.length, sha256(bytes)]).toEqual([size, hash]);
    }
    expect(manifest.stores[0]?.collections[0]).toMatchObject({
      pages: 1,
      exhausted: true,
      count: 3,
    });
    expect(manifest.stores[1]).toMatchObject({ state: 'left-out', note: 'It did not answer.' });
    expect(result.manifestSha256).toBe(sha256(files.get('manifest.json') ?? Buffer.alloc(0)));
    expect(result.letterSha256).toBe(sha256(files.get('letter.pdf') ?? Buffer.alloc(0)));
    expect(result.sha256).toBe(sha256(await readFile(path)));
  });

  it('is the same to the byte when it is made again, as after a crash', async () => {
    expect((await assembled(at)).result).toEqual(usual.result);
  });

  it('does not depend on the time zone of the machine', async () => {
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Kiritimati';
    const elsewhere = await assembled(at).finally(() => {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    });
    expect(elsewhere.result.sha256).toBe(usual.result.sha256);
  });

  it('keeps the person out of the receipt', async () => {
    const files = await unzipped(usual.path);
    const receipt = Receipt.parse(JSON.parse(textOf(files, 'receipt.json')));
    expect(receipt.rights).toEqual(inputOf().rights);
    expect(textOf(files, 'receipt.json')).not.toContain(disclosure.requester.name);
  });

  it('opens with a page that shows the rows, links to the originals and shows no markup of the data', async () => {
    const input = inputOf();
    const [store] = input.stores;
    if (store === undefined) throw new Error('the example has a store');
    const note = '<script>alert(1)</script>';
    const { path } = await assembled(at, { ...input, stores: [{ ...store, note }] });
    const page = textOf(await unzipped(path), 'index.html');
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('髙橋 花子');
    expect(page).toContain('href="data/crm/files/%E8%A8%BC%E6%98%8E_%E5%86%99%E7%9C%9F.jpg"');
  });

  it('gives two things of one name two places', async () => {
    const input = inputOf();
    const [store] = input.stores;
    if (store === undefined) throw new Error('the example has a store');
    const twice = { ...store, collections: [...store.collections, ...store.collections] };
    const { path } = await assembled(at, { ...input, stores: [twice] });
    expect([...(await unzipped(path)).keys()]).toContain('data/crm/members-2.csv');
  });

  it.each([
    ['a row was lost', linesOf(ROWS.slice(1)), ROWS.length],
    ['the rows were changed', linesOf(ROWS).replace('花子', '太郎'), ROWS.length],
    ['a line is no object', '[1]\n', 1],
  ])('is not made when %s since the collection', async (_, lines, count) => {
    const key = `${CASE}/collected/crm/other.ndjson`;
    await at.vault.put(key, Readable.from([lines]), 'application/x-ndjson');
    const found = { ...collectionOf(linesOf(ROWS), count), key };
    const input = inputOf();
    const [store] = input.stores;
    if (store === undefined) throw new Error('the example has a store');
    const stores = [{ ...store, collections: [found] }];
    await expect(assemblePackage(at, { ...input, stores })).rejects.toBeInstanceOf(FindingMismatch);
  });

  it('is not made when a file is gone from the vault', async () => {
    const input = inputOf();
    const [store] = input.stores;
    if (store === undefined) throw new Error('the example has a store');
    const stores = [{ ...store, files: [{ key: `${CASE}/gone`, name: 'gone' }] }];
    await expect(assemblePackage(at, { ...input, stores })).rejects.toThrow(
      'not in the vault as it was found',
    );
  });

  it.skipIf(!hasTool('unzip'))('passes unzip -t', async () => {
    const { path } = usual;
    expect(spawnSync('unzip', ['-t', path]).status).toBe(0);
  });
});

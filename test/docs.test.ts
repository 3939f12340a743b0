import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const ROOT = new URL('..', import.meta.url).pathname;
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const Names = z.record(z.string(), z.string());
const { scripts, dependencies, optionalDependencies, devDependencies } = z
  .object({
    scripts: Names,
    dependencies: Names,
    optionalDependencies: Names,
    devDependencies: Names,
  })
  .parse(JSON.parse(read('package.json')));

const documents = globSync(['*.md', '{docs,core,platform,connectors,functions}/**/*.md'], {
  cwd: ROOT,
});

/** Prose and pictures, without what stands in code. */
const withoutCode = (text: string) => text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');

const matches = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

describe('the documents', () => {
  it('name every dependency, with its reason, and none that is gone', () => {
    const used = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies });
    const tables = read('docs/dependencies.md').split('## Traps met')[0] ?? '';
    const rows = tables.split('\n').filter((line) => /^\|? ?`/.test(line));
    const named = rows.flatMap((line) => {
      const first = line.startsWith('|') ? (line.split('|')[1] ?? '') : line;
      return matches(first, /`([^`]+)`/g);
    });
    expect(named.toSorted()).toEqual(used.toSorted());
  });

  it('name only scripts that exist', () => {
    const named = documents.flatMap((file) =>
      matches(read(file), /npm run ([a-z][a-z:-]*)/g).map((script) => `${file}: ${script}`),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !scripts[name.split(': ')[1] ?? ''])).toEqual([]);
  });

  it('link to files that are there', () => {
    const links = documents.flatMap((file) =>
      matches(withoutCode(read(file)), /\]\(([^)\s]+)\)/g)
        .concat(matches(withoutCode(read(file)), /src="([^"]+)"/g))
        .filter((link) => !/^(https?:|mailto:|#)/.test(link))
        .map((link) => ({ file, to: join(dirname(file), link.split('#')[0] ?? '') })),
    );
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter(({ to }) => !existsSync(join(ROOT, to)))).toEqual([]);
  });

  it('explain every setting, and none that is gone', () => {
    const settings = matches(
      read('platform/embedded/settings.ts'),
      /^ {2}((?:KAIJI|STRIPE)_\w+): /gm,
    );
    const explained = matches(read('docs/operations.md'), /^\| `((?:KAIJI|STRIPE)_\w+)` *\|/gm);
    expect(settings.length).toBeGreaterThan(10);
    expect(explained.toSorted()).toEqual(settings.toSorted());
  });

  it('number the decisions without a gap, and list each', () => {
    const records = globSync('docs/adr/[0-9]*.md', { cwd: ROOT }).toSorted();
    const list = read('docs/adr/README.md');
    expect(records.length).toBeGreaterThan(5);
    records.forEach((file, index) => {
      expect(file).toContain(`/${String(index + 1).padStart(4, '0')}-`);
      expect(list).toContain(file.replace('docs/adr/', ''));
    });
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../core/law/catalogue.ts';
import { cessationReasons } from '../../../core/law/cessation.ts';
import { knowPeriod } from '../../../core/law/period.ts';

const rules = catalogue();

describe('the rules as data', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s says where it comes from, how sure we are and since when (L-34)',
    (id, { cites, confidence, valid }) => {
      expect(id).toMatch(/^[a-z]+\.[a-z0-9-.]+$/);
      expect(cites.length).toBeGreaterThan(0);
      for (const cite of cites)
        expect(cite).toMatch(
          /^(L-\d\d|P-\d+(-\d+)*|APPI \d|Civ\. \d|11 CCR \d|Number Act \d|Probate Code \d)/,
        );
      expect(['Q', 'S', 'M']).toContain(confidence);
      expect(valid.from <= (valid.to ?? '9999-12-31')).toBe(true);
    },
  );

  it('are many, and each but those of the policy rests on an L-nn', () => {
    expect(rules.length).toBeGreaterThan(90);
    const without = rules.filter(({ cites }) => !cites.some((cite) => cite.startsWith('L-')));
    expect(without.every(({ cites }) => cites.some((cite) => /^(P-|APPI|Civ)/.test(cite)))).toBe(
      true,
    );
  });

  it('are found nowhere else: notices hold no number of the law', () => {
    const folder = join(import.meta.dirname, '../../../core/notices');
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(20);
    for (const name of files) {
      const source = readFileSync(join(folder, name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
      expect(source, name).not.toMatch(
        /\b\d+ (business )?days|\d日間|営業日|\d+ months|\dか月|\$\d|\d米ドル|\d+ minutes|\d分/,
      );
    }
  });
});

describe('why one may ask to stop (L-20)', () => {
  it('holds what P-8-1 leaves out: improper use and unlawful provision', () => {
    const cease = cessationReasons('appi.cease').map(({ reason }) => reason);
    const provision = cessationReasons('appi.cease-provision').map(({ reason }) => reason);
    expect(cease).toContain('improper-use');
    expect(cease).not.toContain('unlawful-provision');
    expect(provision).toEqual(['unlawful-provision', 'no-longer-needed', 'leak', 'likely-harm']);
  });
});

describe('how far back a request to know reaches (L-15)', () => {
  const receivedAt = '2026-11-20T02:00:00.000Z';
  it.each([
    ['all', null, '2022-01-01', '2026-11-19'],
    ['a year', { from: '2024-01-01', to: '2024-12-31' }, '2024-01-01', '2024-12-31'],
    ['from before', { from: '2019-01-01', to: '2022-06-30' }, '2022-01-01', '2022-06-30'],
    ['into the future', { from: '2026-01-01', to: '2027-01-01' }, '2026-01-01', '2026-11-19'],
  ])('%s', (_, asked, from, to) => {
    expect(knowPeriod(asked, receivedAt)).toEqual({ from, to });
  });

  it('is nothing where the period lies wholly before', () => {
    expect(knowPeriod({ from: '2019-01-01', to: '2020-12-31' }, receivedAt)).toBeNull();
  });
});

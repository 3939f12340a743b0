import { describe, expect, it } from 'vitest';
import { catalogue } from '../../core/law/catalogue.ts';
import { Right } from '../../core/law/rights.ts';
import { REQUESTS, THE_LAW, TRAPS } from '../../core/law/the-law.ts';
import { NAMED, testNamesIn, testSources, traces } from './trace.ts';

const { code, tests, of } = traces();
const rules = THE_LAW.map(({ id }) => id);
const traps = TRAPS.map(({ id }) => id);

/** Where something is named that is not there. */
const strangers = (where: string, text: string): string[] =>
  [...text.matchAll(NAMED)]
    .map(([id]) => id)
    .filter((id) => !rules.includes(id) && !traps.includes(id))
    .map((id) => `${where}: ${id}`);

describe('the law as it is written for readers', () => {
  it('holds the rules without a gap, each with sentences, sources and its doubt', () => {
    expect(rules).toEqual(
      Array.from({ length: 34 }, (_, index) => `L-${String(index + 1).padStart(2, '0')}`),
    );
    expect(traps).toEqual(Array.from({ length: 7 }, (_, index) => `T-${index + 1}`));
    expect(Object.keys(REQUESTS).toSorted()).toEqual(Right.options.toSorted());
    for (const { id, says, sources, doubt, ours } of [...THE_LAW, ...TRAPS]) {
      expect(says.length, id).toBeGreaterThan(0);
      expect(says.join(' '), id).toMatch(/^[A-Z].*[.:]$/s);
      expect(sources.length > 0 || ours !== null, `${id} comes from somewhere`).toBe(true);
      const unread = sources.some(({ confidence }) => confidence !== 'Q');
      if (unread) expect(doubt, `${id} says what is not sure`).toBeTruthy();
    }
  });

  it('names rules that keep us out of each trap', () => {
    for (const { keptBy } of TRAPS) expect(rules).toEqual(expect.arrayContaining([...keptBy]));
  });
});

describe('each rule', () => {
  it('has code that carries it out and a test that names it', () => {
    expect(code.length, 'files of code looked at').toBeGreaterThan(200);
    expect(tests.length, 'tests looked at').toBeGreaterThan(500);
    const bare = rules.filter((id) => {
      const found = of(id);
      return found.code.length === 0 || found.tests.length === 0;
    });
    expect(bare).toEqual([]);
  });

  it('has beside it each request type and each trap with a test that names it', () => {
    const untested = [...Right.options, ...traps].filter((id) => of(id).tests.length === 0);
    expect(untested).toEqual([]);
  });

  it('is one that exists, wherever a rule, the code or a test names it', () => {
    expect([
      ...catalogue().flatMap(({ id, cites }) => strangers(id, cites.join(' '))),
      ...code.flatMap(({ file, text }) => strangers(file, text)),
      ...testSources().flatMap(({ file, text }) => strangers(file, text)),
    ]).toEqual([]);
  });
});

describe('names of tests', () => {
  it('are read with their outer suites, from tables, too, and never from comments', () => {
    const text = [
      "describe('a case', () => {",
      "  // it('in a comment', () => {});",
      "  it.each([1, 2])('%s of a table', () => {});",
      '  it.skipIf(none)(`with parts`, { timeout: 9 }, () => {});',
      '});',
    ].join('\n');
    expect(testNamesIn({ file: 'x.test.ts', text }).map(({ name }) => name)).toEqual([
      'a case › %s of a table',
      'a case › with parts',
    ]);
  });
});

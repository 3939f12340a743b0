/** From each rule of the law to the code that carries it out and the tests that say so: read from the sources. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { catalogue } from '../../core/law/catalogue.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

/** `L-04`, `T-1`: how rules and traps are named. */
export const NAMED = /\b(?:L-\d\d|T-\d)\b/g;

export interface TestName {
  file: string;
  /** Outer `describe`s first, joined by ` › `. */
  name: string;
}

export interface Source {
  file: string;
  text: string;
}

const sources = (pattern: string): Source[] =>
  globSync(pattern, { cwd: ROOT })
    .toSorted()
    .map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));

/** What runs. The law as it is told to readers is no proof that anything does it. */
export const codeSources = (): Source[] =>
  sources('{core,workflows,functions,connectors,platform}/**/*.ts').filter(
    ({ file }) => !file.startsWith('core/law/the-law'),
  );

export const testSources = (): Source[] => sources('test/**/*.ts');

const SUITES = ['describe', 'it', 'test'];

/** `it`, `it.each(rows)`, `describe.skipIf(x)`: the name at the bottom. */
function calledName(expression: ts.Expression): string | null {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isPropertyAccessExpression(expression) || ts.isCallExpression(expression))
    return calledName(expression.expression);
  return null;
}

function titleOf(call: ts.CallExpression): string | null {
  const [first] = call.arguments;
  if (!first || !SUITES.includes(calledName(call.expression) ?? '')) return null;
  if (ts.isStringLiteralLike(first)) return first.text;
  return ts.isTemplateExpression(first) ? first.getText().slice(1, -1) : null;
}

/** The names of all tests in one file, as they are written: `%s` and `$x` of tables stay. */
export function testNamesIn({ file, text }: Source): TestName[] {
  const names: TestName[] = [];
  const visit = (node: ts.Node, outer: readonly string[]) => {
    const title = ts.isCallExpression(node) ? titleOf(node) : null;
    const path = title === null ? outer : [...outer, title];
    if (title !== null && ts.isCallExpression(node) && calledName(node.expression) !== 'describe')
      names.push({ file, name: path.join(' › ') });
    ts.forEachChild(node, (child) => visit(child, path));
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true), []);
  return names;
}

export interface Trace {
  /** Ids in the catalogue of rules that cite it. */
  rules: string[];
  code: string[];
  tests: TestName[];
}

export interface Traces {
  code: readonly Source[];
  tests: readonly TestName[];
  of: (id: string) => Trace;
}

export function traces(): Traces {
  const code = codeSources();
  const tests = testSources()
    .filter(({ file }) => file.endsWith('.test.ts'))
    .flatMap(testNamesIn);
  const rules = catalogue();
  return {
    code,
    tests,
    of: (id) => {
      const named = new RegExp(`(?<![\\w.-])${id.replaceAll('.', '\\.')}(?![\\w-])`);
      return {
        rules: rules.filter(({ cites }) => cites.includes(id)).map((rule) => rule.id),
        code: code.filter(({ text }) => named.test(text)).map(({ file }) => file),
        tests: tests.filter(({ name }) => named.test(name)),
      };
    },
  };
}

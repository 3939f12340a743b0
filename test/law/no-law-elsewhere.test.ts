/** Nothing about law is written outside `core/law/`: no number of days, no price, no paragraph. */
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { codeSources, type Source } from './trace.ts';

/** In words that somebody reads. */
const IN_WORDS: readonly [what: string, pattern: RegExp][] = [
  [
    'a period',
    /\b(7|10|14|15|30|45|90) ?(calendar |business |working )?days\b|\b(10|15)営業日|\b(14|45|90)日(以内|間|後)|\b7日間/i,
  ],
  ['a period in words', /\b(two weeks|ten business days|fifteen business days)\b|2週間/i],
  [
    'months of the law',
    /\b(12|24|36) ?months\b|\b(12|24|36)か月|\btwelve months\b|\btwice in (12|twelve)/i,
  ],
  ['a price', /\$ ?5\b|\b5 ?米ドル|\b500 cents/],
  [
    'a paragraph',
    /\bCiv\. ?\d|\bCivil Code (§ ?)?\d|\bCCR (§ ?)?\d|\bAPPI (Art\. ?)?\d|§ ?\d|保護法第?\d+条|民法第?\d/,
  ],
  ['a day of the law', /\b2022-01-01\b|\b2026-01-01\b|\b2024-09-30\b/],
];

/** Numbers that stand for a legal period or price, by the name that they are given. */
const NAMED_NUMBER =
  /^(days|months|weeks|businessDays|fee|cents|remindAfter|expireAfter|extendDays)$|_(DAYS|MONTHS|WEEKS|FEE|CENTS)$/;
/** No other number of ours is one of these … */
const NUMBERS_OF_THE_LAW = new Set(['45', '90']);
/** … but for the version of the zip format that knows files of more than 4 GB. */
const OF_THE_ZIP_FORMAT = /^(VERSION_ZIP64|NEEDS_64)$/;

/** Sets up the world that the code meets, and is none of it. */
const NOT_OURS = ['platform/embedded/demo/', 'platform/embedded/stripe-stand-in/'];

/** What the number is called, where it is given a name at once. */
function nameOf(node: ts.Node): string {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent))
    return parent.name.getText();
  return ts.isBinaryExpression(parent) ? nameOf(parent) : '';
}

function wordsIn(node: ts.Node): string | null {
  return ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node)
    ? node.text
    : null;
}

function lawIn({ file, text }: Source): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    const words = wordsIn(node);
    if (words !== null)
      for (const [what, pattern] of IN_WORDS) {
        const [hit] = pattern.exec(words) ?? [];
        if (hit) found.push(`${file}: ${what}: ${hit}`);
      }
    if (ts.isNumericLiteral(node) && node.text !== '0') {
      const name = nameOf(node);
      const listed = file.startsWith('core/') || file.startsWith('functions/');
      if (NAMED_NUMBER.test(name)) found.push(`${file}: ${name} = ${node.text}`);
      else if (listed && NUMBERS_OF_THE_LAW.has(node.text) && !OF_THE_ZIP_FORMAT.test(name))
        found.push(`${file}: ${node.text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

describe('outside the rules', () => {
  const sources = codeSources().filter(
    ({ file }) =>
      !file.startsWith('core/law/') && !NOT_OURS.some((folder) => file.startsWith(folder)),
  );

  it('no code and no words hold a period, a price or a paragraph of the law', () => {
    expect(sources.length, 'files looked at').toBeGreaterThan(200);
    expect(sources.flatMap(lawIn)).toEqual([]);
  });

  it.each([
    ['a notice', "const words = 'We answer within 45 days.';"],
    ['a Japanese notice', 'const words = `遅くとも15営業日以内に実施します。`;'],
    ['a price', "const words = 'Disclosure costs US$5.';"],
    ['a citation', 'const words = `under 11 CCR 7026(f)`;'],
    ['an object of days', 'const until = now.add({ days: 30 });'],
    ['a constant', 'const KEPT_MONTHS = 24;'],
    ['a bare number', 'if (age > 90) deny();'],
  ])('%s with a number of its own would be found', (_, text) => {
    expect(lawIn({ file: 'core/x.ts', text })).toHaveLength(1);
  });

  it('comments and numbers that mean something else are left alone', () => {
    const text = '/** 11 CCR 7026(f), 45 days */\nconst BYTES = 24;\nconst words = `some days`;';
    expect(lawIn({ file: 'core/x.ts', text })).toEqual([]);
  });
});

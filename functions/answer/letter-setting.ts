/** The letter's blocks, set one below the other. */

import type { Language } from '../../core/law/rights.ts';
import type { Block, LetterPages, Line } from '../../core/letter/blocks.ts';
import { setTable } from './letter-table.ts';
import type { Column, Style } from './placing.ts';
import { NAVY, Sheet } from './sheet.ts';
import type { Piece } from './typeface.ts';

const MUTED = '#555b66';
const MM = 72 / 25.4;

type Styles = Record<
  'body' | 'small' | 'label' | 'title' | 'heading' | 'subheading' | 'outcome' | 'head',
  Style
>;

/**
 * Japanese needs more air between its lines than Latin does.
 * @param tightness 1 is the usual distance of lines
 */
function stylesFor(language: Language, tightness: number): Styles {
  const air = (language === 'ja' ? 1.72 : 1.52) * tightness;
  const style = (size: number, more: Partial<Style> = {}): Style => ({
    size,
    leading: size * air,
    ...more,
  });
  return {
    body: style(10),
    small: style(8.5),
    label: style(9, { colour: MUTED }),
    title: style(16, { strong: true, ...(language === 'ja' ? { align: 'middle' as const } : {}) }),
    heading: style(12.5, { strong: true, colour: NAVY }),
    subheading: style(10, { strong: true }),
    outcome: style(11),
    head: style(8.5, { strong: true, colour: MUTED }),
  };
}

/**
 * Lines move a little closer where that spares a last page with next to nothing on it.
 * @param signing leaves a place for a signature, made at that time and of so many bytes
 */
export function setLetter(
  pages: LetterPages,
  signing: { at: Date; room: number } | null = null,
): Promise<Uint8Array> {
  const { author: name, signature: label, foot } = pages;
  const place = signing && { name, label, ...signing };
  const loose = sheetFor(pages, 1);
  if (!loose.endsThinly()) return loose.finish(foot, place);
  const tight = sheetFor(pages, 0.93);
  return (tight.pages < loose.pages ? tight : loose).finish(foot, place);
}

function sheetFor(pages: LetterPages, tightness: number): Sheet {
  const sheet = new Sheet(pages, pages);
  const styles = stylesFor(pages.language, tightness);
  pages.blocks.forEach((block, index) => {
    setBlock(sheet, styles, block, pages.blocks.slice(index + 1, index + 3), pages.language);
  });
  return sheet;
}

/** @param next the two that follow */
function setBlock(
  sheet: Sheet,
  styles: Styles,
  block: Block,
  next: readonly Block[],
  language: Language,
): void {
  switch (block.kind) {
    case 'aside':
      setLines(sheet, block.lines, { ...styles.body, align: 'right' });
      break;
    case 'window':
      setWindow(sheet, block.lines, styles.body);
      break;
    case 'address':
      sheet.gap(6);
      setLines(sheet, block.lines, styles.body);
      break;
    case 'title':
      sheet.gap(16);
      setText(sheet, 'H1', [block.text], styles.title);
      sheet.gap(8);
      break;
    case 'heading':
      sheet.gap(18);
      sheet.room(styles.heading.leading + 4 * styles.body.leading);
      setText(sheet, 'H2', [block.text], styles.heading);
      break;
    case 'subheading':
      sheet.gap(10);
      sheet.room(styles.subheading.leading + linesWith(next) * styles.body.leading);
      setText(sheet, 'H3', [block.text], styles.subheading);
      break;
    case 'paragraph':
      sheet.gap(4);
      setText(sheet, 'P', block.line, {
        ...styles.body,
        align: language === 'ja' ? 'both' : 'left',
      });
      sheet.gap(2);
      break;
    case 'outcome':
      setOutcome(sheet, styles, block);
      break;
    case 'list':
      setList(sheet, styles, block.items, language);
      break;
    case 'facts':
      setFacts(sheet, styles, block.rows);
      break;
    case 'table':
      setTable(sheet, styles.small, styles.head, block);
      break;
    case 'middle':
      sheet.gap(6);
      setText(sheet, 'P', [block.text], { ...styles.body, align: 'middle' });
      break;
    case 'keep':
      sheet.room(block.lines * styles.body.leading);
      break;
    case 'end':
      setText(sheet, 'P', [block.text], { ...styles.body, align: 'right' });
      break;
    default:
      block satisfies never;
  }
}

/** With a subheading go what introduces a table, its head and its first row; else a line or two. */
function linesWith(next: readonly Block[]): number {
  return next.some(({ kind }) => kind === 'table') ? 6 : 2.5;
}

function setText(sheet: Sheet, tag: string, line: Line, style: Style): void {
  const element = sheet.element(tag);
  const lines = sheet.broken(line, style, sheet.column.width);
  // A paragraph does not leave its first line alone at the foot of a page.
  sheet.room(Math.min(lines.length, 2) * style.leading);
  lines.forEach((pieces, index) => {
    const last = index === lines.length - 1;
    sheet.line(
      element,
      pieces,
      last && style.align === 'both' ? { ...style, align: 'left' } : style,
    );
  });
  element.end();
}

function setLines(sheet: Sheet, lines: readonly Line[], style: Style): void {
  for (const line of lines) setText(sheet, 'P', line, style);
  sheet.gap(12);
}

/**
 * Sets an address where the windows of Japanese envelopes (長形3号) are, and where a sheet of A4 is folded
 * for them; the smaller the longer it is, so that all of it is seen.
 */
function setWindow(sheet: Sheet, lines: readonly Line[], body: Style): void {
  const window: Column = { left: sheet.column.left, width: 80 * MM };
  const height = 38 * MM;
  const sizes = [10.5, 9.5, 8.5, 7.5, 6.5].map(
    (size): Style => ({ ...body, size, leading: size * 1.45 }),
  );
  const heightIn = (style: Style) =>
    lines.reduce((sum, line) => sum + sheet.broken(line, style, window.width).length, 0) *
    style.leading;
  const style = sizes.find((one) => heightIn(one) <= height) ?? { ...body, size: 6, leading: 8 };
  for (const fold of [99, 198]) sheet.foldMark(fold * MM);
  for (const line of lines) {
    const element = sheet.element('P');
    for (const pieces of sheet.broken(line, style, window.width))
      sheet.line(element, pieces, style, window);
    element.end();
  }
  sheet.down(Math.max(0, height - heightIn(style)) + 10 * MM);
}

function setOutcome(
  sheet: Sheet,
  { outcome, label }: Styles,
  block: { label: string; line: Line },
): void {
  sheet.gap(6);
  const element = sheet.element('P');
  const { left, width } = sheet.column;
  const inner: Column = { left: left + 14, width: width - 28 };
  const lines: { pieces: Piece[]; style: Style }[] = [
    ...sheet.broken([block.label], label, inner.width).map((pieces) => ({ pieces, style: label })),
    ...sheet.broken(block.line, outcome, inner.width).map((pieces) => ({ pieces, style: outcome })),
  ];
  sheet.room(Math.min(lines.length, 4) * outcome.leading + 12);
  padded(sheet, 6);
  for (const { pieces, style } of lines) {
    sheet.room(style.leading);
    sheet.ground(style.leading, sheet.column);
    sheet.line(element, pieces, style, inner);
  }
  padded(sheet, 6);
  element.end();
  sheet.gap(4);
}

function padded(sheet: Sheet, height: number): void {
  sheet.ground(height, sheet.column);
  sheet.down(height);
}

function setList(sheet: Sheet, { body }: Styles, items: readonly Line[], language: Language): void {
  const list = sheet.element('L');
  const indent = language === 'ja' ? body.size : 14;
  const column = { left: sheet.column.left + indent, width: sheet.column.width - indent };
  for (const line of items) {
    const item = sheet.element('LI', list);
    const sign = sheet.element('Lbl', item);
    const text = sheet.element('LBody', item);
    sheet.room(body.leading);
    const [mark = []] = sheet.broken([language === 'ja' ? '・' : '•'], body, indent);
    sheet.set(sign, mark, body, sheet.column);
    for (const pieces of sheet.broken(line, body, column.width))
      sheet.line(text, pieces, body, column);
    for (const element of [sign, text, item]) element.end();
  }
  list.end();
  sheet.gap(3);
}

function setFacts(
  sheet: Sheet,
  { body }: Styles,
  rows: readonly { label: string; value: Line }[],
): void {
  sheet.gap(4);
  const list = sheet.element('L');
  const aside = 104;
  const { left, width } = sheet.column;
  const column = { left: left + aside, width: width - aside };
  for (const row of rows) {
    const item = sheet.element('LI', list);
    const name = sheet.element('Lbl', item);
    const value = sheet.element('LBody', item);
    sheet.room(body.leading);
    const [pieces = []] = sheet.broken([row.label], body, aside);
    sheet.set(name, pieces, { ...body, colour: MUTED }, { left, width: aside });
    for (const line of sheet.broken(row.value, body, column.width))
      sheet.line(value, line, body, column);
    for (const element of [name, value, item]) element.end();
  }
  list.end();
  sheet.gap(4);
}

/** Tables of the letter, over as many pages as they take. */
import type { Block, Line } from '../../core/letter/blocks.ts';
import type { Column, Style } from './placing.ts';
import { type Element, NAVY, type Sheet } from './sheet.ts';

export function setTable(
  sheet: Sheet,
  small: Style,
  head: Style,
  table: Extract<Block, { kind: 'table' }>,
): void {
  sheet.gap(6);
  const element = sheet.element('Table');
  const columns = columnsOf(sheet.column, table.widths);
  const titles = table.head.map((text): Line => [text]);
  sheet.room(3 * small.leading + 16);
  setRow(sheet, element, 'TH', titles, columns, head);
  const again = () => {
    sheet.nextPage();
    repeatHead(sheet, titles, columns, head);
    sheet.down(3);
  };
  for (const row of table.rows) {
    if (!sheet.fits(rowHeight(sheet, row, columns, small))) {
      again();
    }
    setRow(sheet, element, 'TD', row, columns, small, again);
  }
  element.end();
  sheet.gap(6);
}

/** Of the whole row, or of as much of a long one as should at least stand together. */
function rowHeight(
  sheet: Sheet,
  cells: readonly Line[],
  columns: readonly Column[],
  style: Style,
): number {
  const lines = columns.map(({ width }, index) => sheet.broken(cells[index] ?? [], style, width));
  return Math.min(Math.max(...lines.map(({ length }) => length)), 9) * style.leading + 6;
}

/** For the eye only: readers of the structure have heard the head already. */
function repeatHead(
  sheet: Sheet,
  titles: readonly Line[],
  columns: readonly Column[],
  style: Style,
): void {
  sheet.down(3);
  columns.forEach((column, index) => {
    const [pieces = []] = sheet.broken(titles[index] ?? [], style, column.width);
    sheet.ornament(pieces, style, column);
  });
  sheet.down(style.leading + 3);
  sheet.rule(NAVY);
}

function columnsOf({ left, width }: Column, parts: readonly number[]): Column[] {
  const gutter = 12;
  const whole = parts.reduce((sum, part) => sum + part, 0);
  const free = width - gutter * (parts.length - 1);
  let x = left;
  return parts.map((part) => {
    const column = { left: x, width: (free * part) / whole };
    x += column.width + gutter;
    return column;
  });
}

/** A row may run over the end of a page: line by line, never cut off. */
function setRow(
  sheet: Sheet,
  table: Element,
  tag: 'TH' | 'TD',
  cells: readonly Line[],
  columns: readonly Column[],
  style: Style,
  nextPage = () => sheet.nextPage(),
): void {
  const row = sheet.element('TR', table);
  const set = columns.map((column, index) => ({
    column,
    element: sheet.element(tag, row),
    lines: sheet.broken(cells[index] ?? [], style, column.width),
  }));
  const height = Math.max(...set.map(({ lines }) => lines.length));
  sheet.down(3);
  for (let index = 0; index < height; index += 1) {
    if (!sheet.fits(style.leading)) nextPage();
    for (const { column, element, lines } of set) {
      const pieces = lines[index];
      if (pieces !== undefined) sheet.set(element, pieces, style, column);
    }
    sheet.down(style.leading);
  }
  sheet.down(3);
  sheet.rule(tag === 'TH' ? NAVY : undefined);
  for (const { element } of set) element.end();
  row.end();
}

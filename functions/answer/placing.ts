/** Where the pieces of one line stand. Lengths in points. */
import { type Piece, widthOf } from './typeface.ts';

export interface Style {
  size: number;
  /** From one baseline to the next. */
  leading: number;
  strong?: boolean;
  colour?: string;
  /** `both`: filled to both edges, as Japanese text is set. */
  align?: 'left' | 'right' | 'middle' | 'both';
}

export interface Column {
  left: number;
  width: number;
}

export interface Placed extends Piece {
  x: number;
  top: number;
  width: number;
  /** After each character. */
  spacing: number;
}

export function placed(
  pieces: readonly Piece[],
  style: Style,
  column: Column,
  top: number,
): Placed[] {
  const widths = pieces.map((piece, index) =>
    // The space that a line was broken at is read, not seen.
    widthOf(index < pieces.length - 1 ? piece : { ...piece, text: piece.text.trimEnd() }),
  );
  const slack = column.width - widths.reduce((sum, width) => sum + width, 0) * style.size;
  const share = { left: 0, both: 0, middle: 0.5, right: 1 }[style.align ?? 'left'];
  const spacing = style.align === 'both' ? spread(pieces, slack, style.size) : 0;
  let x = column.left + slack * share;
  return pieces.map((piece, index) => {
    const width = (widths[index] ?? 0) * style.size + spacing * Array.from(piece.text).length;
    x += width;
    return { ...piece, x: x - width, top, width, spacing };
  });
}

/** Neighbours that lead to the same, together. */
export function byHref(pieces: readonly Placed[]): Placed[][] {
  const groups: Placed[][] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (last?.[0]?.href === piece.href && last !== undefined) last.push(piece);
    else groups.push([piece]);
  }
  return groups;
}

/** Space to add after each character; none where the line would look torn apart. */
function spread(pieces: readonly Piece[], slack: number, size: number): number {
  const line = pieces.map(({ text }) => text).join('');
  const gaps = Array.from(line.trimEnd()).length - 1;
  return gaps > 0 && slack < 2 * size ? slack / gaps : 0;
}

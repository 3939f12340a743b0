/**
 * Paper with a cursor: lines are set one below the other, over as many pages as it
 * takes, each tagged with its place in the document's structure. Lengths in points.
 */
import type PDFDocument from 'pdfkit';
import type { LetterPages, Line } from '../../core/letter/blocks.ts';
import { breakLines } from './line-breaking.ts';
import { addSignaturePlace, type SignaturePlace } from './signature-field.ts';
import { type DocumentFacts, taggedDocument } from './tagged-document.ts';
import { type Face, type Piece, typeface, widthOf } from './typeface.ts';

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
type Document = InstanceType<typeof PDFDocument>;
export type Element = ReturnType<Document['struct']>;

const MARGIN = { top: 62, side: 64, bottom: 76 };
const FOOT: Style = { size: 7.5, leading: 11, colour: '#555b66' };
export const NAVY = '#24467c';
const INK = '#1b1f27';
const HAIRLINE = '#c9ced8';
const ASCENT = 0.88; // of Noto Sans JP, in parts of its size

export class Sheet {
  readonly column: Column;
  readonly #document: Document;
  readonly #root: Element;
  readonly #faces = new Set<Face>();
  #y = MARGIN.top;

  /** @param content of which the file's identifier is made */
  constructor(facts: DocumentFacts, content: unknown) {
    this.#document = taggedDocument(facts, content);
    this.#root = this.#document.struct('Document');
    this.#document.addStructure(this.#root);
    this.column = { left: MARGIN.side, width: this.#document.page.width - 2 * MARGIN.side };
  }

  /** Opens an element of the structure; `within` is its parent, else the document. */
  element(tag: string, within: Element = this.#root): Element {
    const element = this.#document.struct(tag, tag === 'TH' ? { scope: 'Column' } : {});
    within.add(element);
    return element;
  }

  broken(line: Line, style: Style, width: number): Piece[][] {
    const runs = style.strong
      ? line.map((run) => ({
          ...(typeof run === 'string' ? { text: run } : run),
          strong: true as const,
        }))
      : line;
    return breakLines(runs, width, (piece) => widthOf(piece) * style.size);
  }

  /** Takes the next page when less than this height is left on this one. */
  room(height: number): void {
    if (!this.fits(height)) this.nextPage();
  }

  fits(height: number): boolean {
    return this.#y + height <= this.#bottom();
  }

  /** Space between blocks; none at the head of a page. */
  gap(height: number): void {
    if (this.#y > MARGIN.top) this.#y += height;
  }

  /** Sets one line and moves below it. */
  line(
    element: Element,
    pieces: readonly Piece[],
    style: Style,
    column: Column = this.column,
  ): void {
    this.room(style.leading);
    this.set(element, pieces, style, column);
    this.#y += style.leading;
  }

  /** Sets one line where the cursor is, and leaves the cursor there. */
  set(element: Element, pieces: readonly Piece[], style: Style, column: Column): void {
    const content = this.#document.markStructureContent('Span');
    this.#draw(pieces, style, column, this.#y);
    this.#document.endMarkedContent();
    element.add(content);
  }

  /** Sets one line where the cursor is, outside the document's structure. */
  ornament(pieces: readonly Piece[], style: Style, column: Column): void {
    this.#artifact('Layout', () => this.#draw(pieces, style, column, this.#y));
  }

  down(height: number): void {
    this.#y += height;
  }

  /** A ground behind the line to come, with a bar at its left. */
  ground(height: number, column: Column): void {
    this.#artifact('Layout', () => {
      this.#document.rect(column.left, this.#y, column.width, height).fill('#eef2f8');
      this.#document.rect(column.left, this.#y, 3, height).fill(NAVY);
    });
  }

  rule(colour = HAIRLINE): void {
    this.#artifact('Layout', () => {
      const { left, width } = this.column;
      this.#document.rect(left, this.#y, width, 0.6).fill(colour);
    });
  }

  /** At the paper's edge, for whoever folds it. */
  foldMark(y: number): void {
    this.#artifact('Layout', () => {
      this.#document.rect(12, y, 14, 0.4).fill(HAIRLINE);
    });
  }

  get pages(): number {
    return this.#document.bufferedPageRange().count;
  }

  /** Whether the last of several pages holds less than a quarter of what it could. */
  endsThinly(): boolean {
    const used = (this.#y - MARGIN.top) / (this.#bottom() - MARGIN.top);
    return this.pages > 1 && used < 1 / 4;
  }

  /** Puts the foot on every page, and a place to sign into the document, and closes it. */
  async finish(
    foot: LetterPages['foot'],
    signature: SignaturePlace | null = null,
  ): Promise<Uint8Array> {
    const { start, count } = this.#document.bufferedPageRange();
    for (let index = 0; index < count; index += 1) {
      this.#document.switchToPage(start + index);
      if (foot !== null) this.#foot(foot, index + 1, count);
    }
    if (signature !== null) {
      const element = this.element('Form');
      addSignaturePlace(this.#document, element, signature);
      element.end();
    }
    this.#root.end();
    const chunks: Buffer[] = [];
    this.#document.end();
    for await (const chunk of this.#document) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  }

  #foot(foot: NonNullable<LetterPages['foot']>, number: number, of: number): void {
    const top = this.#document.page.height - 46;
    this.#artifact('Pagination', () => {
      const { left, width } = this.column;
      this.#document.rect(left, top - 6, width, 0.6).fill(HAIRLINE);
      const [check = []] = this.broken([foot.check], FOOT, width);
      const [page = []] = this.broken([foot.page(number, of)], FOOT, width);
      this.#draw(check, FOOT, this.column, top);
      this.#draw(page, { ...FOOT, align: 'right' }, this.column, top);
    });
  }

  #draw(pieces: readonly Piece[], style: Style, column: Column, top: number): void {
    const widths = pieces.map((piece) => widthOf(piece) * style.size);
    const slack = column.width - widths.reduce((sum, width) => sum + width, 0);
    const share = { left: 0, both: 0, middle: 0.5, right: 1 }[style.align ?? 'left'];
    const spacing = style.align === 'both' ? spread(pieces, slack, style.size) : 0;
    const baseline = top + (style.leading - style.size) / 2 + ASCENT * style.size;
    let x = column.left + slack * share;
    pieces.forEach((piece, index) => {
      this.#document
        .font(this.#embedded(piece.face))
        .fontSize(style.size)
        .fillColor(style.colour ?? INK)
        .text(piece.text, x, baseline, {
          lineBreak: false,
          baseline: 'alphabetic',
          characterSpacing: spacing,
        });
      x += (widths[index] ?? 0) + spacing * Array.from(piece.text).length;
    });
  }

  /** Each typeface is made known once a document, under its own name. */
  #embedded(face: Face): string {
    if (!this.#faces.has(face)) this.#document.registerFont(face, typeface(face));
    this.#faces.add(face);
    return face;
  }

  #artifact(type: 'Layout' | 'Pagination', draw: () => void): void {
    this.#document.markContent('Artifact', { type });
    draw();
    this.#document.endMarkedContent();
  }

  #bottom(): number {
    return this.#document.page.height - MARGIN.bottom;
  }

  nextPage(): void {
    this.#document.addPage();
    this.#y = MARGIN.top;
  }
}

/** Space to add after each character; none where the line would look torn apart. */
function spread(pieces: readonly Piece[], slack: number, size: number): number {
  const gaps = pieces.reduce((sum, { text }) => sum + Array.from(text).length, 0) - 1;
  return gaps > 0 && slack < 2 * size ? slack / gaps : 0;
}

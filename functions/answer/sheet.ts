/**
 * Paper with a cursor: lines are set one below the other, over as many pages as it
 * takes, each tagged with its place in the document's structure. Lengths in points.
 */
import type PDFDocument from 'pdfkit';
import type { LetterPages, Line } from '../../core/letter/blocks.ts';
import { breakLines } from './line-breaking.ts';
import { byHref, type Column, type Placed, placed, type Style } from './placing.ts';
import { addSignaturePlace, pdfText, type SignaturePlace } from './signature-field.ts';
import { type DocumentFacts, taggedDocument } from './tagged-document.ts';
import { type Face, type Piece, typeface, widthOf } from './typeface.ts';

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
    for (const group of byHref(placed(pieces, style, column, this.#y))) {
      const [first] = group;
      const within = first?.href === undefined ? element : this.element('Link', element);
      const content = this.#document.markStructureContent(within === element ? 'Span' : 'Link');
      for (const piece of group) this.#draw(piece, style);
      this.#document.endMarkedContent();
      within.add(content);
      if (first?.href === undefined) continue;
      this.#leadsTo(first.href, group, style, within);
      within.end();
    }
  }

  /** What can be followed on a screen, over the place where it is written. */
  #leadsTo(href: string, group: readonly Placed[], style: Style, structParent: Element): void {
    const [{ x, top } = { x: 0, top: 0 }] = group;
    const width = group.reduce((sum, piece) => sum + piece.width, 0);
    const action = this.#document.ref({ S: 'URI', URI: pdfText(href) });
    action.end();
    this.#document.annotate(x, top, width, style.leading, {
      ...{ Subtype: 'Link', Contents: pdfText(href), A: action },
      structParent,
    });
  }

  /** Sets one line where the cursor is, outside the document's structure. */
  ornament(pieces: readonly Piece[], style: Style, column: Column): void {
    this.#artifact('Layout', () => this.#drawAll(pieces, style, column, this.#y));
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
      this.#drawAll(check, FOOT, this.column, top);
      this.#drawAll(page, { ...FOOT, align: 'right' }, this.column, top);
    });
  }

  #drawAll(pieces: readonly Piece[], style: Style, column: Column, top: number): void {
    for (const piece of placed(pieces, style, column, top)) this.#draw(piece, style);
  }

  #draw({ text, face, href, x, top, spacing }: Placed, style: Style): void {
    const baseline = top + (style.leading - style.size) / 2 + ASCENT * style.size;
    this.#document
      .font(this.#embedded(face))
      .fontSize(style.size)
      .fillColor(style.colour ?? (href === undefined ? INK : NAVY))
      .text(text, x, baseline, {
        lineBreak: false,
        baseline: 'alphabetic',
        characterSpacing: spacing,
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

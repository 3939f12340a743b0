/** A letter as words and their places, before anyone thinks of paper. */
import type { Language } from '../law/rights.ts';

/** A piece of a sentence. `unbroken` never meets the end of a line: names, numbers, dates. */
export type Run = string | { text: string; unbroken?: true; strong?: true };
export type Line = readonly Run[];

export type Block =
  | { kind: 'aside'; lines: readonly Line[] }
  | { kind: 'address'; lines: readonly Line[] }
  /** To be seen through the window of an envelope; the first of its page. */
  | { kind: 'window'; lines: readonly Line[] }
  | { kind: 'title'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'subheading'; text: string }
  | { kind: 'paragraph'; line: Line }
  | { kind: 'outcome'; label: string; line: Line }
  | { kind: 'list'; items: readonly Line[] }
  | { kind: 'facts'; rows: readonly { label: string; value: Line }[] }
  | {
      kind: 'table';
      head: readonly string[];
      rows: readonly (readonly Line[])[];
      /** Parts of the width, one a column. */
      widths: readonly number[];
    }
  | { kind: 'middle'; text: string }
  /** What follows, about so many lines, is not torn apart. */
  | { kind: 'keep'; lines: number }
  | { kind: 'end'; text: string };

/** With a capital, where the script has any. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export interface LetterPages {
  language: Language;
  paper: 'A4' | 'LETTER';
  /** For the window's title and the list of documents. */
  title: string;
  author: string;
  /** What a screen reader says where it meets the signature. */
  signature: string;
  /** The moment that stands in the file as its making. */
  date: Date;
  blocks: readonly Block[];
  /** At the foot of every page; null where nothing stands there. */
  foot: { check: string; page: (number: number, of: number) => string } | null;
}

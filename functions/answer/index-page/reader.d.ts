/** What `reader.js` shows; its words for both languages are its own. */
import type { Words } from '../../../core/law/rights.ts';

export interface FileInPackage {
  path: string;
  bytes?: number;
  /** Shown where it is named. */
  picture?: boolean;
}

/** What a collection's records are read with. */
export interface AboutRecords {
  /** Kind of each field, by its path. */
  fields: Readonly<Record<string, string>>;
  kinds: Readonly<Record<string, Words>>;
  withheld: Readonly<Record<string, Words>>;
  /** Originals, by the name that a record has for them. */
  files: Readonly<Record<string, FileInPackage>>;
  /** Where the whole collection lies. */
  json: string;
}

export function escaped(text: string): string;
export function two(words: Words): string;
export function address(path: string): string;
export function sized(bytes: number): string;
export function fileHtml(file: FileInPackage): string;
export function recordHtml(
  row: Readonly<Record<string, unknown>>,
  number: number,
  about: AboutRecords,
  only?: string,
): string;

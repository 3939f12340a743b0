/**
 * What never leaves (L-14, §7024(d)): numbers and secrets that would harm the person
 * if the answer fell into other hands are named by kind instead of shown. A field
 * that the data map does not know is not released either: nobody has said what it is.
 */
import type { DataCategory } from './data-map/categories.ts';
import type { Field } from './data-map.ts';
import type { WithheldKindId } from './law/withheld.ts';

export type Row = Readonly<Record<string, unknown>>;

/** What was seen while rows passed; carries no value of any row. */
export interface RedactionTally {
  withheld: Partial<Record<WithheldKindId, number>>;
  /** Fields that rows had and the data map does not: dropped, and said in the finding. */
  undeclared: Set<string>;
  /** Categories of fields that held something. */
  categories: Set<DataCategory>;
}

interface Leaf {
  field: Field;
  marker: { withheld: WithheldKindId } | undefined;
}
type Branch = Map<string, Leaf | Branch>;

/** Makes the redaction of one collection; the tally grows with every row that passes. */
export function redactor(fields: readonly Field[]): {
  redact: (row: Row) => Record<string, unknown>;
  tally: RedactionTally;
} {
  const tree = treeOf(fields);
  const tally: RedactionTally = { withheld: {}, undeclared: new Set(), categories: new Set() };
  return { redact: (row) => redactObject(row, tree, '', tally), tally };
}

function treeOf(fields: readonly Field[]): Branch {
  const root: Branch = new Map();
  for (const field of fields) {
    const path = field.name.split('.');
    const last = path.pop() ?? '';
    const branch = path.reduce((node, part) => {
      const next = node.get(part);
      if (next instanceof Map) return next;
      const made: Branch = new Map();
      node.set(part, made);
      return made;
    }, root);
    const marker = field.withheld && Object.freeze({ withheld: field.withheld });
    branch.set(last, { field, marker });
  }
  return root;
}

function redactObject(
  row: Row,
  tree: Branch,
  prefix: string,
  tally: RedactionTally,
): Record<string, unknown> {
  const released: Record<string, unknown> = {};
  for (const name in row) {
    const value = row[name];
    const node = tree.get(name);
    if (node === undefined) {
      if (held(value)) tally.undeclared.add(prefix + name);
    } else if (node instanceof Map) {
      released[name] = redactNested(value, node, `${prefix}${name}`, tally);
    } else {
      released[name] = redactValue(value, node, tally);
    }
  }
  return released;
}

function redactValue(value: unknown, { field, marker }: Leaf, tally: RedactionTally): unknown {
  if (!held(value)) return value;
  tally.categories.add(field.category);
  if (!marker) return value;
  tally.withheld[marker.withheld] = (tally.withheld[marker.withheld] ?? 0) + 1;
  return marker;
}

/** A list is redacted element by element; anything but objects in it was not declared and goes. */
function redactNested(value: unknown, tree: Branch, path: string, tally: RedactionTally): unknown {
  if (!held(value)) return value;
  if (Array.isArray(value)) return value.map((item) => redactNested(item, tree, path, tally));
  if (isRow(value)) return redactObject(value, tree, `${path}.`, tally);
  tally.undeclared.add(path);
  return null;
}

function held(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '';
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values at a path, through nested objects and lists, as text. Empty ones are left out. */
export function valuesAt(row: Row, path: string): string[] {
  const reached = path
    .split('.')
    .reduce<unknown[]>(
      (values, part) =>
        values.flat().flatMap((value) => (isRow(value) && part in value ? [value[part]] : [])),
      [row],
    );
  return reached
    .flat()
    .filter(
      (value) =>
        typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean',
    )
    .map(String)
    .filter((text) => text !== '');
}

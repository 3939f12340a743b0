/** The SELECT of one collection. Identifiers are quoted, values are parameters, always. */

import { NAME_VARIANTS, phoneDigits } from '../../core/data-map/normal.ts';
import type { Field } from '../../core/data-map.ts';
import type { BoundCondition, BoundQuery } from '../../core/traversal.ts';
import { StoreMisconfigured } from '../connector.ts';

export interface Column {
  name: string;
  /** As `format_type` says it: `integer`, `character varying`, `uuid`. */
  type: string;
}

export interface Select {
  text: string;
  values: string[][];
}

/** @throws {StoreMisconfigured} for a field that is no column of the table */
export function selectFor(
  { query, alternatives }: BoundQuery,
  source: { schema: string; table: string; exact: readonly string[] },
  columns: ReadonlyMap<string, Column>,
): Select {
  const values: string[][] = [];
  const column = (name: string): Column => {
    const known = columns.get(name);
    if (known) return known;
    throw new StoreMisconfigured(
      `collection '${query.collection}' names column '${name}', which its table does not have`,
    );
  };
  const wheres = alternatives.map((conditions) =>
    conditions.map((condition) => where(condition, source.exact, column, values)).join(' AND '),
  );
  const list = [...selected(query.fields, column)].join(', ');
  const from = `${quoted(source.schema)}.${quoted(source.table)}`;
  const filter = wheres.length === 0 ? 'false' : wheres.map((part) => `(${part})`).join(' OR ');
  return { text: `SELECT ${list} FROM ${from} WHERE ${filter}`, values };
}

/** A withheld column never leaves the database: only whether it holds something does (L-14). */
function selected(fields: readonly Field[], column: (name: string) => Column): Set<string> {
  return new Set(
    fields.map(({ name, withheld }) => {
      const [top = name] = name.split('.');
      const ident = quoted(column(top).name);
      return withheld && top === name
        ? `CASE WHEN ${ident}::text <> '' THEN true END AS ${ident}`
        : ident;
    }),
  );
}

function where(
  condition: BoundCondition,
  exact: readonly string[],
  column: (name: string) => Column,
  values: string[][],
): string {
  const tests = condition.columns.map((fields) => {
    const known = fields.map(column);
    const [only] = known;
    const direct = condition.as === 'exact' || condition.as === 'account';
    if (known.length === 1 && only && (direct || exact.includes(only.name)))
      return equals(only, condition.forms, values);
    const joined =
      known.length === 1 && only
        ? `${quoted(only.name)}::text`
        : `concat_ws(' ', ${known.map(({ name }) => quoted(name)).join(', ')})`;
    values.push(
      condition.as === 'phone' ? condition.forms.flatMap(phoneDigits) : storable(condition.forms),
    );
    return `${folded(condition.as, joined)} = ANY($${values.length}::text[])`;
  });
  return tests.length === 0 ? 'false' : `(${tests.join(' OR ')})`;
}

/** PostgreSQL's text holds no zero byte: such a value is in no row, and asking for it is an error. */
function storable(forms: readonly string[]): string[] {
  return forms.filter((form) => !form.includes('\0'));
}

const WHOLE = /^-?\d{1,18}$/;
const UUID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

/** Casts the values, not the column, so that an index on the column serves. */
function equals(column: Column, forms: readonly string[], values: string[][]): string {
  const name = quoted(column.name);
  if (['smallint', 'integer', 'bigint'].includes(column.type)) {
    values.push(forms.filter((form) => WHOLE.test(form)));
    return `${name} = ANY($${values.length}::text[]::bigint[])`;
  }
  if (column.type === 'uuid') {
    values.push(forms.filter((form) => UUID.test(form)));
    return `${name} = ANY($${values.length}::text[]::uuid[])`;
  }
  values.push(storable(forms));
  const text = ['text', 'character varying', 'citext'].includes(column.type)
    ? name
    : `${name}::text`;
  return `${text} = ANY($${values.length}::text[])`;
}

const INVISIBLE = '[\\u00AD\\u200B-\\u200F\\u202A-\\u202E\\u2060\\uFEFF]';
const HIRAGANA = Array.from({ length: 86 }, (_, at) => String.fromCharCode(0x3041 + at)).join('');
const KATAKANA = Array.from({ length: 86 }, (_, at) => String.fromCharCode(0x30a1 + at)).join('');

/** The same folding as `core/data-map/normal.ts`, done by the database. */
function folded(as: BoundCondition['as'], text: string): string {
  const plain = `regexp_replace(normalize(${text}, NFKC), '^\\s+|\\s+$|${INVISIBLE}', '', 'g')`;
  switch (as) {
    case 'email':
      return `lower(${plain})`;
    case 'phone':
      return `regexp_replace(${plain}, '[^0-9]', '', 'g')`;
    case 'name':
      return nameFolded(plain);
    case 'date-of-birth':
      return `translate(left(${plain}, 10), '/.', '--')`;
    default:
      return plain;
  }
}

function nameFolded(plain: string): string {
  const unaccented = `regexp_replace(normalize(lower(${plain}), NFKD), '[\\u0300-\\u036F]', '', 'g')`;
  const bare = `regexp_replace(normalize(${unaccented}, NFC), '[[:space:][:punct:]・、。「」（）〜]', '', 'g')`;
  return `translate(${bare}, '${HIRAGANA}${NAME_VARIANTS.from}', '${KATAKANA}${NAME_VARIANTS.to}')`;
}

export function quoted(identifier: string): string {
  if (identifier.includes('\0'))
    throw new StoreMisconfigured('a name in the data map holds a zero byte');
  return `"${identifier.replaceAll('"', '""')}"`;
}

/**
 * Column values as plain JSON. Dates stay text: a `Date` would shift them by the
 * server's zone. Whole numbers beyond what JSON carries exactly stay text too.
 */
import pg from 'pg';

type Parser = (text: string) => unknown;

const { builtins } = pg.types;

const parsers: Record<number, Parser> = {
  [builtins.BOOL]: (text) => text === 't',
  [builtins.INT2]: Number,
  [builtins.INT4]: Number,
  [builtins.OID]: Number,
  [builtins.FLOAT4]: finite,
  [builtins.FLOAT8]: finite,
  [builtins.INT8]: exact,
  [builtins.JSON]: JSON.parse,
  [builtins.JSONB]: JSON.parse,
  [builtins.BYTEA]: (text) => Buffer.from(text.slice(2), 'hex').toString('base64'),
  [builtins.TIMESTAMPTZ]: (text) => text.replace(' ', 'T').replace(/\+00$/, 'Z'),
  [builtins.TIMESTAMP]: (text) => text.replace(' ', 'T'),
};

const ARRAYS = new Set([1000, 1005, 1007, 1009, 1015, 1016, 1021, 1022]);

function finite(text: string): unknown {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

function exact(text: string): unknown {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
}

/** Parsers that also count the text that passes (since it was last asked), so that pages can be kept to a size. */
export function jsonTypes(): { types: pg.CustomTypesConfig; takeBytes: () => number } {
  let bytes = 0;
  const counted = new Map<number, Parser>();
  const parserFor = (oid: number): Parser => {
    const known = counted.get(oid);
    if (known) return known;
    const parse = parsers[oid] ?? (ARRAYS.has(oid) ? pg.types.getTypeParser(oid, 'text') : same);
    const made: Parser = (text) => {
      bytes += text.length;
      return parse(text);
    };
    counted.set(oid, made);
    return made;
  };
  const takeBytes = () => {
    const taken = bytes;
    bytes = 0;
    return taken;
  };
  return { types: { getTypeParser: parserFor }, takeBytes };
}

function same(text: string): string {
  return text;
}

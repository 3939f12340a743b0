/** Reads one answer: its items, and whether there are more. In doubt it is an error, never the end. */
import { z } from 'zod';
import type { Row } from '../../core/redaction.ts';
import { StoreMisconfigured, StoreRefused } from '../connector.ts';
import type { Source } from './source.ts';

const Items = z.array(z.record(z.string(), z.unknown()));
const Mark = z.union([z.string(), z.number(), z.null()]);

export function itemsOf(answer: unknown, source: Source, place: string): { rows: Row[] } {
  const items = Items.safeParse(source.items === '' ? answer : at(answer, source.items));
  if (!items.success)
    throw new StoreMisconfigured(`${place} answers without a list of objects in '${source.items}'`);
  return { rows: items.data };
}

/** `null` only when the API said that this was the last page. */
export function nextOf(
  answer: unknown,
  current: URL,
  given: number,
  source: Source,
  place: string,
): URL | null {
  const { paging } = source;
  if (paging.by === 'none') return null;
  const found = at(answer, paging.field);
  if (found === undefined) {
    // A short page without a mark is the last; a full one means that the mark is called otherwise.
    if (source.pageSize && given < source.pageSize.value) return null;
    throw new StoreMisconfigured(
      `${place} answers without '${paging.field}': is it the last page?`,
    );
  }
  const mark = Mark.safeParse(found);
  if (!mark.success) throw new StoreRefused(`${place} answers with an unusable '${paging.field}'`);
  if (mark.data === null || mark.data === '') return null;
  if (paging.by === 'cursor') {
    const next = new URL(current);
    next.searchParams.set(paging.param, String(mark.data));
    return next;
  }
  const next = URL.parse(String(mark.data), current.href);
  if (!next) throw new StoreRefused(`${place} answers with an unusable '${paging.field}'`);
  return next;
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((node, part) => {
    const object = z.record(z.string(), z.unknown()).safeParse(node);
    return object.success ? object.data[part] : undefined;
  }, value);
}

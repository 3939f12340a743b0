/** Which requests find a person's items: one for each value of the condition that the API can take. */
import type { BoundCondition, BoundQuery } from '../../core/traversal.ts';
import { StoreMisconfigured } from '../connector.ts';
import type { Source } from './source.ts';

export interface ItemRequest {
  path: string;
  params: Record<string, string>;
  /** What the path itself makes sure of, so that items need not repeat it. */
  assured: Record<string, string>;
}

/** @throws {StoreMisconfigured} when the API has no parameter for one of the ways */
export function* requestsFor(
  query: BoundQuery,
  source: Source,
  place: string,
): Generator<ItemRequest> {
  const paging: Record<string, string> = source.pageSize
    ? { [source.pageSize.param]: String(source.pageSize.value) }
    : {};
  const asked = new Set<string>();
  for (const conditions of query.alternatives) {
    const way = conditions.map((condition) => wayOf(condition, source)).find((found) => found);
    if (!way)
      throw new StoreMisconfigured(`${place} has no parameter for one of the ways in its 'reach'`);
    for (const value of way.values) {
      if (asked.has(`${way.field}\n${value}`)) continue;
      asked.add(`${way.field}\n${value}`);
      const param = source.params[way.field];
      if (param !== undefined)
        yield { path: source.path, params: { ...paging, [param]: value }, assured: {} };
      else
        yield {
          path: source.path.replace(`{${way.field}}`, () => encodeURIComponent(value)),
          params: paging,
          assured: { [way.field]: value },
        };
    }
  }
}

function wayOf(
  { columns, forms, written }: BoundCondition,
  source: Source,
): { field: string; values: string[] } | undefined {
  const [fields, ...others] = columns;
  const [field, ...rest] = fields ?? [];
  if (field === undefined || others.length > 0 || rest.length > 0) return undefined;
  const taken = field in source.params || source.path.includes(`{${field}}`);
  // A path segment of dots would lead elsewhere; no identifier looks like that.
  const values = [...new Set([...forms, ...written])].filter((value) => !/^\.*$/.test(value));
  return taken ? { field, values } : undefined;
}

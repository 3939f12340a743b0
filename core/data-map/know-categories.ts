/**
 * The answer to `ccpa.know-categories` (§7024(k)): which categories were collected, from where, why,
 * and who received them. What the policy says of a category stands in `core/law/know-categories.ts`;
 * which of them hold anything is found here, and no personal value is looked at.
 */
import type { DataMap } from '../data-map.ts';
import type { Finding } from '../finding.ts';
import { type CategoryId, categories } from '../law/know-categories.ts';
import { type Law, NEWEST } from '../law/versions.ts';
import { type DataCategory, dataCategories, type Words } from './categories.ts';

export interface CategoryAnswer {
  category: CategoryId;
  name: Words;
  /** The kinds of data of P-1 within it that are held. */
  collected: Words[];
  sources: Words[];
  purposes: Words[];
  services: string[];
  /** To whom it was disclosed for a business purpose. */
  recipients: Words[];
  /** What was sold or shared in the preceding 12 months (P-13). */
  disclosed: { how: 'sold' | 'shared'; recipients: Words; purpose: Words };
}

/**
 * @param findings of every store; a category without anything held is left out
 * @param law the policy in force when the request was received (L-34)
 */
export function knowCategories(
  map: DataMap,
  findings: readonly Finding[],
  law: Law = NEWEST,
): CategoryAnswer[] {
  const held = holdings(map, findings);
  return categories(law).flatMap(({ category, title, disclosure, ...policy }) => {
    const within = held.filter((holding) => dataCategories[holding.data].ccpa.includes(category));
    if (within.length === 0) return [];
    const ids = (pick: (holding: Holding) => readonly string[]) => new Set(within.flatMap(pick));
    return [
      {
        category,
        name: title,
        collected: [...new Set(within.map(({ data }) => data))].map((d) => dataCategories[d].words),
        sources: named(
          map.sources,
          ids(({ sources }) => sources),
        ),
        purposes: named(
          map.purposes,
          ids(({ purposes }) => purposes),
        ),
        services: [...new Set(within.map(({ service }) => service))],
        recipients: named(
          map.recipients,
          ids(({ recipients }) => recipients),
        ),
        disclosed: { how: disclosure, recipients: policy.recipients, purpose: policy.purpose },
      },
    ];
  });
}

interface Holding {
  data: DataCategory;
  service: string;
  sources: readonly string[];
  purposes: readonly string[];
  recipients: readonly string[];
}

function holdings(map: DataMap, findings: readonly Finding[]): Holding[] {
  return findings.flatMap((finding) => {
    const store = map.stores.find(({ id }) => id === finding.store);
    if (!store || finding.status === 'left-out') return [];
    return finding.collections.flatMap((read) => {
      const collection = store.collections.find(({ id }) => id === read.collection);
      if (!collection) return [];
      const { sources, purposes, recipients } = collection;
      return (read.categories ?? []).map((data) => ({
        data,
        service: store.service,
        sources,
        purposes,
        recipients,
      }));
    });
  });
}

function named(list: readonly { id: string; name: Words }[], ids: ReadonlySet<string>): Words[] {
  return list.filter(({ id }) => ids.has(id)).map(({ name }) => name);
}

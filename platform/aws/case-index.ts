/** The console's queue and the sweep's agenda in DynamoDB: a projection, guarded by its position. */
import { z } from 'zod';
import { CaseRow } from '../../core/case/row.ts';
import { type CaseId, FIRST_LETTERS, type Instant } from '../../core/ids.ts';
import type { CaseIndex } from '../ports.ts';
import { inBatches } from './batches.ts';
import {
  caseIdIn,
  caseKey,
  type INDEXES,
  type Item,
  type Key,
  listOf,
  type Table,
} from './table.ts';

/** Sorts after every date: cases whose clocks have all stopped come last in the queue. */
const NO_TARGET = '9999-99-99';

/** What the sweep reads at once. */
const ROWS_PER_SWEEP_PAGE = 200;

/** Cases of one person that are looked up at the same time. */
const ROWS_AT_ONCE = 25;

/** Longer than any order that we give, short enough for a key. */
const LONGEST_CURSOR = 200;

const Stored = z.object({ body: z.string() });
const Pointer = z.object({ pk: z.string(), sk: z.string(), subject: z.string() });
const Position = z.object({ pk: z.string(), position: z.int() });

type Page = { rows: CaseRow[]; next: string | null };

export class AwsCaseIndex implements CaseIndex {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /**
   * Leads from a person are laid before the row stands and removed after it, so that a row is never
   * without its own. Each knows the row's position for which it was laid: a late writer takes away no newer one.
   */
  async put(row: CaseRow): Promise<void> {
    const { caseId, position, subjectKeys } = row;
    const known = await this.get(caseId);
    if (known && known.position >= position) return;
    const added = subjectKeys.filter((key) => !known?.subjectKeys.includes(key));
    await this.#lead(added, row);
    const { written, before } = await this.#table.put(itemOf(row), {
      text: 'attribute_not_exists(pk) OR #position < :position',
      values: { position },
    });
    if (!written) return this.#unlead(added, caseId, position);
    const replaced = before && 'body' in before ? rowIn(before) : null;
    // Another was in between, and may be about to remove a lead that this row needs.
    if ((replaced?.position ?? 0) !== (known?.position ?? 0)) await this.#lead(subjectKeys, row);
    const dropped = [known, replaced]
      .flatMap((old) => old?.subjectKeys ?? [])
      .filter((key) => !subjectKeys.includes(key));
    await this.#unlead(dropped, caseId, position);
  }

  async get(caseId: CaseId): Promise<CaseRow | null> {
    const item = await this.#table.get(headKey(caseId));
    return item ? rowIn(item) : null;
  }

  async remove(caseId: CaseId): Promise<void> {
    await this.#table.remove(headKey(caseId));
    const leads = this.#table.query({
      where: {
        text: 'pk = :pk AND begins_with(sk, :subject)',
        values: { pk: caseKey(caseId), subject: 'subject#' },
      },
    });
    for await (const item of leads) await this.#table.remove(Pointer.parse(item));
  }

  queue(page: { after?: string; limit: number; operatorTaskOnly?: boolean }): Promise<Page> {
    const where = page.operatorTaskOnly
      ? { index: 'by-operator' as const, text: '#operator = :in', values: { in: 'waits' } }
      : { index: 'by-status' as const, text: '#status = :in', values: { in: 'open' } };
    return this.#page({ ...where, order: '>' }, page);
  }

  closed(page: { after?: string; limit: number }): Promise<Page> {
    const where = { index: 'by-status' as const, text: '#status = :in', values: { in: 'closed' } };
    return this.#page({ ...where, order: '<' }, page);
  }

  async *due(at: Instant): AsyncIterable<CaseRow> {
    const items = this.#table.query({
      index: 'by-sweep',
      // `~` sorts after every case id.
      where: {
        text: 'sweep = :due AND sweepAt <= :at',
        values: { due: 'due', at: `${at}|~` },
      },
      pageSize: ROWS_PER_SWEEP_PAGE,
    });
    for await (const item of items) yield rowIn(item);
  }

  async bySubjectKey(key: string): Promise<CaseRow[]> {
    const leads = this.#table.query({
      index: 'by-subject',
      where: { text: 'subject = :key', values: { key } },
    });
    const found: CaseRow[] = [];
    for await (const batch of inBatches(leads, ROWS_AT_ONCE)) {
      const rows = batch.map((lead) => this.get(caseIdIn(Pointer.parse(lead).pk)));
      // What a crash may have left leads to a case that knows nothing of the key.
      for (const row of await Promise.all(rows))
        if (row?.subjectKeys.includes(key)) found.push(row);
    }
    return found.toSorted((one, other) => (cameAt(one) < cameAt(other) ? -1 : 1));
  }

  async *positions(): AsyncIterable<{ caseId: CaseId; position: number }> {
    for (const letter of FIRST_LETTERS)
      for await (const item of this.#table.query({
        index: 'by-id',
        where: { text: '#list = :list', values: { list: `row#${letter}` } },
      })) {
        const { pk, position } = Position.parse(item);
        yield { caseId: caseIdIn(pk), position };
      }
  }

  async #page(
    list: { index: keyof typeof INDEXES; text: string; values: Item; order: '<' | '>' },
    { after, limit }: { after?: string; limit: number },
  ): Promise<Page> {
    // A cursor names the last row seen; one that was tampered with only starts elsewhere.
    const from = after === undefined ? null : after.slice(0, LONGEST_CURSOR) || ' ';
    const items = await Array.fromAsync(
      this.#table.query({
        index: list.index,
        where: from
          ? {
              text: `${list.text} AND #order ${list.order} :from`,
              values: { ...list.values, from },
            }
          : list,
        // One more than the page was asked for tells that there is a next page.
        limit: limit + 1,
        backwards: list.order === '<',
      }),
    );
    const rows = items.slice(0, limit).map(rowIn);
    const last = rows.at(-1);
    return { rows, next: items.length > limit && last ? orderOf(last) : null };
  }

  async #lead(keys: readonly string[], { caseId, position }: CaseRow): Promise<void> {
    for (const subject of keys)
      await this.#table.put(
        { ...leadKey(caseId, subject), subject, position },
        {
          text: 'attribute_not_exists(pk) OR #position < :position',
          values: { position },
        },
      );
  }

  async #unlead(keys: readonly string[], caseId: CaseId, position: number): Promise<void> {
    const notNewer = { text: '#position <= :position', values: { position } };
    for (const subject of keys) await this.#table.remove(leadKey(caseId, subject), notNewer);
  }
}

const headKey = (caseId: CaseId): Key => ({ pk: caseKey(caseId), sk: 'head' });
const leadKey = (caseId: CaseId, subject: string): Key => ({
  pk: caseKey(caseId),
  sk: `subject#${subject}`,
});

const cameAt = ({ receivedAt, caseId }: CaseRow): string => `${receivedAt}|${caseId}`;

const rowIn = (item: Item): CaseRow => CaseRow.parse(JSON.parse(Stored.parse(item).body));

function itemOf(row: CaseRow): Key & Item {
  const open = row.status === 'open';
  return {
    ...headKey(row.caseId),
    position: row.position,
    list: listOf('row', row.caseId),
    status: row.status,
    order: orderOf(row),
    ...(open && row.operatorTasks.length > 0 && { operator: 'waits' }),
    ...(row.nextSweepAt && { sweep: 'due', sweepAt: `${row.nextSweepAt}|${row.caseId}` }),
    body: JSON.stringify(row),
  };
}

/** Where a row stands in its list, and the cursor that leads on from it. */
function orderOf({ status, targetDate, receivedAt, caseId }: CaseRow): string {
  return `${status === 'open' ? (targetDate ?? NO_TARGET) : receivedAt}|${caseId}`;
}

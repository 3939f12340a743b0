/**
 * The cases' commits in DynamoDB: one item each. A commit is written where the one before it is the
 * one that it follows and where nothing stands yet; commits never change, so the two looks need no
 * transaction. An erasure takes the next position of its case: whoever comes later finds it taken.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { GENESIS, type SealedCommit } from '../../core/case/chain.ts';
import { Line, Sum, type YearSum } from '../../core/case/metrics.ts';
import { type CaseId, FIRST_LETTERS } from '../../core/ids.ts';
import { CommitTexts } from '../commit-texts.ts';
import { type CaseLog, type Clock, CommitConflict } from '../ports.ts';
import { inBatches } from './batches.ts';
import { ABSENT, caseIdIn, caseKey, EXPIRES, type Item, listOf, type Table } from './table.ts';
import { addYearSum, yearSums } from './year-sums.ts';

/** Cases asked for their last position at the same time while all are listed. */
const AT_ONCE = 25;

/**
 * Seconds that the mark of an erasure stays, without anything but the case's number: by then every
 * function that may still hold an older state of the case has long been ended (15 minutes at most).
 */
const MARK_STAYS = 24 * 60 * 60;

const StoredCommit = z.object({ position: z.int(), hash: z.string(), body: z.string() });

const YearSums = z.array(z.object({ year: z.int(), line: Line, sum: Sum }));

/** Where a commit would stand: the case is being erased (`counts` not yet all added), or is erased. */
const Mark = z.object({
  position: z.int(),
  /** Names this erasure; says nothing of the case. */
  erasure: z.string(),
  counts: z
    .string()
    .transform((text) => YearSums.parse(JSON.parse(text)))
    .nullable(),
});
type Mark = z.infer<typeof Mark>;

const Listed = z.object({ pk: z.string().transform(caseIdIn) });

export class AwsCaseLog implements CaseLog {
  readonly #table: Table;
  readonly #clock: Clock;
  readonly #texts = new CommitTexts();

  constructor(table: Table, clock: Clock) {
    this.#table = table;
    this.#clock = clock;
  }

  /** A case whose erasure was broken off is erased to its end first. */
  async read(caseId: CaseId): Promise<SealedCommit[]> {
    const items = await Array.fromAsync(this.#commits(caseId));
    const mark = markIn(items.at(-1));
    if (mark) {
      await this.#finish(caseId, mark);
      return [];
    }
    return items.map((item) => this.#texts.commitIn(StoredCommit.parse(item).body));
  }

  /**
   * A commit that stands already, even the very same one, is a conflict, unless this very call has
   * written it: whoever is unsure whether an earlier call arrived reads again and sees it.
   */
  async append(commit: SealedCommit): Promise<void> {
    const { caseId, position, previous, hash } = commit;
    if (previous !== (await this.#hashAt(caseId, position - 1)))
      throw new CommitConflict(caseId, position);
    const item = {
      ...commitKey(caseId, position),
      position,
      hash,
      body: JSON.stringify(commit),
      ...(position === 1 && { list: listOf('log', caseId) }),
    };
    const { written } = await this.#table.put(item, ABSENT);
    if (!written) throw new CommitConflict(caseId, position);
  }

  async *heads(): AsyncIterable<{ caseId: CaseId; position: number }> {
    for (const letter of FIRST_LETTERS) {
      const listed = this.#table.query({
        index: 'by-id',
        where: { text: '#list = :list', values: { list: `log#${letter}` } },
      });
      for await (const page of inBatches(listed, AT_ONCE)) {
        const ids = page.map((item) => Listed.parse(item).pk);
        const lasts = await Promise.all(ids.map((caseId) => this.#last(caseId)));
        for (const [at, caseId] of ids.entries()) {
          const last = lasts[at];
          if (last && !markIn(last)) yield { caseId, position: StoredCommit.parse(last).position };
        }
      }
    }
  }

  async erase(caseId: CaseId, position: number, counts: readonly YearSum[]): Promise<void> {
    const mark = {
      position: position + 1,
      erasure: `${this.#clock.now().toISOString()}/${randomBytes(12).toString('base64url')}`,
      counts: JSON.stringify(counts),
    };
    for (;;) {
      const last = await this.#last(caseId);
      if (last === null) return;
      const standing = markIn(last);
      if (standing) return this.#finish(caseId, standing);
      if (StoredCommit.parse(last).position !== position)
        throw new CommitConflict(caseId, position + 1);
      // From here on it is decided. Where another was faster, the next look shows what it wrote.
      await this.#table.put({ ...commitKey(caseId, position + 1), ...mark }, ABSENT);
    }
  }

  yearSums(): Promise<YearSum[]> {
    return yearSums(this.#table);
  }

  /** Every part may be repeated, also at the same time by another. */
  async #finish(caseId: CaseId, { position, erasure, counts }: Mark): Promise<void> {
    if (counts === null) return;
    for (const count of counts) await addYearSum(this.#table, count, erasure);
    for (let from = 1; from < position; from += AT_ONCE)
      await Promise.all(
        Array.from({ length: Math.min(AT_ONCE, position - from) }, (_, i) =>
          this.#table.remove(commitKey(caseId, from + i)),
        ),
      );
    const expires = Math.ceil(this.#clock.now().getTime() / 1000) + MARK_STAYS;
    const done = { position, erasure, counts: null, [EXPIRES]: expires };
    await this.#table.put({ ...commitKey(caseId, position), ...done });
  }

  #commits(caseId: CaseId, backwards?: { limit: number }): AsyncGenerator<Item> {
    return this.#table.query({
      where: {
        text: 'pk = :pk AND begins_with(sk, :commit)',
        values: { pk: caseKey(caseId), commit: 'commit#' },
      },
      ...(backwards && { backwards: true, ...backwards }),
    });
  }

  async #last(caseId: CaseId): Promise<Item | null> {
    const [last] = await Array.fromAsync(this.#commits(caseId, { limit: 1 }));
    return last ?? null;
  }

  /** `null` where no commit stands that another could follow. */
  async #hashAt(caseId: CaseId, position: number): Promise<string | null> {
    if (position === 0) return GENESIS;
    const stored = StoredCommit.safeParse(await this.#table.get(commitKey(caseId, position)));
    return stored.success ? stored.data.hash : null;
  }
}

/** Six digits: a case has hundreds of commits at most, and text is put in order letter by letter. */
function commitKey(caseId: CaseId, position: number) {
  return { pk: caseKey(caseId), sk: `commit#${String(position).padStart(6, '0')}` };
}

function markIn(item: Item | undefined): Mark | null {
  return item && 'erasure' in item ? Mark.parse(item) : null;
}

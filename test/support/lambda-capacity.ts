/**
 * What a call of DynamoDB costs in request units. dynalite counts those of the table as DynamoDB documents them; what a write
 * costs in the indexes, which it does not count, is reckoned from the item before and after.
 */
import { z } from 'zod';
import { INDEXES } from '../../platform/aws/table.ts';

export interface Units {
  read: number;
  write: number;
}

/** A request that also asks what it has cost, and what stood there before. */
export function withCapacity(body: Buffer): Buffer {
  const input = z.record(z.string(), z.unknown()).parse(JSON.parse(body.toString('utf8')));
  const removes = 'Key' in input && !('ConsistentRead' in input);
  return Buffer.from(
    JSON.stringify({
      ...input,
      ReturnConsumedCapacity: 'TOTAL',
      ...(removes && { ReturnValues: 'ALL_OLD' }),
    }),
  );
}

type Item = Readonly<Record<string, unknown>>;
const Attributes = z.record(z.string(), z.unknown());
const Asked = z.object({ Item: Attributes.optional() });
const Said = z.object({
  ConsumedCapacity: z.object({ CapacityUnits: z.number() }).optional(),
  Attributes: Attributes.optional(),
});

/** `undefined` for what changed and read nothing. */
export function capacityOf(operation: string, asked: Buffer, said: Buffer): Units | undefined {
  const { ConsumedCapacity: consumed, Attributes: before = {} } = Said.parse(
    JSON.parse(said.toString('utf8')),
  );
  // A write whose condition fails costs what it would have cost; dynalite says nothing then.
  if (!/^(Put|Delete)/.test(operation))
    return consumed && { read: consumed.CapacityUnits, write: 0 };
  const { Item: after = {} } = Asked.parse(JSON.parse(asked.toString('utf8')));
  const inTable = consumed?.CapacityUnits ?? kilobytes(sizeOf(after));
  return { read: 0, write: inTable + (consumed ? inIndexes(before, after) : 0) };
}

/** An entry that comes, changes or goes is a write; one whose keys change goes and comes. */
function inIndexes(before: Item, after: Item): number {
  let units = 0;
  for (const { partition, sort, carries } of Object.values(INDEXES)) {
    const entry = (item: Item) =>
      partition in item && sort in item ? picked(item, [partition, sort, ...carries]) : null;
    const [old, now] = [entry(before), entry(after)];
    const keys = (item: Item | null) => item && JSON.stringify([item[partition], item[sort]]);
    if (JSON.stringify(old) === JSON.stringify(now)) continue;
    if (old && (!now || keys(old) !== keys(now))) units += kilobytes(sizeOf(old));
    if (now) units += kilobytes(sizeOf(now));
  }
  return units;
}

const picked = (item: Item, names: readonly string[]): Item =>
  Object.fromEntries(['pk', 'sk', ...names].map((name) => [name, item[name]]));

const kilobytes = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** Names and values in UTF-8; a little more than DynamoDB counts, for the marks of types. */
const sizeOf = (item: Item): number => Buffer.byteLength(JSON.stringify(item));

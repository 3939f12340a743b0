/** Whether a call to the table stays within the partitions that its function reaches into, as IAM would say. */
import { reachOf } from '../../functions/lambda/reach.ts';
import type { Duty } from '../../functions/lambda/roster.ts';
import type { Call } from './lambda-wire.ts';

/** `PutItem case#*`, or `Query index/by-id`. */
export function reachesOf(duty: Duty): string[] {
  const { items, indexes } = reachOf(duty);
  return [
    ...Object.entries(items).flatMap(([partition, actions]) =>
      actions.map((action) => `${action} ${partition}`),
    ),
    ...indexes.map((index) => `Query index/${index}`),
  ];
}

/** @returns which of them lets the call pass; `null` where none does */
export function reachOfCall(
  reaches: readonly string[],
  { operation, leads }: Pick<Call, 'operation' | 'leads'>,
): string | null {
  const asked = `${operation} ${leads?.index ? `index/${leads.index}` : leads?.partition}`;
  return (
    reaches.find((reach) =>
      reach.endsWith('*') ? asked.startsWith(reach.slice(0, -1)) : asked === reach,
    ) ?? null
  );
}

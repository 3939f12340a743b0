/**
 * The operators of the console. Cognito signs them in and knows their groups; whoever has signed in is written down
 * here, so that a warning finds their address and a log's entry their name, without asking Cognito.
 *
 * | pk          | sk             | what                                                   |
 * | ----------- | -------------- | ------------------------------------------------------ |
 * | `operators` | `<Cognito id>` | an operator; of one who has left, the name alone       |
 */
import { z } from 'zod';
import { Operator } from '../console-access.ts';
import type { Operators } from '../ports.ts';
import type { Table } from './table.ts';

const PARTITION = 'operators';
const Name = z.object({ name: z.string() });

export class AwsOperators implements Operators {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** Somebody has signed in, with what Cognito says of them now. */
  async signedIn(operator: Operator): Promise<void> {
    await this.#table.put({ pk: PARTITION, sk: operator.id, ...operator });
  }

  /** Cognito knows them no more: their name stays with what they did, and nothing else. */
  async left(operatorId: string): Promise<void> {
    const name = await this.nameOf(operatorId);
    if (name !== null) await this.#table.put({ pk: PARTITION, sk: operatorId, name });
  }

  async list(): Promise<readonly Operator[]> {
    const where = { text: 'pk = :pk', values: { pk: PARTITION } };
    const items = await Array.fromAsync(this.#table.query({ where }));
    return items
      .flatMap((item) => ('email' in item ? [Operator.parse(item)] : []))
      .toSorted((one, other) => one.name.localeCompare(other.name));
  }

  /** `null` also for one who has left. */
  async get(operatorId: string): Promise<Operator | null> {
    const item = await this.#table.get({ pk: PARTITION, sk: operatorId });
    return item && 'email' in item ? Operator.parse(item) : null;
  }

  /** Also of one who has left. */
  async nameOf(operatorId: string): Promise<string | null> {
    const item = await this.#table.get({ pk: PARTITION, sk: operatorId });
    return item && Name.parse(item).name;
  }
}

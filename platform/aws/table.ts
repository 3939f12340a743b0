/**
 * The one table: its keys and indexes as data, so that a deployment and the tests make the
 * same one, and the few calls that adapters need. Nothing here scans, and nothing needs a
 * transaction: each write decides by its own condition.
 *
 * | pk               | sk                | what                                            |
 * | ---------------- | ----------------- | ----------------------------------------------- |
 * | `case#<id>`      | `commit#<000001>` | a commit of the log, or the mark of its erasure |
 * | `case#<id>`      | `head`            | the row of the queue                            |
 * | `case#<id>`      | `subject#<key>`   | leads from a person to the case                 |
 * | `case#<id>`      | `task#<task id>`  | a token that the workflow waits with            |
 * | `year-sums`      | `<year>#<line>`   | what erased cases have left                     |
 * | `session#<hash>` | `session`         | somebody signed in to the console; expires      |
 */
import { randomBytes } from 'node:crypto';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { CaseId } from '../../core/ids.ts';

/** Each index with its keys and what it carries beside them. All attributes are text but `position`. */
export const INDEXES = {
  /** Every log (`log#<first letter of the id>`) and every row (`row#…`), in order of id. */
  'by-id': { partition: 'list', sort: 'pk', carries: ['position'] },
  /** Open cases by urgency, closed ones by the day they came. */
  'by-status': { partition: 'status', sort: 'order', carries: ['body'] },
  /** Open cases that wait for an operator. */
  'by-operator': { partition: 'operator', sort: 'order', carries: ['body'] },
  'by-sweep': { partition: 'sweep', sort: 'sweepAt', carries: ['body'] },
  'by-subject': { partition: 'subject', sort: 'pk', carries: [] },
} as const satisfies Record<string, { partition: string; sort: string; carries: string[] }>;

/** Where DynamoDB's own expiry looks: seconds since 1970. */
export const EXPIRES = 'expires';

export interface Key {
  pk: string;
  sk: string;
}
export type Item = Readonly<Record<string, unknown>>;

/** `#name` stands for an attribute, `:name` for a value; only names that DynamoDB reserves need the `#`. */
interface Expression {
  text: string;
  values?: Item;
}

export const ABSENT: Expression = { text: 'attribute_not_exists(pk)' };

interface Query {
  index?: keyof typeof INDEXES;
  where: Expression;
  /** What will be taken at most. */
  limit?: number;
  /** What is asked for at once: as much as DynamoDB gives (1 MB), when left out. */
  pageSize?: number;
  backwards?: boolean;
}

export class Table {
  readonly #client: DynamoDBClient;
  readonly #name: string;

  constructor(client: DynamoDBClient, name: string) {
    this.#client = client;
    this.#name = name;
  }

  /** As it stands now, never as it stood. */
  async get({ pk, sk }: Key): Promise<Item | null> {
    const { Item: found } = await this.#client.send(
      new GetItemCommand({
        TableName: this.#name,
        Key: marshall({ pk, sk }),
        ConsistentRead: true,
      }),
    );
    return found ? unmarshall(found) : null;
  }

  /**
   * Replaces the item where the condition holds. Each write leaves a stamp of its own (`write`), by which one
   * whose reply was lost, and whose repetition then fails by its own doing, is known to have succeeded.
   * @returns whether this call has written, and what stood there before: `null` where that is not known
   */
  async put(
    item: Key & Item,
    onlyIf?: Expression,
  ): Promise<{ written: boolean; before: Item | null }> {
    const write = randomBytes(12).toString('base64url');
    try {
      const { Attributes: before } = await this.#client.send(
        new PutItemCommand({
          TableName: this.#name,
          Item: marshall({ ...item, write }, { removeUndefinedValues: true }),
          ReturnValues: 'ALL_OLD',
          ...conditionOf(onlyIf),
        }),
      );
      return { written: true, before: before ? unmarshall(before) : {} };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const standing = (await this.get(item)) ?? {};
      return { written: standing.write === write, before: null };
    }
  }

  /** Quietly done where nothing stands, or something that the condition spares. */
  async remove({ pk, sk }: Key, onlyIf?: Expression): Promise<void> {
    try {
      await this.#client.send(
        new DeleteItemCommand({
          TableName: this.#name,
          Key: marshall({ pk, sk }),
          ...conditionOf(onlyIf),
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  /** In order of the sort key, page after page. Of the table as it stands now; an index may lag a little. */
  async *query({
    index,
    where,
    limit,
    pageSize = limit,
    backwards = false,
  }: Query): AsyncGenerator<Item> {
    const { ExpressionAttributeNames, ExpressionAttributeValues } = namesAndValues(where);
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName: this.#name,
        ...(index ? { IndexName: index } : { ConsistentRead: true }),
        KeyConditionExpression: where.text,
        ExpressionAttributeNames,
        ExpressionAttributeValues,
        ScanIndexForward: !backwards,
        ...(pageSize !== undefined && { Limit: pageSize }),
      },
    );
    let left = limit ?? Number.POSITIVE_INFINITY;
    for await (const { Items: items = [] } of pages)
      for (const item of items) {
        yield unmarshall(item);
        left -= 1;
        if (left === 0) return;
      }
  }
}

const CASE = 'case#';

/** Everything of one case lies together. */
export const caseKey = (caseId: CaseId): string => `${CASE}${caseId}`;

export const caseIdIn = (pk: string): CaseId => CaseId.parse(pk.slice(CASE.length));

/** The partitions of a list, in order of the ids that are in them. */
export function listOf(what: 'log' | 'row', caseId: CaseId): string {
  return `${what}#${caseId.charAt('KJ-'.length)}`;
}

function conditionOf(condition: Expression | undefined) {
  return condition && { ConditionExpression: condition.text, ...namesAndValues(condition) };
}

function namesAndValues({ text, values }: Expression): {
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, AttributeValue>;
} {
  const names = [...text.matchAll(/#(\w+)/g)].map(([sign, name = '']) => [sign, name]);
  return {
    ...(names.length > 0 && { ExpressionAttributeNames: Object.fromEntries(names) }),
    ...(values && {
      ExpressionAttributeValues: marshall(
        Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value])),
      ),
    }),
  };
}

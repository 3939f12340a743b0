/** ShigotoSagashi's tables in a DynamoDB-compatible server in this process, filled anew at every start. */
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import dynalite from 'dynalite';
import { type DemoTable, shigotoTables } from './shigotosagashi.ts';
import type { Switch } from './stores.ts';

export const DEMO_REGION = 'us-west-2';
export const DEMO_KEY = 'demo';
/** What DynamoDB takes in one batch. */
const BATCH_ITEMS = 25;

export interface DemoDynamo extends Switch {
  endpoint: string;
  close(): Promise<void>;
}

/** Resolves when the tables are filled. */
export async function startDynamo(tables = shigotoTables()): Promise<DemoDynamo> {
  const server = dynalite({ createTableMs: 0 });
  let down = false;
  const [answer] = server.listeners('request');
  const listener: RequestListener = (request, response) => {
    if (down) response.writeHead(503).end();
    else answer?.call(server, request, response);
  };
  server.removeAllListeners('request').on('request', listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  await fill(endpoint, tables);
  return {
    endpoint,
    setDown(value) {
      down = value;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function fill(endpoint: string, tables: readonly DemoTable[]): Promise<void> {
  const client = new DynamoDBClient({
    endpoint,
    region: DEMO_REGION,
    credentials: { accessKeyId: DEMO_KEY, secretAccessKey: DEMO_KEY },
  });
  for (const table of tables) {
    await client.send(creationOf(table));
    for (let at = 0; at < table.items.length; at += BATCH_ITEMS)
      await client.send(
        new BatchWriteItemCommand({
          RequestItems: {
            [table.name]: table.items.slice(at, at + BATCH_ITEMS).map((item) => ({
              PutRequest: { Item: marshall(item, { removeUndefinedValues: true }) },
            })),
          },
        }),
      );
  }
  client.destroy();
}

function creationOf({ name, partition, sort, index }: DemoTable): CreateTableCommand {
  const keys = [partition, ...(sort ? [sort] : []), ...(index ? [index.partition] : [])];
  return new CreateTableCommand({
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: keys.map((key) => ({ AttributeName: key, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: partition, KeyType: 'HASH' },
      ...(sort ? [{ AttributeName: sort, KeyType: 'RANGE' as const }] : []),
    ],
    ...(index
      ? {
          GlobalSecondaryIndexes: [
            {
              IndexName: index.name,
              KeySchema: [{ AttributeName: index.partition, KeyType: 'HASH' }],
              Projection: { ProjectionType: 'ALL' },
            },
          ],
        }
      : {}),
  });
}

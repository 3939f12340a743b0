/** The one table of AWS in dynalite: made from the same data as in a deployment, a new one each time. */
import { once } from 'node:events';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { onTestFinished } from 'vitest';
import { SDK } from '../../platform/aws/clients.ts';
import { INDEXES, Table } from '../../platform/aws/table.ts';

/** What an SDK client needs to speak with a server of this machine. */
export const LOCAL = {
  ...SDK,
  region: 'ap-northeast-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};

export async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

/** What goes wrong on the way, once, when this operation (`PutItem`) is asked for, after so many times more. */
type Mishap = { operation: string; after?: number; what: 'reply lost' | 'throttled' };

class LossyDynamo {
  readonly #mishaps: Mishap[] = [];
  readonly server: Server;
  #writesLeft = Number.POSITIVE_INFINITY;

  constructor() {
    this.server = dynalite({ createTableMs: 0 });
    const [answer] = this.server.listeners('request');
    const listener: RequestListener = (request, response) => {
      const operation = String(request.headers['x-amz-target']).split('.').at(-1);
      if (/^(Put|Delete|Update)/.test(operation ?? '')) this.#writesLeft -= 1;
      if (this.#writesLeft < 0) return refuse(response, 'AccessDeniedException');
      const mishap = this.#mishapFor(operation);
      if (mishap?.what === 'throttled')
        return refuse(response, 'ProvisionedThroughputExceededException');
      if (mishap) response.end = () => response.destroy();
      answer?.call(this.server, request, response);
    };
    this.server.removeAllListeners('request').on('request', listener);
  }

  #mishapFor(operation: string | undefined): Mishap | undefined {
    const at = this.#mishaps.findIndex((one) => one.operation === operation);
    const found = this.#mishaps[at];
    if (!found?.after) return this.#mishaps.splice(at, at < 0 ? 0 : 1)[0];
    found.after -= 1;
    return undefined;
  }

  next(mishap: Mishap): void {
    this.#mishaps.push(mishap);
  }

  /** As a function that is ended in the middle: so many writes more, and then none until `live`. */
  dieAfter(writes: number): void {
    this.#writesLeft = writes;
  }

  live(): void {
    this.#writesLeft = Number.POSITIVE_INFINITY;
  }
}

function refuse(response: ServerResponse, name: string): void {
  const __type = `com.amazonaws.dynamodb.v20120810#${name}`;
  response
    .writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
    .end(JSON.stringify({ __type, message: 'not now' }));
}

export interface TestTable {
  table: Table;
  client: DynamoDBClient;
  endpoint: string;
  dynamo: LossyDynamo;
}

/** Goes with its server when the running test ends. */
export async function testTable(): Promise<TestTable> {
  const dynamo = new LossyDynamo();
  const endpoint = await listening(dynamo.server);
  const client = new DynamoDBClient({ ...LOCAL, endpoint });
  onTestFinished(async () => {
    client.destroy();
    dynamo.server.closeAllConnections();
    await new Promise<void>((resolve) => dynamo.server.close(() => resolve()));
  });
  await client.send(creation('kaiji'));
  return { table: new Table(client, 'kaiji'), client, endpoint, dynamo };
}

function creation(name: string): CreateTableCommand {
  const indexes = Object.entries(INDEXES);
  const keys = new Set(['pk', 'sk', ...indexes.flatMap(([, it]) => [it.partition, it.sort])]);
  return new CreateTableCommand({
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...keys].map((key) => ({ AttributeName: key, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: indexes.map(([index, { partition, sort, carries }]) => ({
      IndexName: index,
      KeySchema: [
        { AttributeName: partition, KeyType: 'HASH' },
        { AttributeName: sort, KeyType: 'RANGE' },
      ],
      Projection:
        carries.length > 0
          ? { ProjectionType: 'INCLUDE', NonKeyAttributes: [...carries] }
          : { ProjectionType: 'KEYS_ONLY' },
    })),
  });
}

/**
 * Servers of our own that speak as AWS does over HTTP, for services of which npm has no local server: the unmodified SDK talks
 * to them. They say what AWS documents for the calls that we make, and no more; what only AWS can show stays unshown here.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { listening } from './aws-table.ts';

/** An error as the service would give it; its name is what the SDK makes a class of. */
export class WireError extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

interface Said {
  status: number;
  type: string;
  body: string;
}

/** A server that ends with the running test. */
export async function wireServer(
  answer: (request: IncomingMessage, body: Buffer, breakOff: () => void) => Promise<Said>,
): Promise<string> {
  const server = createServer(async (request, response) => {
    const said = await answer(request, await buffer(request), () => response.destroy());
    response.writeHead(said.status, { 'content-type': said.type }).end(said.body);
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return listening(server);
}

type Operation = (input: unknown) => unknown;

/** Of services that speak JSON and name the operation in a header: KMS, Step Functions, Secrets Manager. */
export function jsonService(operations: Readonly<Record<string, Operation>>): Promise<string> {
  const said = (status: number, body: unknown): Said => ({
    status,
    type: 'application/x-amz-json-1.1',
    body: JSON.stringify(body),
  });
  return wireServer(async (request, body) => {
    const name = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    try {
      const operation = operations[name];
      if (!operation) throw new WireError('UnknownOperationException', name);
      return said(200, (await operation(JSON.parse(body.toString('utf8')))) ?? {});
    } catch (error) {
      if (error instanceof WireError)
        return said(400, { __type: error.type, message: error.message });
      const message = error instanceof Error ? error.message : '';
      return said(400, { __type: 'ValidationException', message });
    }
  });
}

/** One HTTP port on loopback. It listens before the service is put together, so that its address is known. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

/** Slow or endless requests end here; an upload of 10 MB over a phone's line fits well. */
const REQUEST_MS = 120_000;
const HEADERS_MS = 15_000;
/** How long a stop waits for answers under way. */
const GRACE_MS = 2_000;

export interface HttpDoor {
  port: number;
  /** From here on requests go to the app; before, they are answered 503. */
  serve(app: Hono): void;
  close(): Promise<void>;
}

export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

/**
 * @param port 0 for any free one
 * @throws {PortTaken}
 */
export async function openHttpDoor(port: number): Promise<HttpDoor> {
  let app: Hono | null = null;
  const listener = getRequestListener((request, env) =>
    app ? app.fetch(request, env) : new Response('starting', { status: 503 }),
  );
  const server = createServer(
    { requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS },
    (incoming, outgoing) => void listener(incoming, outgoing),
  );
  await listen(server, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    serve: (whole) => {
      app = whole;
    },
    close: () => close(server),
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new PortTaken(`port ${port} on 127.0.0.1 cannot be used; set KAIJI_PORT to another`, {
      cause,
    });
  }
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const last = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(last);
}

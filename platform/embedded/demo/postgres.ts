/**
 * KikokuGO's PostgreSQL, as the outside sees it: a port that is there at once. Connections
 * wait at it until the database behind is up, and are cut off while it is switched off.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { z } from 'zod';
import type { Switch } from './stores.ts';

const Started = z.object({ port: z.int().positive() });

export interface DemoPostgres extends Switch {
  url: string;
  /** Rejects when the database could not be started. */
  ready: Promise<void>;
  close(): Promise<void>;
}

export async function startPostgres(directory: string): Promise<DemoPostgres> {
  const child = fork(new URL('./postgres-process.ts', import.meta.url), [directory], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const port = new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(Started.parse(message).port));
    child.once('error', reject);
    child.once('exit', () => reject(new Error('the demo database ended before it was up')));
  });

  const ready = port.then(() => undefined);
  // Heard by whoever waits for it; a start that nobody waits for must not end the process.
  ready.catch(() => undefined);

  const open = new Set<Socket>();
  let down = false;
  const gate = createServer((client) => {
    if (down) {
      client.destroy();
      return;
    }
    open.add(client);
    client.on('close', () => open.delete(client));
    client.on('error', () => undefined);
    port.then(
      (target) => {
        const server = connect(target, '127.0.0.1');
        server.on('error', () => client.destroy());
        client.on('close', () => server.destroy());
        client.pipe(server).pipe(client);
      },
      () => client.destroy(),
    );
  });
  gate.listen(0, '127.0.0.1');
  await once(gate, 'listening');
  const address = gate.address();
  const gatePort = typeof address === 'object' && address ? address.port : 0;
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `postgresql://postgres@127.0.0.1:${gatePort}/postgres`,
    ready,
    setDown(value) {
      down = value;
      if (down) cut();
    },
    async close() {
      cut();
      gate.close();
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.disconnect();
        await ended;
      }
    },
  };
}

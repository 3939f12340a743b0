/** The service as `npm start` starts it, in a process of its own, on a directory of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const ROOT = new URL('../..', import.meta.url).pathname;

const TELL = new URL('./tell.ts', import.meta.url).href;

/** As `npm start` sets them. */
export const SERVICE_FLAGS = ['--max-semi-space-size=8'];

const Used = z.object({
  /** All threads, user and system, since the process began. */
  cpuMs: z.number(),
  rssMegabytes: z.number(),
  peakRssMegabytes: z.number(),
  /** Transactions of SQLite, each of them one flush to disk. */
  commits: z.number(),
  /** Answered at the service's own port. */
  requests: z.number(),
});
export type Used = z.infer<typeof Used>;

export interface MeasuredService {
  directory: string;
  baseUrl: string;
  /** From the start of the process, in ms. */
  answeredAfter: number;
  upAfter: number;
  firstSignIn: string | null;
  used(): Promise<Used>;
  stop(): Promise<void>;
}

/** On the disk where an installation would be, which `/tmp` may not be. The caller removes it. */
export function benchDirectory(): string {
  const around = join(ROOT, '.kaiji');
  mkdirSync(around, { recursive: true, mode: 0o700 });
  return mkdtempSync(join(around, 'bench-'));
}

export const removed = (directory: string): void =>
  rmSync(directory, { recursive: true, force: true });

/** @param settings besides those of `npm start` */
export async function startMeasured(
  directory: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<MeasuredService> {
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [...SERVICE_FLAGS, '--import', TELL, 'platform/embedded/main.ts'],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        ...settings,
        KAIJI_DATA: directory,
        KAIJI_PORT: String(port),
        KAIJI_SMTP_PORT: '0',
        KAIJI_REQUEST_LIMIT: '100000000',
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  const [answeredAfter, { upAfter, said }] = await Promise.all([
    answered(child, baseUrl, began),
    up(child, began),
  ]);
  return {
    directory,
    baseUrl,
    answeredAfter,
    upAfter,
    firstSignIn: /Sign in \(once\)\s+(\S+)/.exec(said)?.[1] ?? null,
    used: () => ask(child),
    stop: async () => {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function ask(child: ChildProcess): Promise<Used> {
  const answer = once(child, 'message');
  child.send('used');
  const [message] = await answer;
  return Used.parse(message);
}

/** Until the portal's first page comes. */
async function answered(child: ChildProcess, baseUrl: string, began: number): Promise<number> {
  while (child.exitCode === null) {
    const status = await fetch(`${baseUrl}/`).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
      () => 0,
    );
    if (status === 200) return performance.now() - began;
    await sleep(10);
  }
  throw new Error('the service ended before it answered');
}

async function up(child: ChildProcess, began: number): Promise<{ upAfter: number; said: string }> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the service ended before it was up: ${said}`)));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      if (said.includes('Ctrl-C')) return;
      said += text;
      if (said.includes('Ctrl-C')) resolve({ upAfter: performance.now() - began, said });
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

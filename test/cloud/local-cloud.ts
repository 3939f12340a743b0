/** One MiniStack, on a port of its own and with nothing from before; it ends when its starter does, however that ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CACHE, python } from './python.ts';

const LAUNCHER = fileURLToPath(new URL('local_cloud.py', import.meta.url));
const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));
const STARTS_WITHIN_MS = 30_000;
/** What the last one said, whether it came up or not. */
export const SAID = join(CACHE, 'ministack.log');

export class LocalCloud {
  readonly endpoint: string;
  /** A folder of its own: where functions lie unpacked, and mail that was sent. */
  readonly folder: string;
  readonly sentMail: string;
  readonly #process: ChildProcess;

  private constructor(endpoint: string, folder: string, sentMail: string, child: ChildProcess) {
    this.endpoint = endpoint;
    this.folder = folder;
    this.sentMail = sentMail;
    this.#process = child;
  }

  /**
   * @param routes where functions find hosts of the world outside: name → origin on this machine
   * @throws {NoLocalCloud}
   */
  static async start(routes: Readonly<Record<string, string>>): Promise<LocalCloud> {
    const interpreter = await python();
    const folder = await makeFolder();
    const sentMail = join(folder, 'sent-mail');
    mkdirSync(sentMail);
    const port = await freePort();
    const said = openSync(SAID, 'w');
    // A group of its own, so that what runs functions can be ended with it.
    const child = spawn(interpreter, [LAUNCHER], {
      detached: true,
      stdio: ['pipe', said, said],
      env: {
        PATH: [join(MODULES, '.bin'), process.env.PATH].join(delimiter),
        HOME: folder,
        TMPDIR: folder,
        BIND_HOST: '127.0.0.1',
        GATEWAY_PORT: `${port}`,
        IOT_MTLS_ENABLED: '0',
        PYTHONDONTWRITEBYTECODE: '1',
        KAIJI_SENT_MAIL: sentMail,
        KAIJI_CLOUD_ROUTES: JSON.stringify(routes),
      },
    });
    closeSync(said);
    const cloud = new LocalCloud(`http://127.0.0.1:${port}`, folder, sentMail, child);
    try {
      await cloud.#isUp();
    } catch (error) {
      await cloud.stop();
      throw error;
    }
    return cloud;
  }

  async #isUp(): Promise<void> {
    const giveUp = Date.now() + STARTS_WITHIN_MS;
    while (Date.now() < giveUp && this.#process.exitCode === null) {
      const answer = await fetch(`${this.endpoint}/_ministack/health`).catch(() => null);
      if (answer?.ok) return;
      await pause(100);
    }
    throw new Error(`MiniStack did not start:\n${readFileSync(SAID, 'utf8').slice(-4_000)}`);
  }

  async stop(): Promise<void> {
    const { pid } = this.#process;
    if (pid !== undefined && this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = once(this.#process, 'exit');
      process.kill(-pid, 'SIGKILL');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Functions find the SDK from here, as they do in Lambda, and none of the project's other packages: their bundles must hold them. */
async function makeFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'kaiji-cloud-'));
  await writeFile(join(folder, 'package.json'), '{"type":"commonjs"}');
  mkdirSync(join(folder, 'node_modules'));
  await symlink(join(MODULES, '@aws-sdk'), join(folder, 'node_modules/@aws-sdk'));
  return folder;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

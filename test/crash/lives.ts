/**
 * One service through many lives: a process on one data directory and two ports that is killed,
 * and begun again at once by one that has loaded everything already.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Doors } from '../support/people.ts';
import { type FromParent, type Instant, type Side, Told } from './messages.ts';

const LONGEST_START_MS = 60_000;

export interface Death {
  how: 'told' | 'from outside';
  side: Side | null;
  /** Of the write that it died at; none when it was killed from outside. */
  kinds: readonly string[];
}

/** What the dead and the living have told so far. */
export interface Record {
  deaths: Death[];
  /** From one kill until the next process served, in ms. */
  restarts: number[];
  /** Kinds of every write in the order in which they came, those of one transaction together. */
  writes: (readonly string[])[];
  log: { event: string; facts: { [name: string]: unknown } }[];
}

/** The deaths to come; when all have come, the next life has no end. */
export interface Fate {
  /** Each life ends at the first of these that it meets. */
  instants: readonly Instant[];
  /** Life for life: killed from outside so many ms after its start. */
  killsAfter: readonly number[];
}

export const SPARED: Fate = { instants: [], killsAfter: [] };

export class Lives {
  readonly doors: Doors;
  readonly record: Record = { deaths: [], restarts: [], writes: [], log: [] };
  firstSignIn: string | null = null;
  readonly #environment: { [name: string]: string };
  #instants: Instant[] = [];
  #killsAfter: number[] = [];
  #ahead = 0;
  #living: ChildProcess | null = null;
  #spare: ChildProcess | null = null;
  #diedAt: number | null = null;
  #failed: Error | null = null;
  #stopping = false;
  #slow: NodeJS.Timeout | undefined;

  private constructor(doors: Doors, environment: { [name: string]: string }) {
    this.doors = doors;
    this.#environment = environment;
  }

  static async prepare(directory: string, settings: { [name: string]: string }): Promise<Lives> {
    const [port, smtpPort] = await freePorts(2);
    const doors = {
      baseUrl: `http://127.0.0.1:${port}`,
      smtpPort: smtpPort ?? 0,
      contactAddress: 'privacy@leverages.example',
    };
    return new Lives(doors, {
      ...settings,
      KAIJI_DATA: directory,
      KAIJI_PORT: String(port),
      KAIJI_SMTP_PORT: String(smtpPort),
      KAIJI_REQUEST_LIMIT: '1000000',
    });
  }

  /** @param ahead by which the clock of these lives is before the real time, ms */
  live(fate: Fate, ahead = 0): void {
    this.#instants = [...fate.instants];
    this.#killsAfter = [...fate.killsAfter];
    this.#ahead = ahead;
    this.#stopping = false;
    this.#begin();
  }

  /** Puts the clock forward, of this life and the next ones. */
  wait(ms: number): void {
    this.#ahead += ms;
    if (this.#living?.connected)
      this.#living.send({ ask: 'wait', ahead: this.#ahead } satisfies FromParent);
  }

  /** Instants that have not come. */
  get unmet(): readonly Instant[] {
    return this.#instants;
  }

  /** @throws when a process ended otherwise than planned, or did not start */
  check(): void {
    if (this.#failed) throw this.#failed;
  }

  /** Ends the living one in order, and the spare one. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#slow);
    const ended = [this.#living, this.#spare].flatMap((child) =>
      child && child.exitCode === null && child.signalCode === null ? [once(child, 'exit')] : [],
    );
    if (this.#living?.connected) this.#living.send({ ask: 'stop' } satisfies FromParent);
    if (this.#spare?.connected) this.#spare.disconnect();
    await Promise.all(ended);
    this.#living = null;
    this.#spare = null;
    this.check();
  }

  #begin(): void {
    const child = this.#spare ?? this.#load();
    this.#living = child;
    const more = this.#instants.length + this.#killsAfter.length > 0;
    this.#spare = more ? this.#load() : null;
    const deadly = this.#instants.map((one) => {
      const before = this.record.writes.filter((kinds) => kinds.includes(one.kind)).length;
      return { ...one, occurrence: Math.max(1, one.occurrence - before) };
    });
    clearTimeout(this.#slow);
    this.#slow = setTimeout(() => {
      this.#failed ??= new Error('a start takes longer than a minute');
    }, LONGEST_START_MS);
    child.send({ ask: 'live', deadly, ahead: this.#ahead } satisfies FromParent);
    const after = this.#killsAfter.shift();
    if (after === undefined) return;
    const killing = setTimeout(() => child.kill('SIGKILL'), after);
    child.on('exit', () => clearTimeout(killing));
  }

  #load(): ChildProcess {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('./victim.ts', import.meta.url))],
      {
        env: { ...process.env, ...this.#environment },
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      },
    );
    const death: Death = { how: 'from outside', side: null, kinds: [] };
    if (child.stdout)
      createInterface(child.stdout).on('line', (line) => {
        const told = Told.parse(JSON.parse(line));
        if (told.told === 'wrote') this.record.writes.push(told.kinds);
        if (told.told === 'log') this.record.log.push(told);
        if (told.told === 'dying')
          Object.assign(death, { how: 'told', side: told.side, kinds: told.kinds });
        if (told.told !== 'up') return;
        clearTimeout(this.#slow);
        this.firstSignIn = told.firstSignIn;
        if (this.#diedAt !== null) this.record.restarts.push(performance.now() - this.#diedAt);
      });
    child.on('error', (error) => {
      this.#failed ??= error;
    });
    // 'close' comes after the last line was read.
    child.on('close', (code, signal) => {
      if (this.#stopping || child !== this.#living) return;
      if (signal !== 'SIGKILL') {
        this.#failed ??= new Error(`the service ended by itself: ${code ?? signal}`);
        return;
      }
      this.record.deaths.push(death);
      this.#diedAt = performance.now();
      this.#instants = this.#instants.filter(
        ({ kind, side }) => side !== death.side || !death.kinds.includes(kind),
      );
      if (!this.#failed) this.#begin();
    });
    return child;
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  });
  await Promise.all(
    servers.map((server) => new Promise<void>((closed) => server.close(() => closed()))),
  );
  return ports;
}

/** One data directory with everybody around it: the company's stores, requesters, the operator. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { JOURNEYS, type Journey } from './journeys.ts';
import { type Fate, Lives } from './lives.ts';
import { PatientOfficer } from './officer.ts';
import { PatientRequester } from './requester.ts';

const LONGEST_MS = 900_000;

export interface Traveller {
  journey: Journey;
  requester: PatientRequester;
}

export class World {
  readonly directory: string;
  readonly lives: Lives;
  travellers: readonly Traveller[] = [];

  private constructor(directory: string, lives: Lives) {
    this.directory = directory;
    this.lives = lives;
  }

  /** @param settings where the stores are: they stand outside, so that restarts are quick */
  static async make(settings: { [name: string]: string }): Promise<World> {
    const directory = mkdtempSync(join(tmpdir(), 'kaiji-crash-'));
    return new World(directory, await Lives.prepare(directory, settings));
  }

  /** All journeys at once, through the planned deaths; ends when all have arrived and all is quiet. */
  async travel(fate: Fate): Promise<void> {
    const { lives } = this;
    lives.live(fate);
    const until = performance.now() + LONGEST_MS;
    let over = false;
    const check = () => {
      lives.check();
      if (over) throw new Error('everybody goes home');
      if (performance.now() < until) return;
      throw new Error(
        `not arrived: ${this.travellers.map(({ requester }) => requester.seen).join('\n')}`,
      );
    };
    this.travellers = JOURNEYS.map((journey) => ({
      journey,
      requester: new PatientRequester(journey.wish, lives.doors, {
        payments: (caseId) => this.#payments(caseId),
        waitAnHour: () => lives.wait(3_600_000),
        check,
      }),
    }));
    const officer = new PatientOfficer(lives.doors, () => lives.firstSignIn, check);
    const work = officer.works();
    try {
      await Promise.race([
        Promise.all(this.travellers.map(({ requester }) => requester.goesThrough())),
        work,
      ]);
      await this.#quiet(check);
    } finally {
      over = true;
      officer.goesHome();
      await Promise.allSettled([work]);
      await lives.stop();
    }
  }

  /** A month and a day later: whatever is kept no longer goes, through the planned deaths. */
  async monthLater(fate: Fate): Promise<void> {
    const { lives } = this;
    lives.live(fate, 31 * 24 * 3600 * 1000);
    const until = performance.now() + LONGEST_MS;
    await this.#until('SELECT count(*) AS n FROM data_keys WHERE wrapped IS NOT NULL', () => {
      lives.check();
      if (performance.now() > until) throw new Error('not purged');
    });
    await lives.stop();
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Every execution has ended and every webhook was taken. */
  async #quiet(check: () => void): Promise<void> {
    await this.#until(
      `SELECT count(*) AS n FROM workflow_executions WHERE status = 'RUNNING'`,
      check,
    );
    await this.#until('SELECT count(*) AS n FROM stripe_event WHERE next_ms IS NOT NULL', check);
  }

  async #until(countToZero: string, check: () => void): Promise<void> {
    while (this.#count(countToZero) > 0) {
      check();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The bank statement. */
  #payments(caseId: string): number {
    return this.#count(
      `SELECT count(*) AS n FROM stripe_payment JOIN stripe_session ON stripe_session.id = session
       WHERE reference = ?`,
      caseId,
    );
  }

  #count(sql: string, ...values: string[]): number {
    const database = new DatabaseSync(join(this.directory, 'kaiji.db'), { readOnly: true });
    try {
      database.exec('PRAGMA busy_timeout = 5000');
      return Number(database.prepare(sql).get(...values)?.n);
    } finally {
      database.close();
    }
  }
}

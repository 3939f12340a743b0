/** What lies on the disk once everybody has arrived and the service has stopped; and what is wrong with it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SQLInputValue } from 'node:sqlite';
import { faultsIn } from '../../core/case/chain.ts';
import { rowOf } from '../../core/case/row.ts';
import type { CaseState } from '../../core/case/state.ts';
import { openTasks } from '../../core/case/tasks.ts';
import { verifyFile } from '../../functions/answer/verify.ts';
import { Cases } from '../../platform/cases.ts';
import { EmbeddedCaseIndex } from '../../platform/embedded/case-index.ts';
import { EmbeddedCaseLog } from '../../platform/embedded/case-log.ts';
import { Database } from '../../platform/embedded/database.ts';
import { EmbeddedKeyring } from '../../platform/embedded/keyring.ts';
import { noticeKey } from './names.ts';
import type { World } from './world.ts';

/** A case, what happened to it in the log and which mails left for it, each as often as it did. */
export interface Remain {
  state: CaseState;
  events: string[];
  mails: string[];
}

export class Remains {
  readonly #directory: string;
  readonly #database: Database;
  readonly #cases: Cases;
  readonly #log: EmbeddedCaseLog;
  readonly #index: EmbeddedCaseIndex;

  private constructor(directory: string, database: Database, keyring: EmbeddedKeyring) {
    this.#directory = directory;
    this.#database = database;
    this.#log = new EmbeddedCaseLog(database);
    this.#index = new EmbeddedCaseIndex(database);
    this.#cases = new Cases({
      ...{ caseLog: this.#log, caseIndex: this.#index, keyring },
      clock: { now: () => new Date() },
    });
  }

  static async of({ directory }: World): Promise<Remains> {
    const database = new Database(join(directory, 'kaiji.db'));
    const keyring = await EmbeddedKeyring.open(database, join(directory, 'keys', 'master.key'));
    return new Remains(directory, database, keyring);
  }

  close(): void {
    this.#database.close();
  }

  /** Every case there is, by the address of its requester. */
  async cases(): Promise<Map<string, Remain>> {
    const found = new Map<string, Remain>();
    for await (const { caseId } of this.#log.heads()) {
      const state = await this.#cases.read(caseId);
      const commits = await this.#cases.events(caseId);
      const key = state.requester?.email ?? caseId;
      found.set(found.has(key) ? `${key} again: ${caseId}` : key, {
        state,
        events: commits.flatMap(({ events }) => events.map(({ type }) => type)).sort(),
        mails: this.#column('SELECT message_id FROM mails WHERE message_id LIKE ?', `${caseId}%`)
          .map(noticeKey)
          .sort(),
      });
    }
    return found;
  }

  /** @returns every fault found, in words; none when all is well */
  async faults(): Promise<string[]> {
    return [
      ...this.#column('PRAGMA integrity_check').filter((line) => line !== 'ok'),
      ...(await this.#caseFaults()),
      ...this.#engineFaults(),
      ...this.#mailFaults(),
      ...this.#vaultFaults(),
      ...(await this.#moneyFaults()),
      ...this.#temporaryFiles(),
    ];
  }

  async #caseFaults(): Promise<string[]> {
    const faults: string[] = [];
    for await (const { caseId } of this.#log.heads()) {
      const say = (fault: string) => faults.push(`${caseId}: ${fault}`);
      for (const { fault } of faultsIn(caseId, await this.#log.read(caseId))) say(fault);
      const state = await this.#cases.read(caseId);
      if (!state.closed) say('is not closed');
      if (state.unfinishedSince) say('something recorded has not taken effect');
      for (const task of openTasks(state)) say(`task ${task.id} is open`);
      for (const { id, destroyed } of state.evidence) if (!destroyed) say(`evidence ${id} is kept`);
      const row = await this.#index.get(caseId);
      if (JSON.stringify(row) !== JSON.stringify(rowOf(state))) say('its row differs from its log');
    }
    return faults;
  }

  #engineFaults(): string[] {
    return [
      ...this.#column(
        `SELECT name || ' ended ' || status || ': ' || coalesce(error, '') FROM workflow_executions
         WHERE status <> 'SUCCEEDED'`,
      ),
      ...this.#column(`SELECT 'case without execution: ' || case_id FROM commits
        WHERE position = 1 AND case_id NOT IN (SELECT name FROM workflow_executions)`),
      ...this.#column(`SELECT 'frame of an ended execution: ' || body FROM workflow_frames`),
      ...this.#column(`SELECT 'token kept: ' || task_id FROM task_tokens`),
      ...this.#column(`SELECT 'key without case: ' || case_id FROM data_keys
        WHERE case_id NOT IN (SELECT case_id FROM commits)`),
    ];
  }

  #mailFaults(): string[] {
    const directory = join(this.#directory, 'mailbox');
    const files = readdirSync(directory);
    const ids = this.#column('SELECT id FROM mails').map((id) => `${id}.eml`);
    const messageIds = files.flatMap(
      (file) =>
        /^Message-ID: <(.+)>\r$/im.exec(readFileSync(join(directory, file), 'latin1'))?.[1] ?? file,
    );
    return [
      ...files.filter((file) => !ids.includes(file)).map((file) => `mail without row: ${file}`),
      ...ids.filter((id) => !files.includes(id)).map((id) => `mail row without file: ${id}`),
      ...doubled(messageIds).map((id) => `mail sent twice: ${id}`),
    ];
  }

  #vaultFaults(): string[] {
    const files = readdirSync(join(this.#directory, 'vault'));
    const known = this.#column('SELECT file FROM vault_objects');
    return [
      ...files.filter((file) => !known.includes(file)).map((file) => `file without row: ${file}`),
      ...known.filter((file) => !files.includes(file)).map((file) => `row without file: ${file}`),
      ...this.#column(`SELECT 'still kept: ' || key FROM vault_objects
        WHERE key LIKE '%/evidence/%' OR key LIKE '%/collected/%'`),
      ...this.#column(
        `SELECT 'upload nobody was told of: ' || key FROM vault_uploads WHERE told = 0`,
      ),
    ];
  }

  /** The stand-in's books beside the log: every charge and refund once, and none that the log does not know. */
  async #moneyFaults(): Promise<string[]> {
    const charged = this.#column('SELECT id FROM stripe_payment');
    const refunded = this.#column('SELECT payment_intent FROM stripe_refund');
    const states = [...(await this.cases()).values()].map(({ state }) => state);
    const payments = states.flatMap((state) => state.payments);
    const recorded = payments.map(({ paymentId }) => paymentId);
    const recordedBack = payments.flatMap((one) => (one.refund === 'done' ? one.paymentId : []));
    return [
      ...differences('charge', charged, recorded),
      ...differences('refund', refunded, recordedBack),
      ...states
        .filter((state) => state.payments.filter((one) => one.refund === 'none').length > 1)
        .map(({ caseId }) => `${caseId} keeps more than one charge`),
      ...this.#column(
        `SELECT 'checkout still open: ' || id FROM stripe_session WHERE status = 'open'`,
      ),
      ...this.#column(
        `SELECT 'webhook not taken: ' || id FROM stripe_event WHERE next_ms IS NOT NULL`,
      ),
    ];
  }

  #temporaryFiles(): string[] {
    return readdirSync(this.#directory, { recursive: true })
      .map(String)
      .filter((name) => /\.(new|tmp|part)$/.test(name))
      .map((name) => `temporary file: ${name}`);
  }

  /** What is wrong with the package that a requester was given; none when it is genuine. */
  async packageFaults(name: string, answer: Uint8Array): Promise<string[]> {
    const file = join(this.#directory, `${name}.zip`);
    writeFileSync(file, answer);
    const { genuine, checks } = await verifyFile(file);
    return genuine
      ? []
      : checks.flatMap(({ faults }) => faults.map(({ code, at }) => `${name}: ${at} ${code}`));
  }

  /** What is left of persons after the purge; none when nothing is. */
  async leftOfPersons(): Promise<string[]> {
    const faults = [
      ...readdirSync(join(this.#directory, 'vault')).map((file) => `file in the vault: ${file}`),
      ...this.#column(`SELECT 'row of the vault: ' || key FROM vault_objects`),
      ...this.#column(
        `SELECT 'mail: ' || message_id FROM mails WHERE message_id LIKE 'KJ-%' AND recipient <> ''`,
      ),
      ...this.#filesOfForgottenMails(),
      ...this.#column(`SELECT 'key: ' || case_id FROM data_keys WHERE wrapped IS NOT NULL`),
    ];
    for await (const { caseId } of this.#log.heads()) {
      const commits = await this.#log.read(caseId);
      for (const { fault } of faultsIn(caseId, commits)) faults.push(`${caseId}: ${fault}`);
      const { purgedAt, requester, closed } = await this.#cases.read(caseId);
      if (!purgedAt || requester || !closed) faults.push(`${caseId} is not purged`);
      const purges = commits.flatMap(({ events }) =>
        events.filter((e) => e.type === 'case.purged'),
      );
      if (purges.length !== 1) faults.push(`${caseId} was purged ${purges.length} times`);
    }
    return faults;
  }

  #filesOfForgottenMails(): string[] {
    const ids = this.#column(`SELECT id FROM mails WHERE message_id LIKE 'KJ-%'`);
    return readdirSync(join(this.#directory, 'mailbox')).filter((file) =>
      ids.includes(file.replace(/\.eml$/, '')),
    );
  }

  /** The first column of every row. */
  #column(sql: string, ...values: SQLInputValue[]): string[] {
    return this.#database.read((db) =>
      db
        .prepare(sql)
        .all(...values)
        .map((row) => String(Object.values(row)[0])),
    );
  }
}

const doubled = (names: readonly string[]): string[] =>
  names.filter((name, index) => names.indexOf(name) !== index);

const differences = (what: string, made: readonly string[], recorded: readonly string[]) => [
  ...doubled(made).map((id) => `${what} made twice: ${id}`),
  ...doubled(recorded).map((id) => `${what} recorded twice: ${id}`),
  ...made.filter((id) => !recorded.includes(id)).map((id) => `${what} without record: ${id}`),
  ...recorded.filter((id) => !made.includes(id)).map((id) => `${what} recorded, never made: ${id}`),
];

/**
 * Cases for handlers: read as state, changed by deciding events. Seals what is
 * personal, keeps the chain, renews the queue's row. The same over every `CaseLog`.
 */
import {
  faultsIn,
  hashOf,
  nextCommit,
  type SealedCommit,
  type SealedEvent,
} from '../core/case/chain.ts';
import {
  type Actor,
  type CaseEvent,
  isCaseEvent,
  type NewEvent,
  type Unchecked,
} from '../core/case/events.ts';
import { fold } from '../core/case/fold.ts';
import { rowOf } from '../core/case/row.ts';
import type { CaseState } from '../core/case/state.ts';
import type { CaseId } from '../core/ids.ts';
import { CommitConflict, type Ports } from './ports.ts';
import { seal, unseal } from './sealing.ts';

export class NoSuchCase extends Error {
  override readonly name = 'NoSuchCase';
}

/** The stored log does not hold together: nothing may be decided on it. */
export class BrokenLog extends Error {
  override readonly name = 'BrokenLog';
}

/** Somebody else kept writing the same case; the caller's own retry is the answer. */
export class TooBusy extends Error {
  override readonly name = 'TooBusy';
}

const ATTEMPTS = 8;

export type Decide = (state: CaseState) => readonly NewEvent[];

export class Cases {
  readonly #ports: Pick<Ports, 'caseLog' | 'caseIndex' | 'keyring' | 'clock'>;

  /** Of commits that the log has given frozen: such a one is hashed once. */
  readonly #hashes = new WeakMap<SealedCommit, string>();

  /** Of these, too, and only those that hold nothing personal: no plain text outlives its reading. */
  readonly #plain = new WeakMap<SealedEvent, CaseEvent>();

  constructor(ports: Pick<Ports, 'caseLog' | 'caseIndex' | 'keyring' | 'clock'>) {
    this.#ports = ports;
  }

  /** Writes the first commit. A second opening of the same case changes nothing. */
  async open(
    caseId: CaseId,
    by: Actor,
    event: NewEvent & { type: 'case.opened' },
  ): Promise<CaseState> {
    const commit = nextCommit(caseId, undefined, await this.#sealed(caseId, by, [event]));
    try {
      await this.#ports.caseLog.append(commit);
    } catch (error) {
      if (!(error instanceof CommitConflict)) throw error;
    }
    const state = await this.read(caseId);
    await this.#ports.caseIndex.put(rowOf(state));
    return state;
  }

  /** @throws {NoSuchCase} @throws {BrokenLog} */
  async read(caseId: CaseId): Promise<CaseState> {
    return fold(caseId, await this.#opened(caseId, await this.#commits(caseId)));
  }

  /** `null` where there is no such case. */
  async find(caseId: CaseId): Promise<CaseState | null> {
    const commits = await this.#ports.caseLog.read(caseId);
    return commits.length === 0 ? null : fold(caseId, await this.#opened(caseId, commits));
  }

  /** The events themselves, for pages that show the log. */
  async events(caseId: CaseId): Promise<{ commit: SealedCommit; events: CaseEvent[] }[]> {
    const commits = await this.#commits(caseId);
    const key = await this.#ports.keyring.dataKey(caseId);
    return commits.map((commit) => ({ commit, events: this.#eventsIn(commit, key) }));
  }

  /** The hash of the last commit: what a receipt names. */
  async head(caseId: CaseId): Promise<string> {
    return (await this.#commits(caseId)).at(-1)?.hash ?? '';
  }

  /**
   * Decides on the newest state and records the events, or neither: when another writer was
   * faster, `decide` is asked again. Returns the state that follows; no events, no write.
   */
  async act(caseId: CaseId, by: Actor, decide: Decide): Promise<CaseState> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const commits = await this.#commits(caseId);
      const events = await this.#opened(caseId, commits);
      const state = fold(caseId, events);
      const [first, ...rest] = decide(state);
      if (!first) return state;
      const commit = nextCommit(
        caseId,
        commits.at(-1),
        await this.#sealed(caseId, by, [first, ...rest]),
      );
      try {
        await this.#ports.caseLog.append(commit);
      } catch (error) {
        if (error instanceof CommitConflict) continue;
        throw error;
      }
      const key = await this.#ports.keyring.dataKey(caseId);
      const next = fold(caseId, [...events, this.#eventsIn(commit, key)]);
      await this.#ports.caseIndex.put(rowOf(next));
      return next;
    }
    throw new TooBusy(`case ${caseId} was written by others ${ATTEMPTS} times in a row`);
  }

  /** Cases whose row in the queue lags behind the log, or is not there. */
  async *lagging(): AsyncIterable<CaseId> {
    // Both come in order of id, so that one pass over each finds what differs.
    const rows = this.#ports.caseIndex.positions()[Symbol.asyncIterator]();
    let row = await rows.next();
    for await (const { caseId, position } of this.#ports.caseLog.heads()) {
      while (!row.done && row.value.caseId < caseId) row = await rows.next();
      if (row.done || row.value.caseId !== caseId || row.value.position < position) yield caseId;
    }
  }

  /** Makes the queue's row anew from the log. */
  async renewRow(caseId: CaseId): Promise<void> {
    await this.#ports.caseIndex.put(rowOf(await this.read(caseId)));
  }

  async #commits(caseId: CaseId): Promise<SealedCommit[]> {
    const commits = await this.#ports.caseLog.read(caseId);
    if (commits.length === 0) throw new NoSuchCase(`no case ${caseId}`);
    return commits;
  }

  /** Every commit's events, once the chain that holds them is known to be whole. */
  async #opened(caseId: CaseId, commits: readonly SealedCommit[]): Promise<CaseEvent[][]> {
    const [fault] = faultsIn(caseId, commits, (commit) => this.#hashOf(commit));
    if (fault) throw new BrokenLog(`case ${caseId}, commit ${fault.position}: ${fault.fault}`);
    const key = await this.#ports.keyring.dataKey(caseId);
    return commits.map((commit) => this.#eventsIn(commit, key));
  }

  /** Reads a commit's events back; personal fields are `null` once the key is gone. */
  #eventsIn(commit: SealedCommit, key: Uint8Array | null): CaseEvent[] {
    return commit.events.map((event) => {
      const known = this.#plain.get(event);
      if (known) return known;
      const found = parsed(commit.caseId, event, key);
      if (!event.personal) this.#plain.set(event, found);
      return found;
    });
  }

  #hashOf(commit: SealedCommit): string {
    const known = this.#hashes.get(commit);
    if (known !== undefined) return known;
    const hash = hashOf(commit);
    this.#hashes.set(commit, hash);
    return hash;
  }

  async #sealed(
    caseId: CaseId,
    by: Actor,
    events: readonly [NewEvent, ...NewEvent[]],
  ): Promise<SealedCommit['events']> {
    const at = this.#ports.clock.now().toISOString();
    const key = await this.#ports.keyring.dataKey(caseId);
    const one = ({ type, data, personal }: NewEvent): SealedEvent => ({
      type,
      at,
      by,
      data,
      ...(personal && key && { personal: seal(key, { caseId, type, at }, personal) }),
    });
    const [first, ...rest] = events;
    return [one(first), ...rest.map(one)];
  }
}

function parsed(caseId: CaseId, event: SealedEvent, key: Uint8Array | null): CaseEvent {
  const { type, at, by, data, personal: sealed } = event;
  const personal = sealed && key ? unseal(key, { caseId, type, at }, sealed) : null;
  const found: Unchecked = { type, at, by, data, personal };
  if (!isCaseEvent(found))
    throw new BrokenLog(`case ${caseId} holds a ${type} that this version cannot read`);
  return found;
}

/**
 * The definitions in use. New executions take the newest; those that were started
 * with an older one keep it, so that an upgrade does not change a case midway.
 */
import { parseDefinition } from './definition.ts';
import type { Sources } from './functions.ts';
import type { Journal } from './journal.ts';
import type { Machine } from './machine.ts';

export class Machines {
  readonly newest: Machine;
  readonly #body: string;
  readonly #journal: Journal;
  readonly #sources: Sources;
  readonly #byId = new Map<number, Machine>();

  /** @throws {InvalidDefinition} */
  constructor(definition: unknown, journal: Journal, sources: Sources) {
    this.newest = parseDefinition(definition, sources);
    this.#body = JSON.stringify(definition);
    this.#journal = journal;
    this.#sources = sources;
  }

  /** Row of the newest. */
  async keepNewest(): Promise<number> {
    const id = await this.#journal.keepDefinition(this.#body);
    this.#byId.set(id, this.newest);
    return id;
  }

  of(id: number): Machine {
    const known = this.#byId.get(id);
    if (known !== undefined) return known;
    const machine = parseDefinition(JSON.parse(this.#journal.definition(id)), this.#sources);
    this.#byId.set(id, machine);
    return machine;
  }
}

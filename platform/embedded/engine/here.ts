/** The state that is being compiled, and the tools for its parts. */
import type { z } from 'zod';
import { ErrorName } from './errors.ts';
import type { Faults } from './faults.ts';
import type { Sources } from './functions.ts';
import type { Catcher, Leaving, StateList, StateOf, Target } from './machine.ts';
import type { Raw, RawStates, StateKind } from './schema.ts';
import { compileTemplate, type Template } from './template.ts';

export interface Compiling {
  readonly faults: Faults;
  readonly sources: Sources;
  /** Names of all states so far: unique in the whole machine. */
  readonly names: Set<string>;
  /** Variables that enclosing lists assign; a list inside may read but not assign them. */
  readonly outerVariables: ReadonlySet<string>;
  /** Compiles the lists inside a state. */
  readonly compileStates: (raw: RawStates, compiling: Compiling) => StateList;
  /** For messages: `the state machine`, `state "Collect", branch 1`. */
  readonly place: string;
}

export function checkTarget(
  target: string,
  field: string,
  among: RawStates,
  { faults, place }: Compiling,
): void {
  if (Object.hasOwn(among.States, target)) return;
  const allowed = Object.keys(among.States).map((name) => JSON.stringify(name));
  faults.add(
    place,
    `${field} names no state beside it; given ${JSON.stringify(target)}, there are ${allowed.join(', ')}`,
  );
}

export class Here {
  readonly name: string;
  readonly #siblings: RawStates;
  readonly #compiling: Compiling;

  constructor(name: string, siblings: RawStates, compiling: Compiling) {
    this.name = name;
    this.#siblings = siblings;
    this.#compiling = compiling;
  }

  parse<K extends StateKind>(
    schema: z.ZodType<Raw<K>>,
    state: unknown,
    compile: (raw: Raw<K>, here: Here) => StateOf<K>,
  ): StateOf<K> | undefined {
    const raw = schema.safeParse(state, { reportInput: true });
    if (raw.success) return compile(raw.data, this);
    this.#compiling.faults.addIssues(this.#compiling.place, raw.error.issues);
    return undefined;
  }

  fault(problem: string): void {
    this.#compiling.faults.add(this.#compiling.place, problem);
  }

  template(value: unknown, field: string): Template {
    return compileTemplate(value, this.#compiling.sources, (place, problem) =>
      this.fault(`${field}${place}: ${problem}`),
    );
  }

  optional(value: unknown, field: string): Template | undefined {
    return value === undefined ? undefined : this.template(value, field);
  }

  target(name: string, field: string): string {
    checkTarget(name, field, this.#siblings, this.#compiling);
    return name;
  }

  leaving(raw: { Output?: unknown; Assign?: unknown }, prefix = ''): Leaving {
    return {
      output: this.optional(raw.Output, `${prefix}Output`),
      assign: this.optional(raw.Assign, `${prefix}Assign`),
    };
  }

  carriesOn(raw: { Next?: string; End?: true; Output?: unknown; Assign?: unknown }) {
    if ((raw.Next === undefined) === (raw.End === undefined))
      this.fault('must have either Next or End, and not both');
    const next: Target = raw.Next === undefined ? null : this.target(raw.Next, 'Next');
    return { name: this.name, next, ...this.leaving(raw) };
  }

  handlesErrors(raw: Pick<Raw<'Task'>, 'Retry' | 'Catch'>) {
    this.#checkErrorEquals(raw.Retry, 'Retry');
    this.#checkErrorEquals(raw.Catch, 'Catch');
    raw.Retry.forEach((retrier, i) => {
      const { IntervalSeconds, MaxDelaySeconds } = retrier;
      if (MaxDelaySeconds !== undefined && MaxDelaySeconds <= IntervalSeconds)
        this.fault(
          `Retry[${i}].MaxDelaySeconds must be greater than IntervalSeconds (${IntervalSeconds}); given ${MaxDelaySeconds}`,
        );
    });
    const catchers = raw.Catch.map(
      (catcher, i): Catcher => ({
        errorEquals: catcher.ErrorEquals,
        next: this.target(catcher.Next, `Catch[${i}].Next`),
        ...this.leaving(catcher, `Catch[${i}].`),
      }),
    );
    return { retry: raw.Retry, catch: catchers };
  }

  #checkErrorEquals(list: readonly { ErrorEquals: readonly string[] }[], field: string) {
    list.forEach(({ ErrorEquals }, i) => {
      if (!ErrorEquals.includes(ErrorName.all)) return;
      if (ErrorEquals.length > 1)
        this.fault(`${field}[${i}]: States.ALL must stand alone in ErrorEquals`);
      if (i < list.length - 1)
        this.fault(`${field}[${i}]: States.ALL is allowed in the last of the list only`);
    });
  }

  states(raw: RawStates, inside: string) {
    return this.#compiling.compileStates(raw, {
      ...this.#compiling,
      place: `${this.#compiling.place}, ${inside}`,
    });
  }
}

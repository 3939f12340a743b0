/** Compiles one state: its fields by `schema.ts`, its expressions, its targets. */
import type { z } from 'zod';
import { ErrorName } from './errors.ts';
import type { Faults } from './faults.ts';
import type { Sources } from './functions.ts';
import type { Catcher, Leaving, State, StateList, StateOf, Target, WaitState } from './machine.ts';
import { type Raw, type RawStates, RESOURCES, type StateKind, schemas } from './schema.ts';
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

export function compileState(
  name: string,
  state: { Type: string },
  siblings: RawStates,
  compiling: Compiling,
): State | undefined {
  const here = new Here(name, siblings, compiling);
  switch (state.Type) {
    case 'Task':
      return here.parse(schemas.Task, state, task);
    case 'Pass':
      return here.parse(schemas.Pass, state, pass);
    case 'Choice':
      return here.parse(schemas.Choice, state, choice);
    case 'Wait':
      return here.parse(schemas.Wait, state, wait);
    case 'Succeed':
      return here.parse(schemas.Succeed, state, succeed);
    case 'Fail':
      return here.parse(schemas.Fail, state, fail);
    case 'Parallel':
      return here.parse(schemas.Parallel, state, parallel);
    case 'Map':
      return here.parse(schemas.Map, state, map);
    default: {
      const allowed = Object.keys(schemas).join(', ');
      here.fault(`Type must be one of ${allowed}; given ${JSON.stringify(state.Type)}`);
      return undefined;
    }
  }
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

/** The state that is being compiled, and the tools for its parts. */
class Here {
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

function task(raw: Raw<'Task'>, here: Here): StateOf<'Task'> {
  const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = raw;
  if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout)
    here.fault(
      `HeartbeatSeconds must be less than TimeoutSeconds (${timeout}); given ${heartbeat}`,
    );
  return {
    kind: 'Task',
    ...here.carriesOn(raw),
    ...here.handlesErrors(raw),
    waitsForToken: raw.Resource === RESOURCES[1],
    arguments: here.template(raw.Arguments, 'Arguments'),
    timeout: here.optional(timeout, 'TimeoutSeconds'),
    heartbeat: here.optional(heartbeat, 'HeartbeatSeconds'),
  };
}

function pass(raw: Raw<'Pass'>, here: Here): StateOf<'Pass'> {
  return { kind: 'Pass', ...here.carriesOn(raw) };
}

function choice(raw: Raw<'Choice'>, here: Here): StateOf<'Choice'> {
  return {
    kind: 'Choice',
    name: here.name,
    ...here.leaving(raw),
    otherwise: raw.Default === undefined ? undefined : here.target(raw.Default, 'Default'),
    rules: raw.Choices.map((rule, i) => ({
      condition: here.template(rule.Condition, `Choices[${i}].Condition`),
      next: here.target(rule.Next, `Choices[${i}].Next`),
      ...here.leaving(rule, `Choices[${i}].`),
    })),
  };
}

function wait(raw: Raw<'Wait'>, here: Here): StateOf<'Wait'> {
  return { kind: 'Wait', ...here.carriesOn(raw), until: waitUntil(raw, here) };
}

function waitUntil({ Seconds, Timestamp }: Raw<'Wait'>, here: Here): WaitState['until'] {
  if ((Seconds === undefined) === (Timestamp === undefined))
    here.fault('must have either Seconds or Timestamp, and not both');
  return Timestamp === undefined
    ? { seconds: here.template(Seconds, 'Seconds') }
    : { timestamp: here.template(Timestamp, 'Timestamp') };
}

function succeed(raw: Raw<'Succeed'>, here: Here): StateOf<'Succeed'> {
  return { kind: 'Succeed', name: here.name, output: here.optional(raw.Output, 'Output') };
}

function fail(raw: Raw<'Fail'>, here: Here): StateOf<'Fail'> {
  return {
    kind: 'Fail',
    name: here.name,
    error: here.optional(raw.Error, 'Error'),
    cause: here.optional(raw.Cause, 'Cause'),
  };
}

function parallel(raw: Raw<'Parallel'>, here: Here): StateOf<'Parallel'> {
  return {
    kind: 'Parallel',
    ...here.carriesOn(raw),
    ...here.handlesErrors(raw),
    arguments: here.optional(raw.Arguments, 'Arguments'),
    branches: raw.Branches.map((branch, i) => here.states(branch, `Branches[${i}]`)),
  };
}

function map(raw: Raw<'Map'>, here: Here): StateOf<'Map'> {
  return {
    kind: 'Map',
    ...here.carriesOn(raw),
    ...here.handlesErrors(raw),
    items: here.optional(raw.Items, 'Items'),
    itemSelector: here.optional(raw.ItemSelector, 'ItemSelector'),
    maxConcurrency: here.template(raw.MaxConcurrency, 'MaxConcurrency'),
    processor: here.states(raw.ItemProcessor, 'ItemProcessor'),
  };
}

/** Compiles one state: its fields by `schema.ts`, its expressions, its targets. */
import { type Compiling, Here } from './here.ts';
import type { State, StateOf, WaitState } from './machine.ts';
import { type Raw, type RawStates, RESOURCES, schemas } from './schema.ts';

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

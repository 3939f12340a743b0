/** Compiles a list of states and whatever the lists inside it hold; collects faults on the way. */
import { compileState } from './compile-state.ts';
import { type Compiling, checkTarget } from './here.ts';
import { isObject } from './json.ts';
import type { State, StateList } from './machine.ts';
import type { RawStates } from './schema.ts';

export function compileStates(raw: RawStates, compiling: Compiling): StateList {
  const { faults, names, place, outerVariables } = compiling;
  const own = variablesAssignedIn(raw);
  for (const variable of own)
    if (outerVariables.has(variable))
      faults.add(
        place,
        `assigns the variable ${variable}, which an outer scope assigns; an inner scope may only read it`,
      );
  const inside = { ...compiling, outerVariables: new Set([...outerVariables, ...own]) };
  const states = new Map<string, State>();
  for (const [name, state] of Object.entries(raw.States)) {
    const there = `state ${JSON.stringify(name)}`;
    if (names.has(name)) faults.add(there, 'there is another state of this name in the machine');
    names.add(name);
    const compiled = compileState(name, state, raw, { ...inside, place: there });
    if (compiled !== undefined) states.set(name, compiled);
  }
  checkTarget(raw.StartAt, 'StartAt', raw, compiling);
  return { startAt: raw.StartAt, states };
}

/** Of this list alone, not of the lists inside its states. */
function variablesAssignedIn(raw: RawStates): Set<string> {
  const assigned = new Set<string>();
  for (const state of Object.values(raw.States)) {
    for (const place of [state, state.Choices, state.Catch].flat())
      if (isObject(place) && isObject(place.Assign))
        for (const variable of Object.keys(place.Assign)) assigned.add(variable);
  }
  return assigned;
}

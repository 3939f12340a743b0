/**
 * Reads a definition in the Amazon States Language and compiles it, or refuses it
 * with every fault found, each naming its state. What is supported is in `README.md`.
 */
import { compileStates } from './compile.ts';
import { InvalidDefinition } from './errors.ts';
import { Faults } from './faults.ts';
import type { Sources } from './functions.ts';
import type { Machine } from './machine.ts';
import { RawMachine } from './schema.ts';

/** @throws {InvalidDefinition} */
export function parseDefinition(definition: unknown, sources: Sources): Machine {
  const faults = new Faults();
  const raw = RawMachine.safeParse(definition, { reportInput: true });
  if (!raw.success) throw new InvalidDefinition(raw.error.issues.map(faults.inWords));
  const root = compileStates(raw.data, {
    faults,
    sources,
    compileStates,
    names: new Set(),
    outerVariables: new Set(),
    place: 'the state machine',
  });
  if (faults.found.length > 0) throw new InvalidDefinition(faults.found);
  return { timeoutSeconds: raw.data.TimeoutSeconds, root };
}

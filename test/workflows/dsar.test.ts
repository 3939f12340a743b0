import { readFileSync } from 'node:fs';
import validate from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { STEPS } from '../../workflows/contract.ts';
import { dsar } from '../../workflows/dsar.ts';

const file = new URL('../../workflows/dsar.asl.json', import.meta.url);
const emitted: unknown = JSON.parse(readFileSync(file, 'utf8'));

/** Every object anywhere in a JSON value. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(value)) for (const item of value) yield* objectsIn(item);
  else if (typeof value === 'object' && value !== null) {
    yield Object.fromEntries(Object.entries(value));
    for (const item of Object.values(value)) yield* objectsIn(item);
  }
}

describe('the emitted workflow', () => {
  it('is what the modules say: run `npm run workflows` after a change', () => {
    expect(emitted).toEqual(JSON.parse(JSON.stringify(dsar)));
  });

  it('is valid Amazon States Language', () => {
    const { isValid, errorsText } = validate(dsar);
    expect(errorsText?.('\n') ?? '').toBe('');
    expect(isValid).toBe(true);
  });

  it('calls every step of the contract, and no other', () => {
    const called = [...objectsIn(emitted)].flatMap(({ FunctionName }) =>
      typeof FunctionName === 'string' ? FunctionName.replace(/^\$\{(.*)\}$/, '$1') : [],
    );
    expect([...new Set(called)].sort()).toEqual(Object.keys(STEPS).sort());
  });

  it('gives every call of a step a way to try again', () => {
    const calls = [...objectsIn(emitted)].filter(({ Type }) => Type === 'Task');
    expect(calls.length).toBeGreaterThan(20);
    for (const call of calls) expect(call).toHaveProperty('Retry');
  });

  it('waits only by task token, and never sleeps: deadlines are the sweep’s', () => {
    const types = new Set([...objectsIn(emitted)].map(({ Type }) => Type));
    expect(types).not.toContain('Wait');
  });

  it('lets every wait of a case that was merged into another end it', () => {
    const flows = [...objectsIn(emitted)].flatMap(({ States }) =>
      typeof States === 'object' && States !== null ? [Object.entries(States)] : [],
    );
    const routes = flows.flatMap((states) => {
      const named = new Map(states);
      return states.flatMap(([, state]) =>
        String(state.Resource).endsWith('waitForTaskToken')
          ? [{ kind: state.Arguments.Payload.kind, choice: JSON.stringify(named.get(state.Next)) }]
          : [],
      );
    });
    expect(routes.length).toBeGreaterThan(8);
    // Beside other stores, the next wait behind the Map hears of it; what is decided is never merged.
    const beside = ['collect-by-hand', 'carry-out'];
    for (const { kind, choice } of routes)
      if (!beside.includes(kind)) expect(choice, kind).toContain("in ['withdrawn', 'merged']");
  });
});

/** Every flow of the emitted workflow as a graph: from each state that can be reached there is a way to an end. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const Flow = z.looseObject({
  StartAt: z.string(),
  get States() {
    return z.record(z.string(), State);
  },
});
const State = z.looseObject({
  Type: z.enum(['Task', 'Pass', 'Choice', 'Parallel', 'Map', 'Succeed', 'Fail', 'Wait']),
  Next: z.string().optional(),
  End: z.boolean().optional(),
  Default: z.string().optional(),
  Resource: z.string().optional(),
  Choices: z.array(z.looseObject({ Next: z.string() })).default([]),
  Catch: z.array(z.looseObject({ Next: z.string() })).default([]),
  get Branches() {
    return z.array(Flow).default([]);
  },
  get ItemProcessor() {
    return Flow.optional();
  },
});
type Flow = z.infer<typeof Flow>;
type State = z.infer<typeof State>;

const whole = Flow.parse(
  JSON.parse(readFileSync(new URL('../../workflows/dsar.asl.json', import.meta.url), 'utf8')),
);

/** A flow with those inside it: branches of a Parallel, what a Map does with each item. */
function* flowsIn(name: string, flow: Flow): Generator<[string, Flow]> {
  yield [name, flow];
  for (const [inner, state] of Object.entries(flow.States)) {
    for (const [index, branch] of state.Branches.entries())
      yield* flowsIn(`${inner} ${index + 1}`, branch);
    if (state.ItemProcessor) yield* flowsIn(inner, state.ItemProcessor);
  }
}
const flows = [...flowsIn('the whole', whole)];

const following = (state: State): string[] =>
  [state.Next, state.Default, ...[...state.Choices, ...state.Catch].map(({ Next }) => Next)].filter(
    (next) => next !== undefined,
  );

const ends = (state: State): boolean => state.End === true || state.Type === 'Succeed';

/** A Parallel waits where a branch does: that the flow goes back after it is the outcome of such a wait. */
const waits = ({ Resource, Branches }: State): boolean =>
  Resource?.includes('waitForTaskToken') ??
  Branches.some(({ States }) => Object.values(States).some(waits));

/** All that `from` leads to. */
function reached(from: readonly string[], next: (name: string) => readonly string[]): Set<string> {
  const seen = new Set(from);
  for (const name of seen) for (const one of next(name)) seen.add(one);
  return seen;
}

const stateIn = (flow: Flow, name: string): State => {
  const state = flow.States[name];
  if (!state) throw new Error(`no state is called ${name}`);
  return state;
};

describe.each(flows)('%s', (_, flow) => {
  const next = (name: string) => following(stateIn(flow, name));
  const names = Object.keys(flow.States);

  it('has a way to an end from every state, and a way from its start to every state', () => {
    expect([...reached([flow.StartAt], next)].toSorted()).toEqual(names.toSorted());
    const lost = names.filter(
      (name) => ![...reached([name], next)].some((one) => ends(stateIn(flow, one))),
    );
    expect(lost).toEqual([]);
  });

  it('goes on whatever the outcome: each choice has a default, and nothing ends in failure', () => {
    for (const [name, state] of Object.entries(flow.States)) {
      if (state.Type === 'Choice') expect(state.Default, name).toBeDefined();
      expect(state.Type, name).not.toBe('Fail');
      expect(ends(state) || following(state).length > 0, name).toBe(true);
    }
  });

  it('never goes round without waiting for somebody on the way', () => {
    const withoutWaits = (name: string) => (waits(stateIn(flow, name)) ? [] : next(name));
    const round = names.filter(
      (name) => !waits(stateIn(flow, name)) && reached(next(name), withoutWaits).has(name),
    );
    expect(round).toEqual([]);
  });
});

describe('the workflow', () => {
  it('leads every error of a step that no retry mends to a person', () => {
    const { States } = whole;
    const failing = Object.entries(States).filter(
      ([name, { Type }]) => Type === 'Parallel' || ['Plan', 'Acknowledge'].includes(name),
    );
    expect(failing.length).toBe(3);
    for (const [name, { Catch }] of failing)
      expect(
        Catch.map(({ Next }) => Next),
        name,
      ).toContain('ReportStuck');
    expect(waits(stateIn(whole, 'Unstick'))).toBe(true);
  });
});

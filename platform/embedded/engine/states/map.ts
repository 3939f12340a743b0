/** Map, inline: one iteration an item, as many at once as MaxConcurrency allows. */
import type { Frame } from '../execution.ts';
import { type Json, payload } from '../json.ts';
import type { MapState } from '../machine.ts';
import { evaluate, wholeNumber, wrongType } from '../template.ts';
import { goOn } from '../transition.ts';
import type { Turn } from '../turn.ts';

/** Iterations of an inline Map that Step Functions runs at once, whatever MaxConcurrency says. */
const INLINE_LIMIT = 40;

export async function enterMap(turn: Turn, frame: Frame, state: MapState): Promise<void> {
  const bindings = turn.bindings(frame);
  const items = state.items === undefined ? frame.input : await evaluate(state.items, bindings);
  if (!Array.isArray(items)) throw wrongType('Items', 'an array', items);
  const asked = await wholeNumber(state.maxConcurrency, bindings, 'MaxConcurrency', [
    0,
    Number.MAX_SAFE_INTEGER,
  ]);
  const inputs: { item: Json; input: Json }[] = [];
  for (const [index, item] of items.entries())
    inputs.push(await selected(turn, frame, state, index, item));
  turn.record({ type: 'MapStateStarted', state: state.name });
  const concurrency = asked === 0 ? INLINE_LIMIT : Math.min(asked, INLINE_LIMIT);
  turn.setPhase(frame, { kind: 'inside', concurrency });
  inputs.forEach((iteration, position) => {
    turn.addFrame({
      ...iteration,
      parent: frame.id,
      position,
      state: state.processor.startAt,
      phase: { kind: 'queued' },
    });
  });
  await goOn(turn, frame, state);
}

async function selected(
  turn: Turn,
  frame: Frame,
  state: MapState,
  index: number,
  given: unknown,
): Promise<{ item: Json; input: Json }> {
  const item = payload(given, `item ${index}`);
  if (state.itemSelector === undefined) return { item, input: item };
  const bindings = turn.bindings(frame, {}, { item: { index, value: item } });
  const input = await evaluate(state.itemSelector, bindings);
  return { item, input: payload(input, `what ItemSelector made of item ${index}`) };
}

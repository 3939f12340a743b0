/** One run as it was seen: what the laws look at, in its order. */
import type { CaseEvent } from '../../core/case/events.ts';
import type { CaseState } from '../../core/case/state.ts';
import type { LetterData } from '../../core/letter/data.ts';
import { type Asking, choicesIn, isOpenQuestion, storeChoices } from './choices.ts';
import type { Law, Remains } from './laws/law.ts';
import { Model, SWEEP_LATE } from './model.ts';
import { requestersUnder } from './requesters.ts';
import { newWorld, remainsOf, THURSDAY } from './world.ts';

export type Seen =
  | { at: 'event'; event: CaseEvent; state: CaseState }
  | { at: 'letter'; letter: LetterData; state: CaseState }
  | { at: 'wait' | 'end' | 'purge'; state: CaseState; remains: Remains };

export interface Script extends Omit<Asking, 'pace'> {
  requester: string;
  /** At each turn the first choice that one of these names, in their order; else the first of all. */
  prefers: readonly RegExp[];
}

export async function record({ requester, prefers, ...about }: Script): Promise<Seen[]> {
  const seen: Seen[] = [];
  const model = new Model(newWorld(THURSDAY), {
    event: (event, state) => seen.push({ at: 'event', event, state }),
    letter: (letter, state) => seen.push({ at: 'letter', letter, state }),
    trouble: (what) => {
      throw new Error(what);
    },
  });
  const look = async (at: 'wait' | 'end' | 'purge') =>
    seen.push({ at, state: await model.state(), remains: remainsOf(model.world) });
  const who = requestersUnder(about.regime).find(({ name }) => name === requester);
  await who?.asks(model, about.regime, about.rights);
  await model.begin();
  while (!model.isOver) {
    const call = await model.go(isOpenQuestion(model));
    if (model.isOver) break;
    if (!call) await look('wait');
    const asking: Asking = { ...about, pace: 'soon or late' };
    const choices = call ? storeChoices(call) : choicesIn(await model.state(), model.world, asking);
    const preferred = prefers.flatMap((name) => choices.find((one) => name.test(one.name)) ?? []);
    await (preferred[0] ?? choices[0])?.take(model);
  }
  await look('end');
  const { closed, receivedAt } = await model.state();
  await model.passTo(Date.parse(closed?.purgeAt ?? receivedAt) + SWEEP_LATE, () => false);
  await look('purge');
  return seen;
}

/** What a law finds in all that was seen. */
export const findings = (law: Law, seen: readonly Seen[]): string[] =>
  seen.flatMap((one) => look(law, one) ?? []);

function look(law: Law, one: Seen): readonly string[] | undefined {
  switch (one.at) {
    case 'event':
      return law.onEvent?.(one.event, one.state);
    case 'letter':
      return law.onLetter?.(one.letter, one.state);
    case 'wait':
      return law.onWait?.(one.state, one.remains);
    case 'end':
      return law.atEnd?.(one.state, one.remains);
    case 'purge':
      return law.afterPurge?.(one.state, one.remains);
    default:
      return one satisfies never;
  }
}

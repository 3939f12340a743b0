/** Choice: the first rule whose Condition is true decides; its Output and Assign hold, not the state's. */
import { ErrorName, StateFailed } from '../errors.ts';
import type { Frame } from '../execution.ts';
import type { ChoiceState } from '../machine.ts';
import { evaluate, wrongType } from '../template.ts';
import { leave } from '../transition.ts';
import type { Turn } from '../turn.ts';

export async function enterChoice(turn: Turn, frame: Frame, state: ChoiceState): Promise<void> {
  const bindings = turn.bindings(frame);
  for (const [i, rule] of state.rules.entries()) {
    const holds = await evaluate(rule.condition, bindings);
    if (typeof holds !== 'boolean')
      throw wrongType(`Choices[${i}].Condition`, 'true or false', holds);
    if (holds) return leave(turn, frame, { next: rule.next, leaving: rule });
  }
  if (state.otherwise === undefined)
    throw new StateFailed(
      ErrorName.noChoiceMatched,
      `no rule of state ${JSON.stringify(state.name)} holds, and it has no Default`,
    );
  return leave(turn, frame, { next: state.otherwise, leaving: state });
}

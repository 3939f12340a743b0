/** Fail: fails the list of states that it stands in, under the name that it gives. */
import { StateFailed } from '../errors.ts';
import type { Frame } from '../execution.ts';
import type { Bindings } from '../jsonata.ts';
import type { FailState } from '../machine.ts';
import { evaluate, type Template, wrongType } from '../template.ts';
import type { Turn } from '../turn.ts';

export async function enterFail(turn: Turn, frame: Frame, state: FailState): Promise<void> {
  const bindings = turn.bindings(frame);
  const error = await text(state.error, 'Error', bindings);
  const cause = await text(state.cause, 'Cause', bindings);
  throw new StateFailed(error, cause);
}

async function text(
  template: Template | undefined,
  field: string,
  bindings: Bindings,
): Promise<string | undefined> {
  if (template === undefined) return undefined;
  const value = await evaluate(template, bindings);
  if (typeof value !== 'string') throw wrongType(field, 'a string', value);
  return value;
}

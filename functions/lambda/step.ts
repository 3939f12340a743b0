/** A step of the workflow as a function: its payload parsed by the contract, its failure told by name alone. */
import type { z } from 'zod';
import type { StepName } from '../../workflows/contract.ts';
import type { Context } from '../context.ts';
import { handled } from './handled.ts';
import type { OpenersOf } from './open.ts';
import { started } from './started.ts';

/** @returns the handler that Lambda calls with the workflow's payload; the workflow catches by name */
export function step<Name extends StepName, Input>(
  name: Name,
  { input }: { input: z.ZodType<Input> },
  make: (context: Context) => (input: Input) => Promise<unknown>,
  openers: OpenersOf<Name>,
) {
  const start = started(name, openers);
  return handled(name, async (payload: unknown) => make(start().context)(input.parse(payload)));
}

/** A step of the workflow as a function: its payload parsed by the contract, its failure told by name alone. */
import type { z } from 'zod';
import type { StepName } from '../../workflows/contract.ts';
import type { Context } from '../context.ts';
import type { OpenersOf } from './open.ts';
import { started } from './started.ts';
import { log } from './telemetry.ts';

/** @returns the handler that Lambda calls with the workflow's payload */
export function step<Name extends StepName, Input>(
  name: Name,
  { input }: { input: z.ZodType<Input> },
  make: (context: Context) => (input: Input) => Promise<unknown>,
  openers: OpenersOf<Name>,
): (payload: unknown) => Promise<unknown> {
  const start = started(name, openers);
  return async (payload) => {
    try {
      return await make(start().context)(input.parse(payload));
    } catch (error) {
      throw named(name, error);
    }
  };
}

/**
 * The workflow catches by name. The message goes no further: Lambda would log it, and Step Functions keep it, and
 * a store's own words may quote what it was asked for.
 */
function named(step: StepName, error: unknown): Error {
  const name = error instanceof Error ? error.name : 'Error';
  log('step failed', { step, error: name });
  const told = new Error(`${step} failed`);
  told.name = name;
  return told;
}

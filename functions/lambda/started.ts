/** What a function has once it has started: made at its first call and kept for those after it. */
import { House } from '../../platform/aws/house.ts';
import type { Context } from '../context.ts';
import { type OpenersOf, open } from './open.ts';
import type { FunctionName } from './roster.ts';
import { log } from './telemetry.ts';

export interface Started {
  context: Context;
  /** For what is no part of the context: Stripe's ledger, the bucket of uploads. */
  house: House;
}

/** Opened when first asked for; what failed is tried anew by the next call. */
export function started<Name extends FunctionName>(
  _name: Name,
  openers: OpenersOf<Name>,
): () => Started {
  let known: Started | undefined;
  return () => {
    if (known) return known;
    const house = new House(process.env, { now: () => new Date() });
    known = { context: open(house, openers, log), house };
    return known;
  };
}

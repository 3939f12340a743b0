/** What a function of AWS opens its ports from: its environment and the time. Nothing is asked of AWS by opening. */
import type { z } from 'zod';
import type { Clock } from '../ports.ts';
import { readSettings } from '../settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export class House {
  readonly environment: Environment;
  readonly clock: Clock;

  constructor(environment: Environment, clock: Clock) {
    this.environment = environment;
    this.clock = clock;
  }

  /** @throws {BadSettings} with a line for each variable that is missing or wrong */
  read<Schema extends z.ZodType>(schema: Schema): z.output<Schema> {
    return readSettings(schema, this.environment);
  }
}

export type Opener<Port> = (house: House) => Port;

/**
 * Opened once a house, however many ports stand on it. Call it as `/* @__PURE__ *\/ once(…)`: only then does a bundle leave
 * out what its function does not open.
 */
export function once<Port>(open: Opener<Port>): Opener<Port> {
  const opened = new WeakMap<House, { port: Port }>();
  return (house) => {
    const known = opened.get(house) ?? { port: open(house) };
    opened.set(house, known);
    return known.port;
  };
}

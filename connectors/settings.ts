/** Settings of a store: from the data map, or by name from the environment. */
import type { z } from 'zod';
import type { Setting } from '../core/data-map.ts';
import { StoreMisconfigured } from './connector.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @throws {StoreMisconfigured} naming the store and the setting, never its value
 */
export function resolveSettings<T>(
  store: string,
  connection: Readonly<Record<string, Setting>>,
  environment: Environment,
  schema: z.ZodType<T>,
): T {
  const values: Record<string, string> = {};
  for (const [name, setting] of Object.entries(connection)) {
    const value = typeof setting === 'string' ? setting : environment[setting.env];
    if (value !== undefined && value !== '') values[name] = value;
    else if (typeof setting !== 'string' && !setting.optional)
      throw new StoreMisconfigured(`store '${store}' needs ${setting.env} for its '${name}'`);
  }
  return parsed(schema, values, `the connection of store '${store}'`);
}

/** @throws {StoreMisconfigured} saying which part is wrong, not what stood there */
export function parsed<T>(schema: z.ZodType<T>, value: unknown, place: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(
    (issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`,
  );
  throw new StoreMisconfigured(`${place} is not as needed: ${faults.join('; ')}`);
}

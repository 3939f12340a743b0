/** Settings from the environment, read once at start. */
import { z } from 'zod';

/** A setting that cannot be used; says which and what is wrong with it, never its value. */
export class BadSettings extends Error {
  override readonly name = 'BadSettings';
}

/** @throws {BadSettings} with a line for each variable that is missing or wrong */
export function readSettings<Schema extends z.ZodType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  throw new BadSettings(
    parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
  );
}

/** JSON object: the id of a recipient of `core/law/recipients.ts` → its address. */
export const ThirdParties = z.string().transform((text, context): Record<string, string> => {
  const parsed = z.record(z.string(), z.email()).safeParse(jsonIn(text));
  if (parsed.success) return parsed.data;
  context.addIssue({ code: 'custom', message: 'expected a JSON object of e-mail addresses' });
  return z.NEVER;
});

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

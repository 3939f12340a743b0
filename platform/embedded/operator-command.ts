/**
 * `npm run operator`: lists who may sign in to the console; `-- add`, `-- change` and `-- remove` do what
 * they say. May run beside the service, for which it counts at once. Exit status 1: refused, and
 * nothing has changed; 2: not understood, or no data.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { acts, type Operator, Role } from '../console-access.ts';
import { BadSettings } from '../settings.ts';
import { Database } from './database.ts';
import { LastOperator, NoSuchOperator, OperatorExists, Operators } from './operators.ts';
import { type Installation, readInstallation } from './settings.ts';

const USAGE = `usage: npm run operator                                        lists them
       npm run operator -- add --email <address> --name <name> --role <role> [--role <role>] [--language en|ja]
       npm run operator -- change --email <address> [--name <name>] [--role <role> …] [--language en|ja]
       npm run operator -- remove --email <address>

roles: operator   works on cases
       approver   works on cases, and approves what another has decided (L-07)
       auditor    reads cases without what is personal, and changes nothing`;

/** Says which option is wrong and what it takes. */
class BadOption extends Error {
  override readonly name = 'BadOption';
}

const email = z.email('--email takes one address').max(254);
const name = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}]{1,200}$/u, '--name takes up to 200 characters on one line');
const role = z
  .array(z.enum(Role.options, `--role takes ${Role.options.join(', ')}`))
  .min(1)
  .refine(
    (roles) => roles.length === 1 || !roles.includes('auditor'),
    'an auditor changes nothing: --role auditor goes with no other',
  )
  .transform((roles) => [...new Set(roles)]);
const language = z.enum(['en', 'ja'], '--language takes en or ja');

const Added = z.strictObject({ email, name, role, language: language.default('en') });
const Changed = z.strictObject({
  email,
  name: name.optional(),
  role: role.optional(),
  language: language.optional(),
});
const Removed = z.strictObject({ email });

export async function operatorCommand(
  [verb, ...rest]: readonly string[],
  installation: Installation,
): Promise<number> {
  const file = join(installation.dataDirectory, 'kaiji.db');
  if (!existsSync(file)) {
    console.error(`no data under ${file}: start the service once, or set KAIJI_DATA`);
    return 2;
  }
  const database = new Database(file);
  try {
    const operators = new Operators(database, randomBytes);
    const done = verb === undefined ? true : await run(operators, installation, verb, rest);
    if (!done) {
      console.error(USAGE);
      return 2;
    }
    list(await operators.list());
    return 0;
  } catch (error) {
    const refused = [OperatorExists, NoSuchOperator, LastOperator].some(
      (kind) => error instanceof kind,
    );
    if (!(error instanceof Error) || !(refused || error instanceof BadOption)) throw error;
    console.error(error instanceof BadOption ? `${error.message}\n\n${USAGE}` : error.message);
    return refused ? 1 : 2;
  } finally {
    database.close();
  }
}

/** Whether there is such a verb. */
async function run(
  operators: Operators,
  installation: Installation,
  verb: string,
  rest: readonly string[],
): Promise<boolean> {
  if (verb === 'add') {
    const { role: roles, ...given } = optionsOf(Added, rest);
    const added = await operators.add({ ...given, roles });
    const where = installation.baseUrl ?? `http://127.0.0.1:${installation.port}`;
    console.log(
      `added ${added.email}. They sign in at ${where}/console by a link that is mailed to them.\n`,
    );
    return true;
  }
  if (verb === 'change') {
    const {
      email: address,
      role: roles,
      name: called,
      language: speaks,
    } = optionsOf(Changed, rest);
    const changed = await operators.change(address, {
      ...(called && { name: called }),
      ...(roles && { roles }),
      ...(speaks && { language: speaks }),
    });
    console.log(`changed ${changed.email}. It counts from the next page on.\n`);
    return true;
  }
  if (verb === 'remove') {
    const removed = await operators.remove(optionsOf(Removed, rest).email);
    console.log(`removed ${removed.email}, and signed out. The name stays with what they did.\n`);
    return true;
  }
  return false;
}

/** @throws {BadOption} */
function optionsOf<T>(schema: z.ZodType<T>, args: readonly string[]): T {
  const parsed = schema.safeParse(given(args));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const missing = issue?.code === 'invalid_type' && issue.path.length === 1;
  throw new BadOption(missing ? `--${String(issue.path[0])} is missing` : (issue?.message ?? ''));
}

/** @throws {BadOption} for an option that there is not, or one without its value */
function given(args: readonly string[]): Record<string, unknown> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        email: { type: 'string' },
        name: { type: 'string' },
        role: { type: 'string', multiple: true },
        language: { type: 'string' },
      },
    });
    const role = values.role?.flatMap((one) => one.split(','));
    return { ...values, ...(role && { role }) };
  } catch (cause) {
    throw new BadOption(cause instanceof Error ? cause.message : 'not understood', { cause });
  }
}

function list(operators: readonly Operator[]): void {
  for (const { email: address, name: called, roles, language: speaks } of operators)
    console.log(`${address}  ${called}  ${roles.join(', ')}  ${speaks}`);
  const able = operators.filter(acts);
  if (able.length < 2 || !able.some(({ roles }) => roles.includes('approver')))
    console.log(
      '\nNobody could approve what another has decided: until two work on cases, one of them an approver,\n' +
        'no request can be refused as unfounded or excessive (L-07).',
    );
}

if (import.meta.main)
  try {
    process.exitCode = await operatorCommand(process.argv.slice(2), readInstallation(process.env));
  } catch (error) {
    if (!(error instanceof BadSettings)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }

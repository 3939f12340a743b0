/** Keyed hashes by which repeats of one person are found without anything personal in an index. */
import { normalEmail, normalPhone } from '../../core/data-map/normal.ts';
import type { Context } from '../context.ts';

/** Equal for every way of writing one address or one telephone number. */
export async function subjectKeys(
  context: Pick<Context, 'ports'>,
  person: { email: string; phone?: string | undefined },
): Promise<string[]> {
  const phone = normalPhone(person.phone ?? '');
  const email = await keyOf(context, `email|${normalEmail(person.email)}`);
  return phone ? [email, await keyOf(context, `phone|${phone}`)] : [email];
}

/** Of a line that is an address or a telephone number; `[]` of anything else. */
export async function keysOf(context: Pick<Context, 'ports'>, line: string): Promise<string[]> {
  if (line.includes('@')) return [await keyOf(context, `email|${normalEmail(line)}`)];
  const phone = normalPhone(line);
  return phone ? [await keyOf(context, `phone|${phone}`)] : [];
}

async function keyOf({ ports }: Pick<Context, 'ports'>, name: string): Promise<string> {
  return Buffer.from(await ports.keyring.mac('subject', name)).toString('base64url');
}

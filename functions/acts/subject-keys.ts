/** Keyed hashes by which repeats of one person are found without anything personal in an index. */
import { normalEmail, normalPhone } from '../../core/data-map/normal.ts';
import type { Context } from '../context.ts';

/** Equal for every way of writing one address or one telephone number. */
export async function subjectKeys(
  context: Pick<Context, 'ports'>,
  person: { email: string; phone?: string | undefined },
): Promise<string[]> {
  const phone = normalPhone(person.phone ?? '');
  const names = [`email|${normalEmail(person.email)}`, ...(phone ? [`phone|${phone}`] : [])];
  return Promise.all(
    names.map(async (name) =>
      Buffer.from(await context.ports.keyring.mac('subject', name)).toString('base64url'),
    ),
  );
}

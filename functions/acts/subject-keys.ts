/** Keyed hashes by which repeats of one person are found without anything personal in an index. */
import type { Context } from '../context.ts';

/** Equal for addresses that differ in width or case only; phone digits only, without a leading +81/0. */
export async function subjectKeys(
  context: Pick<Context, 'ports'>,
  person: { email: string; phone?: string | undefined },
): Promise<string[]> {
  const email = `email|${person.email.normalize('NFKC').trim().toLowerCase()}`;
  const digits = person.phone
    ?.normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^(81|0)/, '');
  const names = digits ? [email, `phone|${digits}`] : [email];
  return Promise.all(
    names.map(async (name) =>
      Buffer.from(await context.ports.keyring.mac('subject', name)).toString('base64url'),
    ),
  );
}

/** Names of files in a vault. */
import { z } from 'zod';
import { CaseId } from '../core/ids.ts';

/** `<case id>/<anything printable>`. Keys never become paths. */
const VaultKey = z
  .string()
  .max(512)
  .regex(/^[^/]+\/[^\p{Cc}]+$/u);

class InvalidVaultKey extends Error {
  override readonly name = 'InvalidVaultKey';
}

/** @throws {InvalidVaultKey} */
export function caseOf(key: string): CaseId {
  const caseId = CaseId.safeParse(key.split('/', 1)[0]);
  if (!caseId.success || !VaultKey.safeParse(key).success)
    throw new InvalidVaultKey('a key is a case id, a slash and a name');
  return caseId.data;
}

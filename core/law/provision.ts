/**
 * Records of giving personal data to third parties and of receiving it from them: what
 * `appi.disclose-provision` asks for. Which collections hold them, the data map says.
 */
import type { Right } from './rights.ts';
import { APPI_2022, type Rule } from './rule.ts';
import { needsCollection } from './rules.ts';

/** M: that the records of Arts. 29 and 30 are meant is from memory. */
export const PROVISION_RECORDS: Rule & { right: Right } = {
  id: 'appi.provision-records',
  cites: ['L-19', 'APPI 33(5)', 'APPI 29', 'APPI 30', 'P-5', 'P-7', 'P-13'],
  confidence: 'M',
  valid: APPI_2022,
  right: 'appi.disclose-provision',
};

/** Whether nothing but such records has to be looked for: then nothing else is collected. */
export function onlyProvisionRecords(rights: readonly Right[]): boolean {
  const searched = rights.filter(needsCollection);
  return searched.length > 0 && searched.every((right) => right === PROVISION_RECORDS.right);
}

/** Whether the right reaches a collection: one that asks for records of provision reaches those alone. */
export function reaches(right: Right, collection: { provision?: string | undefined }): boolean {
  return right !== PROVISION_RECORDS.right || collection.provision !== undefined;
}

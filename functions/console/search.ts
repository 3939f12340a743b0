/** Finding a case by its number, or a person's cases by the address they wrote from. */
import type { CaseRow } from '../../core/case/row.ts';
import { CaseId } from '../../core/ids.ts';
import { MailAddress } from '../../core/mail-address.ts';
import { subjectKeys } from '../acts/subject-keys.ts';
import type { Context } from '../context.ts';

export type Found =
  | { kind: 'case'; caseId: CaseId }
  | { kind: 'rows'; rows: CaseRow[] }
  /** Neither a case number nor an address. */
  | { kind: 'unclear' };

export async function search(context: Context, given: string): Promise<Found> {
  const text = given.normalize('NFKC').trim();
  const caseId = caseNumberIn(text);
  if (caseId) {
    const row = await context.ports.caseIndex.get(caseId);
    return row ? { kind: 'case', caseId } : { kind: 'rows', rows: [] };
  }
  const email = MailAddress.safeParse(text).data;
  if (!email) return { kind: 'unclear' };
  const [key = ''] = await subjectKeys(context, { email });
  return { kind: 'rows', rows: await context.ports.caseIndex.bySubjectKey(key) };
}

/** As it may be said over the phone: without hyphens, in small letters, `O` for `0`, `I` or `L` for `1`. */
function caseNumberIn(text: string): CaseId | null {
  const letters = text
    .toUpperCase()
    .replace(/^KJ/, '')
    .replace(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return CaseId.safeParse(`KJ-${letters.slice(0, 5)}-${letters.slice(5)}`).data ?? null;
}

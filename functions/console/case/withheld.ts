/** What is never shown, named by its kind (L-14). */
import { withheldKinds } from '../../../core/law/withheld.ts';
import type { CaseView } from './view.ts';

export function kindWords({ visit }: Pick<CaseView, 'visit'>, kind: string): string {
  return withheldKinds().find((rule) => rule.kind === kind)?.words[visit.language] ?? kind;
}

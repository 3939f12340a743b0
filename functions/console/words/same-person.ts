/** Words about other cases of one person: repeats (L-15) and duplicates. */
import { KNOW_REPEATS } from '../../../core/law/repeats.ts';
import type { Language } from '../../../core/law/rights.ts';

const { months, times } = KNOW_REPEATS;

interface SamePersonWords {
  repeats: string;
  /** How many of them there are, and what follows. */
  answeredBefore: (count: number) => string;
  mayRefuse: string;
  receivedOn: (when: string) => string;
  duplicates: string;
  earlier: string;
  later: string;
  mergedInto: string;
  open: string;
  help: string;
  button: (caseId: string) => string;
}

export const SAME_PERSON_WORDS: Readonly<Record<Language, SamePersonWords>> = {
  en: {
    repeats: 'Earlier requests to know',
    answeredBefore: (count) =>
      count === 1
        ? `One earlier request to know of this person was answered within the ${months} months before this one.`
        : `${count} earlier requests to know of this person were answered within the ${months} months before this one.`,
    mayRefuse: `This one comes on top of ${times} within ${months} months and may be refused for that (L-15); it need not be. The ground stands under “Decide”.`,
    receivedOn: (when) => `received ${when}`,
    duplicates: 'The same person asks twice',
    earlier: 'An earlier case of this person, still open, asks for all that this one does:',
    later:
      'A later case of this person asks for nothing that this one does not. It can be merged from its own page:',
    mergedInto: 'Merged into the earlier case',
    open: 'Merge into the earlier case',
    help: 'Read both first. This case is closed; its requester is told by mail that the answer comes in the earlier one, whose dates stand. Documents are destroyed, and a fee that was paid here goes back. This cannot be undone.',
    button: (caseId) => `Merge into ${caseId}`,
  },
  ja: {
    repeats: '以前の開示請求',
    answeredBefore: (count) =>
      `この請求者に対し、今回の受付前${months}か月以内に、情報を知る請求${count}件に回答しています。`,
    mayRefuse: `${months}か月以内に${times}件を超える請求として、対応しないことも認められます（L-15）。対応しても差し支えありません。該当する理由は「決定」の欄で選べます。`,
    receivedOn: (when) => `${when}受付`,
    duplicates: '同一の方からの重複した請求',
    earlier: '同じ方による先の案件が対応中で、今回の請求の内容をすべて含んでいます：',
    later:
      '同じ方による後の案件は、この案件に含まれる内容だけを請求しています。その案件のページから統合できます：',
    mergedInto: '統合先（先の案件）',
    open: '先の案件に統合する',
    help: '両方の内容を確認してから行ってください。この案件は終了し、回答は先の案件でお渡しすることを請求者にメールで通知します。期限は先の案件のものが適用されます。書類は廃棄し、この案件の手数料は返金します。取り消すことはできません。',
    button: (caseId) => `${caseId}に統合する`,
  },
};

/** Deletion under CCPA: what an exception keeps is named with the exception, the rest is deleted (L-16). */
import { type Ground, ground } from './ground.ts';
import type { Words } from './rights.ts';
import { CCPA_2026 } from './rule.ts';

export const DELETED = ground({
  id: 'ccpa.deleted',
  cites: ['L-16', 'Civ. 1798.105', '11 CCR 7022(b)'],
  confidence: 'Q',
  valid: CCPA_2026,
  letter: {
    en: 'We have deleted the personal information that we collected from you, and told our service providers, contractors and those to whom it was sold or shared to delete it. Copies in archives or backups are deleted when those are next restored or used.',
    ja: 'お客様から収集した個人情報を削除し、サービス提供者、受託者ならびに販売・共有先にも削除を求めました。アーカイブまたはバックアップ内の複製は、次に復元または利用される際に削除いたします。',
  },
  operator: { en: 'Deleted', ja: '削除' },
});

/** Civ. 1798.105(d)(1)–(8), from memory (M). */
const EXCEPTIONS: readonly (readonly [id: string, statute: string, keeps: Words, short: Words])[] =
  [
    [
      'transaction',
      'Civ. 1798.105(d)(1)',
      {
        en: 'to complete the transaction or provide the service that you asked for',
        ja: 'お客様が求められた取引の完了またはサービスの提供のため',
      },
      { en: 'Complete the transaction', ja: '取引・サービスの完了' },
    ],
    [
      'security',
      'Civ. 1798.105(d)(2)',
      {
        en: 'to help to ensure security and integrity',
        ja: '安全性および完全性の確保のため',
      },
      { en: 'Security and integrity', ja: '安全性・完全性' },
    ],
    [
      'debugging',
      'Civ. 1798.105(d)(3)',
      {
        en: 'to find and repair errors that impair existing functions',
        ja: '既存の機能を損なう不具合の特定および修正のため',
      },
      { en: 'Repair of errors', ja: '不具合の修正' },
    ],
    [
      'free-speech',
      'Civ. 1798.105(d)(4)',
      {
        en: 'to exercise free speech or another right provided for by law',
        ja: '言論の自由その他法令上の権利の行使のため',
      },
      { en: 'Free speech or another legal right', ja: '言論の自由その他の権利' },
    ],
    [
      'calecpa',
      'Civ. 1798.105(d)(5)',
      {
        en: 'to comply with the California Electronic Communications Privacy Act',
        ja: 'カリフォルニア州電子通信プライバシー法の遵守のため',
      },
      { en: 'CalECPA', ja: 'カリフォルニア州電子通信プライバシー法' },
    ],
    [
      'research',
      'Civ. 1798.105(d)(6)',
      {
        en: 'for research in the public interest to which you consented',
        ja: 'お客様の同意に基づく公益目的の研究のため',
      },
      { en: 'Research with consent', ja: '同意に基づく研究' },
    ],
    [
      'expected-internal-use',
      'Civ. 1798.105(d)(7)',
      {
        en: 'for internal uses that are reasonably aligned with what you expect of us',
        ja: 'お客様の合理的な期待に沿った社内利用のため',
      },
      { en: 'Internal uses aligned with expectations', ja: '期待に沿った社内利用' },
    ],
    [
      'legal-obligation',
      'Civ. 1798.105(d)(8)',
      { en: 'to comply with a legal obligation', ja: '法令上の義務の遵守のため' },
      { en: 'Legal obligation', ja: '法令上の義務' },
    ],
  ];

export const DELETION_EXCEPTIONS: readonly Ground[] = EXCEPTIONS.map(
  ([id, statute, keeps, operator]) =>
    ground({
      id: `ccpa.keep-${id}`,
      cites: ['L-16', 'L-18', statute, '11 CCR 7022(f)'],
      confidence: 'M',
      valid: CCPA_2026,
      letter: {
        en: `We keep some of your information ${keeps.en}, use it for nothing else, and delete the rest.`,
        ja: `${keeps.ja}、一部の情報を保持いたします。保持する情報を他の目的に利用することはなく、その他の情報は削除いたします。`,
      },
      operator,
      needsReason: true,
      offersOptOut: true,
    }),
);

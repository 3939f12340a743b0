/**
 * Which decisions change what the stores hold, how, and who is told of it: one row an outcome. An outcome
 * that has no row here changes nothing (L-16, L-17, L-20, L-33).
 */
import { z } from 'zod';
import type { Ground } from './ground.ts';
import { DELETION_EXCEPTIONS } from './grounds-deletion.ts';
import type { Outcome } from './outcomes.ts';
import {
  HandRecipientId,
  MailedRecipientId,
  type Recipient,
  type RecipientId,
  recipients,
} from './recipients.ts';
import type { Right, Words } from './rights.ts';
import { APPI_2022, CCPA_2026, type Rule } from './rule.ts';

export const ChangeKind = z.enum(['erase', 'correct', 'stop-use', 'stop-provision', 'alternative']);
export type ChangeKind = z.infer<typeof ChangeKind>;

export interface ChangeRule extends Rule {
  right: Right;
  outcome: Outcome;
  change: ChangeKind;
  /** Who is told once it was done, by our mail or by the operator. */
  tells: readonly RecipientId[];
  /** On which of these something may be kept back, where the law closes the list (L-16). */
  exceptions: readonly Ground[];
}

/** What is to be done in a store, as the operator reads it. */
export const CHANGE_WORDS: Readonly<Record<ChangeKind, Words>> = {
  erase: {
    en: 'Erase the data, or de-identify or aggregate it',
    ja: 'データを消去する（または匿名化・集計化する）',
  },
  correct: {
    en: 'Correct, add to or delete what is not factual',
    ja: '事実と異なる内容を訂正・追加・削除する',
  },
  'stop-use': { en: 'Stop using the data', ja: 'データの利用を停止する' },
  'stop-provision': {
    en: 'Stop giving the data to third parties',
    ja: 'データの第三者提供を停止する',
  },
  alternative: {
    en: 'Take the measure that stands in for it',
    ja: '代替措置を講じる',
  },
};

/** Group companies, companies applied to, recruiters, and the modules of P-4 (L-33). */
const PASSED_ON: readonly RecipientId[] = [
  'group-companies',
  'recruiting-companies',
  'meta',
  'x',
  'google',
  'companies-applied-to',
];
/** Under CCPA service providers and contractors, too (L-16, L-17). */
const PASSED_ON_CCPA: readonly RecipientId[] = [...PASSED_ON, 'service-providers'];
/** Neither law nor policy has anybody told that use or provision has stopped. */
const NOBODY: readonly RecipientId[] = [];

const NONE: readonly Ground[] = [];

type Row = readonly [
  Right,
  Outcome,
  ChangeKind,
  cites: readonly string[],
  tells: readonly RecipientId[],
  exceptions?: readonly Ground[],
];

const ROWS: readonly Row[] = [
  ['appi.correct', 'corrected', 'correct', ['L-33', 'APPI 34(2)', 'P-8-1'], PASSED_ON],
  ['appi.correct', 'partial', 'correct', ['L-33', 'APPI 34(2)', 'P-8-1'], PASSED_ON],
  ['appi.cease', 'ceased', 'stop-use', ['L-20', 'APPI 35(2)', 'APPI 35(6)', 'P-8-1'], NOBODY],
  ['appi.cease', 'erased', 'erase', ['L-20', 'L-33', 'APPI 35(2)', 'P-8-1', 'P-8-2'], PASSED_ON],
  ['appi.cease', 'alternative', 'alternative', ['L-20', 'APPI 35(2)', 'APPI 35(6)'], NOBODY],
  ['appi.cease-provision', 'ceased', 'stop-provision', ['L-20', 'APPI 35(4)'], NOBODY],
  ['appi.cease-provision', 'alternative', 'alternative', ['L-20', 'APPI 35(4)'], NOBODY],
  [
    'ccpa.delete',
    'grant',
    'erase',
    ['L-16', 'L-33', 'Civ. 1798.105(c)', '11 CCR 7022(b)'],
    PASSED_ON_CCPA,
    DELETION_EXCEPTIONS,
  ],
  [
    'ccpa.delete',
    'partial',
    'erase',
    ['L-16', 'L-33', 'Civ. 1798.105(d)', '11 CCR 7022(f)'],
    PASSED_ON_CCPA,
    DELETION_EXCEPTIONS,
  ],
  ['ccpa.correct', 'corrected', 'correct', ['L-17', 'L-33', '11 CCR 7023(c)'], PASSED_ON_CCPA],
  ['ccpa.correct', 'deleted-instead', 'erase', ['L-17', 'L-33', '11 CCR 7023'], PASSED_ON_CCPA],
];

export const CHANGES: readonly ChangeRule[] = ROWS.map(
  ([right, outcome, change, cites, tells, exceptions = NONE]) => ({
    id: `change.${right}-${outcome}`,
    right,
    outcome,
    change,
    cites,
    confidence: 'Q',
    valid: right.startsWith('appi') ? APPI_2022 : CCPA_2026,
    tells,
    exceptions,
  }),
);

/** `null`: decided like this, the right changes nothing in any store. */
export const changeFor = (right: Right, outcome: string): ChangeRule | null =>
  CHANGES.find((rule) => rule.right === right && rule.outcome === outcome) ?? null;

/** Those whom our mail tells. */
export const toldByMail = ({ tells }: ChangeRule): MailedRecipientId[] =>
  MailedRecipientId.options.filter((id) => tells.includes(id));

/** Those whom only a person can tell, store by store. */
export const toldByHand = ({ tells }: ChangeRule): (Recipient & { recipient: HandRecipientId })[] =>
  recipients().flatMap((one) => {
    const recipient = HandRecipientId.safeParse(one.recipient).data;
    return recipient && tells.includes(recipient) ? [{ ...one, recipient }] : [];
  });

/** Words for what is said of a correction or a cessation, in both languages. */
import type { Language } from '../../../core/law/rights.ts';

export const CONTESTABLE = [
  'name',
  'phone',
  'date-of-birth',
  'address',
  'school',
  'employer',
] as const;

interface ParticularsWords {
  wrong: string;
  wrongHint: string;
  right: string;
  rightHint: string;
  about: string;
  aboutHint: string;
  kinds: Readonly<Record<(typeof CONTESTABLE)[number], string>>;
  reasons: string;
  reasonsHint: string;
  errors: Readonly<Record<'wrong' | 'right' | 'reasons', string>>;
}

export const PARTICULARS_WORDS: Readonly<Record<Language, ParticularsWords>> = {
  en: {
    wrong: 'What is wrong?',
    wrongHint: 'As it stands with us, and where you saw it. Please send no documents yet.',
    right: 'What would be right?',
    rightHint: 'Write “delete it” if it should not be there at all.',
    about: 'Is it one of these?',
    aboutHint: 'Then we do not use it to recognise you.',
    kinds: {
      name: 'Name',
      phone: 'Telephone',
      'date-of-birth': 'Date of birth',
      address: 'Postal address',
      school: 'School',
      employer: 'Employer',
    },
    reasons: 'Why should we stop?',
    reasonsHint: 'Tick all that apply. You can say more in the message below.',
    errors: {
      wrong: 'Tell us what is wrong.',
      right: 'Tell us what would be right.',
      reasons: 'Tick at least one reason that applies to what you ask for.',
    },
  },
  ja: {
    wrong: '事実と異なる内容',
    wrongHint:
      '現在どのように登録されているか、どこでご覧になったかをご記入ください。書類はまだお送りにならないでください。',
    right: '正しい内容',
    rightHint: '登録自体が不要な場合は「削除」とご記入ください。',
    about: '次の項目に当てはまりますか',
    aboutHint: '当てはまる項目は、ご本人確認の照合には使いません。',
    kinds: {
      name: '氏名',
      phone: '電話番号',
      'date-of-birth': '生年月日',
      address: '住所',
      school: '学校',
      employer: '勤務先',
    },
    reasons: '停止・消去を求める理由',
    reasonsHint:
      '当てはまるものをすべてお選びください。詳しいご事情は下のメッセージ欄にご記入いただけます。',
    errors: {
      wrong: '事実と異なる内容をご記入ください。',
      right: '正しい内容をご記入ください。',
      reasons: 'ご請求に当てはまる理由を一つ以上お選びください。',
    },
  },
};

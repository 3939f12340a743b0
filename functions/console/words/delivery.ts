/** Words for what the requester fetched, in both languages. */
import type { AnswerFile } from '../../../core/case/events.ts';
import type { Language } from '../../../core/law/rights.ts';

interface DeliveryWords {
  files: Readonly<Record<AnswerFile, string>>;
  whole: (file: string, bytes: string) => string;
  part: (file: string, bytes: string, range: string) => string;
  completes: string;
}

export const DELIVERY_WORDS: Readonly<Record<Language, DeliveryWords>> = {
  en: {
    files: { letter: 'letter', package: 'package' },
    whole: (file, bytes) => `${file}, whole (${bytes})`,
    part: (file, bytes, range) => `${file}, in part (${bytes}: bytes ${range})`,
    completes: '; with this, all of it',
  },
  ja: {
    files: { letter: '書面', package: 'データ一式' },
    whole: (file, bytes) => `${file}・全体（${bytes}）`,
    part: (file, bytes, range) => `${file}・一部（${bytes}、${range}バイト目）`,
    completes: '・これですべて受取済み',
  },
};

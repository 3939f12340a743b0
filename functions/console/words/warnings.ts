/** What operators were told of a clock, and when (L-04). */
import type { Language } from '../../../core/law/rights.ts';
import type { WarningStage } from '../../../core/law/warnings.ts';

interface WarningWords {
  /** Goes before the stages. */
  told: string;
  stages: Readonly<Record<WarningStage, string>>;
  /** @param operators to how many a mail went */
  by: (when: string, operators: number) => string;
}

export const WARNING_WORDS: Readonly<Record<Language, WarningWords>> = {
  en: {
    told: 'Operators were told by e-mail:',
    stages: {
      'due-soon': 'due soon',
      'past-target': 'past the target',
      'last-day': 'last lawful day',
      'past-limit': 'past the legal limit',
    },
    by: (when, operators) => `${when}, to ${operators}`,
  },
  ja: {
    told: '担当者へのメール通知:',
    stages: {
      'due-soon': '期日が近い',
      'past-target': '目標を経過',
      'last-day': '法定の期限の当日',
      'past-limit': '法定の期限を経過',
    },
    by: (when, operators) => `${when}、${operators}名`,
  },
};

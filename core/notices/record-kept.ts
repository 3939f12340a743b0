/** At the close: what is destroyed, and which record stays for how long (L-10, L-27). */
import { sayDay } from '../law/calendar.ts';
import type { Day } from '../law/plan.ts';
import { retentionRule } from '../law/retention.ts';
import type { Language, Regime } from '../law/rights.ts';
import { type CaseFacts, caseNotice, type Notice } from './notice.ts';

export interface RecordKeptFacts extends CaseFacts {
  regime: Regime;
  /** `keptUntil` of `core/law/retention.ts`. */
  until: Day;
}

/** What stays, for how long and for what alone: for the notice and for the case's own page. */
export function recordWords(regime: Regime, until: Day, language: Language): string {
  const { months, keeps } = retentionRule(regime);
  const day = sayDay(until, language);
  return language === 'ja'
    ? `${keeps.ja}の記録を、${months}か月間（${day}まで）保存いたします。この記録は、ご請求に法令に従って対応したことを示すためにのみ利用し、その後は消去いたします。`
    : `We keep a record for ${months} months, until ${day}: ${keeps.en}. We use it for nothing but showing that we dealt with your request as the law demands; then it is erased.`;
}

export function recordKept(facts: RecordKeptFacts, language: Language): Notice {
  const record = recordWords(facts.regime, facts.until, language);
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'Your case is closed: what we keep and what we destroy',
      paragraphs: [
        'Your case is closed. What you sent to prove who you are, and the data collected for the answer, are destroyed.',
        record,
      ],
    }),
    ja: () => ({
      subject: '手続の終了と記録の保存について',
      paragraphs: [
        'お手続はすべて終了いたしました。本人確認のためにいただいたもの、および回答のために収集したデータは廃棄いたします。',
        record,
      ],
    }),
  });
}

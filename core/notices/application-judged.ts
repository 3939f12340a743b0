/**
 * What was carried out at once is denied afterwards, or turns out to change nothing (L-06, L-18): that, and
 * why in the catalogue's words. What an operator wrote of this request stands on the case's page (L-30).
 */
import { sayDay } from '../law/calendar.ts';
import type { Ground } from '../law/ground.ts';
import type { Outcome } from '../law/outcomes.ts';
import type { Day } from '../law/plan.ts';
import type { Language, Right } from '../law/rights.ts';
import { ruleFor } from '../law/rules.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export interface ApplicationJudgedFacts extends PageFacts {
  right: Right;
  outcome: Outcome;
  grounds: readonly Ground[];
  /** When it had been carried out. */
  doneOn: Day;
  /** Whether third parties had been told of it, and now are told of this. */
  told: boolean;
}

export function applicationJudged(facts: ApplicationJudgedFacts, language: Language): Notice {
  return facts.outcome === 'deny' ? denied(facts, language) : notNeeded(facts, language);
}

const why = ({ grounds }: ApplicationJudgedFacts, language: Language): string =>
  grounds.map(({ letter }) => letter[language]).join(language === 'ja' ? '' : ' ');

const asked = ({ right }: ApplicationJudgedFacts, language: Language): string =>
  ruleFor(right).title[language];

function denied(facts: ApplicationJudgedFacts, language: Language): Notice {
  const day = sayDay(facts.doneOn, language);
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'We do not comply with your request any longer',
      paragraphs: [
        `On ${day} we carried out your request “${asked(facts, 'en')}”. We have looked at it again, and take it back.`,
        why(facts, 'en'),
        facts.told && 'Those whom we had told of your request are told of this, too.',
        'The page of your case explains it further and says how to object.',
      ],
      action: 'See why, and how to object',
    }),
    ja: () => ({
      subject: 'お申し出への対応を取り消しました',
      paragraphs: [
        `${day}に実施した「${asked(facts, 'ja')}」のお申し出について改めて確認した結果、その措置を取り消しました。`,
        why(facts, 'ja'),
        facts.told && 'お申し出について通知した提供先にも、その旨を通知いたします。',
        '詳しい理由と、ご異議がある場合の方法は、お手続のページでご確認いただけます。',
      ],
      action: '理由と異議の方法を見る',
    }),
  });
}

function notNeeded(facts: ApplicationJudgedFacts, language: Language): Notice {
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'Your request to limit: there was nothing to change',
      paragraphs: [
        `We have looked at your request “${asked(facts, 'en')}” again.`,
        why(facts, 'en'),
        'Your choice stays noted: it holds should this ever change.',
      ],
      action: 'See the record',
    }),
    ja: () => ({
      subject: '制限すべき利用はありませんでした',
      paragraphs: [
        `「${asked(facts, 'ja')}」のお申し出について、改めて確認いたしました。`,
        why(facts, 'ja'),
        'お客様のご意思は引き続き記録されており、今後この状況が変わった場合にも効力を有します。',
      ],
      action: '記録を見る',
    }),
  });
}

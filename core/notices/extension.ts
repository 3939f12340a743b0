/** The one extension of a CCPA answer: its reason and the new last day, within the first period (L-02). */
import { sayDay } from '../law/calendar.ts';
import { extendedClock } from '../law/clocks.ts';
import { deadline } from '../law/deadlines.ts';
import { EXTENSION_REASONS, type ExtensionReason } from '../law/extension.ts';
import type { Clock } from '../law/plan.ts';
import type { Language } from '../law/rights.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export interface ExtensionFacts extends PageFacts {
  /** The `answer` clock that is extended. */
  clock: Clock;
  reason: ExtensionReason;
}

/** @throws {NoExtension} where the clock knows none. */
export function extension(facts: ExtensionFacts, language: Language): Notice {
  const { clock } = facts;
  const extended = extendedClock(clock);
  const whole = deadline(extended.rule).count;
  const more = whole - deadline(clock.rule).count;
  const until = sayDay(extended.limit ?? extended.target, language);
  const received = sayDay(clock.receivedOn, language);
  const why = EXTENSION_REASONS[facts.reason][language];
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'We need more time for your request',
      paragraphs: [
        `We received your request on ${received} and need more time to answer it, because ${why}.`,
        `The law allows us to extend the period once, by ${more} days to ${whole} days in all. You will have our answer by ${until} at the latest, and sooner if we can.`,
        'We are sorry for the delay. You need do nothing.',
      ],
      action: 'See where your request stands',
    }),
    ja: () => ({
      subject: '回答期限の延長のお知らせ',
      paragraphs: [
        `${received}に受け付けたご請求について、${why}、回答期限を延長させていただきます。`,
        `法令により、回答期限は1回に限り${more}日間（合計${whole}日間）延長することが認められています。遅くとも${until}までに、可能な限り早く回答いたします。`,
        'お待たせして申し訳ございません。お客様に行っていただくお手続はありません。',
      ],
      action: 'お手続の状況を見る',
    }),
  });
}

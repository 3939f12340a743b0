/** Opt-out or limit carried out: what was done, since when, and who was told (L-06, L-24, L-26). */
import { sayDay } from '../law/calendar.ts';
import { OPT_IN } from '../law/opt-in.ts';
import type { Day } from '../law/plan.ts';
import type { Language, Right, Words } from '../law/rights.ts';
import { thirdParties } from '../law/third-parties.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';

export interface OptOutConfirmedFacts extends PageFacts {
  /** Those that were carried out; only opt-out and limit have words here. */
  rights: readonly Right[];
  doneOn: Day;
  /** Ids of the third parties (`ThirdPartyId`) that were told. */
  told: readonly string[];
}

const DONE: Readonly<Partial<Record<Right, Words>>> = {
  'ccpa.opt-out': {
    en: 'We have stopped selling and sharing your personal information.',
    ja: 'お客様の個人情報の販売および共有を停止いたしました。',
  },
  'ccpa.limit': {
    en: 'We use and disclose your sensitive personal information only for the purposes that the regulations always allow.',
    ja: 'お客様のセンシティブ個人情報の利用および提供を、規則上常に認められた目的に限定いたしました。',
  },
};

function names(told: readonly string[], language: Language): string[] {
  return thirdParties()
    .filter(({ id }) => told.includes(id))
    .map(({ name }) => name[language]);
}

export function optOutConfirmed(facts: OptOutConfirmedFacts, language: Language): Notice {
  const day = sayDay(facts.doneOn, language);
  const done = facts.rights.flatMap((right) => DONE[right]?.[language] ?? []);
  const told = names(facts.told, language);
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'Done: your request has been carried out',
      paragraphs: [
        `${done.join(' ')} This took effect on ${day}.`,
        told.length > 0 &&
          `We have told those to whom it was sold or shared, and asked them to comply: ${told.join('; ')}.`,
        `We will not ask you to change your mind for at least ${OPT_IN.pauseMonths} months, and you will not be treated any worse for it.`,
      ],
      action: 'See the record',
    }),
    ja: () => ({
      subject: 'お申し出への対応が完了しました',
      paragraphs: [
        `${done.join('')}${day}から効力が生じています。`,
        told.length > 0 &&
          `販売・共有先に通知し、これに従うよう求めました。通知先: ${told.join('、')}`,
        `今後少なくとも${OPT_IN.pauseMonths}か月間、変更をお願いすることはありません。また、お申し出を理由に不利にお取り扱いすることはありません。`,
      ],
      action: '記録を見る',
    }),
  });
}

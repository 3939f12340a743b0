/**
 * To a third party, after an opt-out (L-26): comply from now on. No more than it needs: our reference,
 * and the id under which it knows the person.
 */
import { sayDay } from '../law/calendar.ts';
import { sayCitation } from '../law/citation.ts';
import type { Day } from '../law/plan.ts';
import type { Language } from '../law/rights.ts';
import { ruleFor } from '../law/rules.ts';
import { type CaseFacts, type Notice, subjectOf } from './notice.ts';

export interface ThirdPartyOptOutFacts extends CaseFacts {
  /** The id under which data of this person went to that third party; no name, no address. */
  pseudonym: string;
  requestedOn: Day;
  effectiveOn: Day;
  /** Whether data was sold or shared to it. */
  disclosure: 'sold' | 'shared';
}

/** What obliges whoever is told, as the rule cites it. */
const statutes = (language: Language): string[] =>
  ruleFor('ccpa.opt-out').cites.flatMap((cite) => sayCitation(cite, language) ?? []);

export function thirdPartyOptOut(facts: ThirdPartyOptOutFacts, language: Language): Notice {
  const { caseId, organisation, contactAddress, pseudonym, disclosure } = facts;
  const requested = sayDay(facts.requestedOn, language);
  const effective = sayDay(facts.effectiveOn, language);
  if (language === 'ja')
    return {
      language,
      subject: subjectOf(caseId, '個人情報の販売・共有の停止に関する通知'),
      paragraphs: [
        'ご担当者様',
        `カリフォルニア州の消費者から${requested}に、個人情報の販売および共有の停止（オプトアウト）の申し出を受け、${effective}に実施いたしました。`,
        `貴社には、下記の識別子に係る個人情報を${disclosure === 'sold' ? '販売' : '共有'}しております。${statutes('ja').join('および')}に基づき、本通知の受領後速やかにこれに従い、貴社から当該情報をさらに提供した先にも同様に求めていただくようお願いいたします。`,
        `識別子: ${pseudonym}`,
        '本通知には対応に必要な範囲を超える個人情報を記載しておりません。対応の完了後、受付番号を付してご返信ください。',
      ],
      footer: [`受付番号: ${caseId}`, organisation, `連絡先: ${contactAddress}`],
    };
  return {
    language,
    subject: subjectOf(caseId, 'Notice of opt-out from sale and sharing'),
    paragraphs: [
      'To whom it may concern,',
      `A California consumer asked us on ${requested} to stop selling and sharing their personal information. We carried this out on ${effective}.`,
      `We ${disclosure} personal information to you under the identifier below. Under ${statutes('en').join(' and ')}, please comply from the receipt of this notice, and ask anyone to whom you passed the information on to do the same.`,
      `Identifier: ${pseudonym}`,
      'This notice holds no more personal information than you need to comply. Please reply, keeping our reference, when you have done so.',
    ],
    footer: [`Reference: ${caseId}`, organisation, `Contact: ${contactAddress}`],
  };
}

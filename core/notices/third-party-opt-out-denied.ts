/**
 * To a third party that was told of an opt-out which was denied since (L-26): that notice no longer
 * applies. Nothing of why, which is between the requester and us; what others told it stands.
 */
import { sayDay } from '../law/calendar.ts';
import type { Day } from '../law/plan.ts';
import type { Language } from '../law/rights.ts';
import { type CaseFacts, type Notice, subjectOf } from './notice.ts';

export interface ThirdPartyOptOutDeniedFacts extends CaseFacts {
  /** The id under which data of this person went to that third party; no name, no address. */
  pseudonym: string;
  /** When it was told of the opt-out. */
  toldOn: Day;
}

export function thirdPartyOptOutDenied(
  facts: ThirdPartyOptOutDeniedFacts,
  language: Language,
): Notice {
  const { caseId, organisation, contactAddress, pseudonym } = facts;
  const told = sayDay(facts.toldOn, language);
  if (language === 'ja')
    return {
      language,
      subject: subjectOf(caseId, 'オプトアウトに関する通知の取消し'),
      paragraphs: [
        'ご担当者様',
        `${told}に、下記の識別子に係る個人情報の販売および共有の停止（オプトアウト）の申し出があった旨を、同じ受付番号で通知いたしました。その後の確認により、当該申し出には応じないこととしたため、同日の通知を取り消します。`,
        '同一の識別子について他の受付番号で受領された通知は、引き続き有効です。',
        `識別子: ${pseudonym}`,
      ],
      footer: [`受付番号: ${caseId}`, organisation, `連絡先: ${contactAddress}`],
    };
  return {
    language,
    subject: subjectOf(caseId, 'Our notice of opt-out is withdrawn'),
    paragraphs: [
      'To whom it may concern,',
      `On ${told} we told you, under this reference, that a consumer known to you under the identifier below had opted out of the sale and sharing of their personal information. We no longer follow that request, and withdraw our notice of that day.`,
      'Any notice about the same identifier that you received under another reference still holds.',
      `Identifier: ${pseudonym}`,
    ],
    footer: [`Reference: ${caseId}`, organisation, `Contact: ${contactAddress}`],
  };
}

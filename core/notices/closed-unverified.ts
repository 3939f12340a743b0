/**
 * The request was closed because we could not make sure of who asks: the reason, and how to object
 * (L-01, L-18). The same words whoever asks and whatever is on file (L-32).
 */
import { objection } from '../law/objection.ts';
import type { Language, Regime } from '../law/rights.ts';
import { type CaseFacts, caseNotice, type Notice } from './notice.ts';

export interface ClosedUnverifiedFacts extends CaseFacts {
  regime: Regime;
  /** Whether somebody asked for another person: the same words, whether proof, permission or identity failed. */
  agent?: boolean;
  /** Where a new request can be made. */
  url: string;
}

export function closedUnverified(facts: ClosedUnverifiedFacts, language: Language): Notice {
  const { paragraphs, links } = objection(facts.regime, language, facts);
  const addresses = links.map(({ label, url }) => `${label}: ${url}`).join('\n');
  const law =
    facts.regime === 'ccpa'
      ? { en: 'the CCPA', ja: 'CCPA' }
      : {
          en: 'the Act on the Protection of Personal Information',
          ja: '個人情報の保護に関する法律',
        };
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'We could not verify your request',
      paragraphs: [
        `We could not make sure, to the degree that ${law.en} asks for, that this request comes from the person whose data it concerns${facts.agent ? ', or that you may make it for them' : ''}. We therefore cannot carry it out, and have closed the case. This says nothing about whether we hold data about anyone.`,
        'Documents that you sent for it are destroyed. You can send a new request at any time.',
        ...paragraphs,
        addresses,
      ],
      action: 'Make a new request',
    }),
    ja: () => ({
      subject: 'ご本人からの請求であることを確認できませんでした',
      paragraphs: [
        `${law.ja}に基づき必要とされる程度まで、ご請求がご本人による${facts.agent ? 'もの、またはご本人の委任もしくは代理権に基づく' : ''}ものであることを確認できませんでした。このため、ご請求には対応できず、受付を終了いたしました。なお、このことは、当社が何らかの情報を保有しているか否かを示すものではありません。`,
        'お送りいただいた書類は廃棄いたします。改めてのご請求はいつでも承ります。',
        ...paragraphs,
        addresses,
      ],
      action: '新しく請求する',
    }),
  });
}

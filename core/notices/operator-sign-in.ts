/** An operator's one-time link to the console. It concerns no case. */
import { DELIVERY } from '../law/delivery.ts';
import type { Language } from '../law/rights.ts';
import type { Notice, Sender } from './notice.ts';

export interface OperatorSignInFacts extends Sender {
  url: string;
}

export function operatorSignIn(facts: OperatorSignInFacts, language: Language): Notice {
  const minutes = DELIVERY.signInMinutes;
  if (language === 'ja')
    return {
      language,
      subject: '[Kaiji] 管理画面へのサインイン',
      paragraphs: [
        '管理画面へのサインイン用リンクです。',
        `リンクは${minutes}分間、1回に限り有効です。他の方に転送しないでください。`,
        'お心当たりのない場合は、本メールを破棄し、管理者に連絡してください。',
      ],
      action: { label: 'サインイン', url: facts.url },
      footer: [facts.organisation],
    };
  return {
    language,
    subject: '[Kaiji] Sign in to the console',
    paragraphs: [
      'Here is your link to sign in to the console.',
      `It works once, for ${minutes} minutes. Please do not pass it on.`,
      'If you did not ask for it, please ignore this e-mail and tell your administrator.',
    ],
    action: { label: 'Sign in', url: facts.url },
    footer: [facts.organisation],
  };
}

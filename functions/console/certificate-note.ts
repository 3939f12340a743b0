/** Above the queue, while there is time to act: the certificate that signs our answers is near its end. */
import { html } from 'hono/html';
import type { Language } from '../../core/law/rights.ts';
import type { Context } from '../context.ts';
import type { Html } from '../pages/layout.ts';
import { daysToRenew, publishedCertificates } from '../published-certificates.ts';
import type { Visit } from './visit.ts';

const WORDS: Readonly<Record<Language, { near: (days: number) => string; over: string }>> = {
  en: {
    near: (days) =>
      `The certificate that signs answers and mails is valid for ${days} more days. Ask whoever runs this service for a new one (npm run keys).`,
    over: 'The certificate that signs answers and mails is over: what is signed now will not be taken for genuine. Whoever runs this service must renew it at once (npm run keys).',
  },
  ja: {
    near: (days) =>
      `回答とメールの署名に使う証明書の有効期間は、残り${days}日です。システム管理者に更新を依頼してください（npm run keys）。`,
    over: '回答とメールの署名に使う証明書の有効期間が過ぎています。現在の署名は正当なものと認められません。システム管理者にただちに更新を依頼してください（npm run keys）。',
  },
};

export async function certificateNote({ ports }: Context, visit: Visit): Promise<Html | ''> {
  const [present] = await publishedCertificates(ports.signer);
  const days = present ? daysToRenew(present, visit.now) : null;
  if (days === null) return '';
  const words = WORDS[visit.language];
  return html`<p class="note warn" data-certificate>${days < 0 ? words.over : words.near(days)}</p>`;
}

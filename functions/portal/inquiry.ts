/** The reply to a question, before the rest of the request is answered (P-9). */
import { html } from 'hono/html';
import type { Language } from '../../core/law/rights.ts';
import type { Html } from '../pages/layout.ts';
import type { CaseRequest } from './site.ts';

const TITLE: Readonly<Record<Language, string>> = {
  en: 'Our reply to your question',
  ja: 'ご質問への回答',
};

/** Nothing before there is a reply, and nothing once it can no longer be read. */
export function inquiryCard(c: CaseRequest): Html {
  const [{ inquiry, language }, shown] = [c.get('state'), c.get('language')];
  if (!inquiry?.reply) return html``;
  return html`<section class="card" aria-labelledby="reply"><h2 id="reply">${TITLE[shown]}</h2>
<p class="verbatim" lang="${language}">${inquiry.reply}</p></section>`;
}

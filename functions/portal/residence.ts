/** The first step of asking: where the person lives, which decides what can be asked for. */
import { html } from 'hono/html';
import type { Language, Residence } from '../../core/law/rights.ts';
import type { Html } from '../pages/layout.ts';
import { WORDS } from './words.ts';

const HINTS = {
  japan: 'japanHint',
  california: 'californiaHint',
  elsewhere: 'elsewhereHint',
} as const satisfies Record<Residence, string>;

const ORDER: Readonly<Record<Language, readonly Residence[]>> = {
  en: ['california', 'japan', 'elsewhere'],
  ja: ['japan', 'california', 'elsewhere'],
};

/** Links: one tap goes on, the back button works, no script. */
export function residenceLinks(path: string, language: Language): Html {
  const words = WORDS[language].residence;
  return html`<ul class="doors">${ORDER[language].map(
    (residence) =>
      html`<li><a href="${path}?residence=${residence}"><strong>${words[residence]}</strong><span>${words[HINTS[residence]]}</span></a></li>
`,
  )}</ul>`;
}

export function residenceLine(residence: Residence, path: string, language: Language): Html {
  const words = WORDS[language].residence;
  return html`<p class="quiet">${words.chosen}${words.names[residence]} <a href="${path}">${words.change}</a></p>`;
}

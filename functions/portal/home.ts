/** `/`: what can be asked for, in plain words. */
import type { Context as Request } from 'hono';
import { html } from 'hono/html';
import { deadline } from '../../core/law/deadlines.ts';
import { sayFee } from '../../core/law/fee.ts';
import type { Language, Regime, Right } from '../../core/law/rights.ts';
import { ruleFor } from '../../core/law/rules.ts';
import { languageOf } from '../pages/language.ts';
import type { Html } from '../pages/layout.ts';
import { isLight, offered } from './asked.ts';
import { show } from './page.ts';
import type { Site } from './site.ts';
import { WORDS } from './words.ts';

export const homePage = (site: Site) => (c: Request) => {
  const language = languageOf(c);
  const words = WORDS[language].home;
  const company = site.context.settings.organisation.name[language];
  const disclosure = sayFee({ amount: ruleFor('appi.disclose').fee }, language);
  const appi = rightsCard(
    'appi',
    words.japan,
    words.japanTime(daysFor('appi.disclose'), disclosure),
    language,
  );
  const californiaTime = words.californiaTime(daysFor('ccpa.delete'), daysFor('ccpa.opt-out'));
  const ccpa = rightsCard('ccpa', words.california, californiaTime, language);
  return show(c, site, language, {
    title: words.title,
    body: html`<div class="hero">
<h1>${words.title}</h1>
<p class="lead">${words.lead(company)}</p>
<p class="actions"><a class="button" href="/request">${words.start}</a> <a href="/lost-link">${words.lost}</a></p>
</div>
<h2>${words.howTitle}</h2>
<ol class="steps">${words.how.map(([title, text]) => html`<li><strong>${title}</strong> ${text}</li>`)}</ol>
<h2>${words.rightsTitle}</h2>
<div class="pair">${language === 'ja' ? [appi, ccpa] : [ccpa, appi]}</div>
<h2>${words.checkTitle}</h2>
<p>${words.check} <a href="/keys">${words.checkLink}</a></p>
<p><a href="/check">${words.checkLetter}</a></p>`,
  });
};

/** Days, or business days, until the answer: as the rule counts them. */
const daysFor = (right: Right): number => deadline(ruleFor(right).answer).count;

function rightsCard(regime: Regime, title: string, about: string, language: Language): Html {
  const { badge } = WORDS[language];
  const rights = offered(regime).map(ruleFor);
  return html`<section class="card"><h3>${title}</h3>
<ul class="rights">${rights.map(
    ({ right, title: name, fee }) =>
      html`<li>${name[language]}${isLight(right) ? html` <span class="badge">${badge.noId}</span>` : ''}${fee > 0 ? html` <span class="badge">${badge.fee(sayFee({ amount: fee }, language))}</span>` : ''}</li>`,
  )}</ul>
<p class="quiet">${about}</p></section>`;
}

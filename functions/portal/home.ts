/** `/`: what can be asked for, in plain words. */
import type { Context as Request } from 'hono';
import { html } from 'hono/html';
import { deadline } from '../../core/law/deadlines.ts';
import { sayFee } from '../../core/law/fee.ts';
import type { Language, Regime, Right } from '../../core/law/rights.ts';
import { type RightRule, ruleFor } from '../../core/law/rules.ts';
import { lawAt } from '../../core/law/versions.ts';
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
  const now = site.context.ports.clock.now().toISOString();
  const rules = (regime: Regime) =>
    offered(regime).map((right) => ruleFor(right, lawAt(regime, now)));
  const japan = rules('appi');
  const japanTime = words.japanTime(daysFor(japan, 'appi.disclose'), priceIn(japan, language));
  const appi = rightsCard(words.japan, japan, japanTime, language);
  const california = rules('ccpa');
  const californiaTime = words.californiaTime(
    daysFor(california, 'ccpa.delete'),
    daysFor(california, 'ccpa.opt-out'),
  );
  const ccpa = rightsCard(words.california, california, californiaTime, language);
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
const daysFor = (rules: readonly RightRule[], right: Right): number =>
  deadline((rules.find((rule) => rule.right === right) ?? ruleFor(right)).answer).count;

/** The one price that there is (L-08). */
const priceIn = (rules: readonly RightRule[], language: Language): string =>
  sayFee({ amount: Math.max(...rules.map(({ fee }) => fee)) }, language);

function rightsCard(
  title: string,
  rights: readonly RightRule[],
  about: string,
  language: Language,
): Html {
  const { badge } = WORDS[language];
  return html`<section class="card"><h3>${title}</h3>
<ul class="rights">${rights.map(
    ({ right, title: name, fee }) =>
      html`<li>${name[language]}${isLight(right) ? html` <span class="badge">${badge.noId}</span>` : ''}${fee > 0 ? html` <span class="badge">${badge.fee(sayFee({ amount: fee }, language))}</span>` : ''}</li>`,
  )}</ul>
<p class="quiet">${about}</p></section>`;
}

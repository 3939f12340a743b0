/** The fee: off to the payment page and back (L-09). */
import type { Context as Request } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import { PaymentsRefused, PaymentsUnavailable } from '../../platform/ports.ts';
import { startCheckout } from '../acts/pay.ts';
import { languageOf } from '../pages/language.ts';
import { show } from './page.ts';
import type { CaseRequest, Site } from './site.ts';
import { WORDS } from './words.ts';

/** Where to go back to after paying: kept in the browser, so that the link never goes to Stripe. */
const BACK = 'kaiji-back';
/** As long as a checkout can be paid. */
const BACK_SECONDS = 24 * 3600;

export const pay = (site: Site) => async (c: CaseRequest) => {
  try {
    const url = await startCheckout(site.context, c.get('state'));
    setCookie(c, BACK, c.get('home').slice('/p/'.length), {
      path: '/paid',
      httpOnly: true,
      sameSite: 'Lax',
      maxAge: BACK_SECONDS,
      secure: site.context.settings.baseUrl.startsWith('https:'),
    });
    return c.redirect(url, 303);
  } catch (error) {
    if (!(error instanceof PaymentsUnavailable || error instanceof PaymentsRefused)) throw error;
    const { caseId } = c.get('state');
    site.context.log('checkout failed', { caseId, error: error.name });
    const words = WORDS[c.get('language')].trouble;
    return show(c, site, c.get('language'), {
      title: words.payTitle,
      status: 503,
      body: html`<h1>${words.payTitle}</h1><p class="lead">${words.pay}</p>
<p class="actions"><a class="button" href="${c.get('home')}">${words.back}</a></p>`,
    });
  }
};

/** `/paid`, and `/paid?not` for one who turned back. */
export const paid = (site: Site) => (c: Request) => {
  const link = getCookie(c, BACK);
  const done = c.req.query('not') === undefined;
  if (link && /^[\w~-]+$/.test(link)) return c.redirect(`/p/${link}${done ? '?paid' : ''}`, 303);
  const language = languageOf(c);
  const words = WORDS[language].paid;
  return show(c, site, language, {
    title: words.title,
    body: html`<h1>${words.title}</h1><p class="lead">${words.text}</p>
<p class="actions"><a class="button second" href="/lost-link">${WORDS[language].footer.lost}</a></p>`,
  });
};

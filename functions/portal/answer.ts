/** The answer: a code by mail, then the package (L-12, L-30). */
import { setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import { answerFile, linkExpiresAt } from '../../core/case/answer.ts';
import type { AnswerFile } from '../../core/case/events.ts';
import { Refused } from '../../core/case/refused.ts';
import { DELIVERY } from '../../core/law/delivery.ts';
import { reissueLink } from '../acts/fetch-answer.ts';
import { checkCode, sendCode } from '../acts/second-factor.ts';
import { contestIn } from '../answer/changes-of.ts';
import { errorSummary, textField } from '../pages/form.ts';
import { formatInstant } from '../pages/format.ts';
import type { Html } from '../pages/layout.ts';
import { ANSWER_SESSION, answerStanding } from './answer-standing.ts';
import { contestCard } from './contest.ts';
import { readEntries } from './entries.ts';
import { type PortalPage, show } from './page.ts';
import { receiptCard } from './receipt.ts';
import type { CaseRequest, Site } from './site.ts';
import { home, zoneOf } from './the-case.ts';
import { DELIVERY_WORDS } from './words/delivery.ts';
import { WORDS, type Words } from './words.ts';

const answerWords = (c: CaseRequest): Words['answer'] => WORDS[c.get('language')].answer;

const page = (c: CaseRequest, site: Site, parts: PortalPage) =>
  show(c, site, c.get('language'), parts);

const button = (c: CaseRequest, to: string, label: string, second = false) =>
  html`<form class="actions" method="post" action="${c.get('home')}/answer/${to}"><button${second ? html` class="second"` : ''}>${label}</button></form>`;

const back = (c: CaseRequest) =>
  html`<p><a href="${c.get('home')}">${WORDS[c.get('language')].trouble.back}</a></p>`;

export const answerPage = (site: Site) => async (c: CaseRequest) => {
  const words = answerWords(c);
  switch (await answerStanding(c, site)) {
    case 'none':
      return home(c);
    case 'expired':
      return page(c, site, {
        title: words.expiredTitle,
        body: html`<h1>${words.expiredTitle}</h1><p class="lead">${words.expired(DELIVERY.linkDays)}</p>${button(c, 'renew', words.renew)}`,
      });
    case 'locked':
      return page(c, site, {
        title: words.title,
        body: html`<h1>${words.title}</h1><p class="lead">${words.send(DELIVERY.code.digits, DELIVERY.code.minutes)}</p>${button(c, 'code', words.sendButton)}${back(c)}`,
      });
    case 'open':
      return page(c, site, { title: words.readyTitle, body: openAnswer(c, site) });
  }
};

function openAnswer(c: CaseRequest, site: Site): Html {
  const [state, words] = [c.get('state'), answerWords(c)];
  const more = DELIVERY_WORDS[c.get('language')];
  const contests = state.decisions.flatMap((one) => {
    const how = contestIn(state, one, site.context.settings);
    return how === null ? [] : [contestCard(c, one.right, how)];
  });
  const until = linkExpiresAt(state);
  return html`<h1>${words.readyTitle}</h1>
${fileCard(c, 'letter')}
${fileCard(c, 'package')}
${receiptCard(c)}
${contests}
<p class="quiet">${words.session(DELIVERY.sessionMinutes)}${until ? html` ${more.until(formatInstant(until, c.get('language'), zoneOf(c)))}` : ''}</p>
<p><a href="/keys">${words.check}</a></p>
${back(c)}`;
}

/** The letter first: most people want to read, and a phone shows it without unpacking anything. */
function fileCard(c: CaseRequest, file: AnswerFile): Html {
  const known = answerFile(c.get('state'), file);
  if (!known) return html``;
  const { title, text, textAlone, button: label } = DELIVERY_WORDS[c.get('language')][file];
  const second = file === 'package' && c.get('state').answer?.letter;
  const alone = c.get('state').answer?.letter?.alone;
  return html`<section class="card"><h2>${title}</h2><p>${alone ? textAlone : text}</p>
<p class="actions"><a class="button${second ? ' second' : ''}" href="${c.get('home')}/answer/${file}">${label}</a> <span class="quiet">${DELIVERY_WORDS[c.get('language')].kinds[file]}${sizeInWords(known.size)}</span></p></section>`;
}

const MEGABYTE = 1_000_000;

const sizeInWords = (bytes: number): string =>
  bytes < MEGABYTE ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;

/** Mails a code, then asks for it. */
export const requestCode = (site: Site) => async (c: CaseRequest) => {
  if ((await answerStanding(c, site)) !== 'locked')
    return c.redirect(`${c.get('home')}/answer`, 303);
  try {
    await sendCode(site.context, c.get('state'));
  } catch (error) {
    if (!(error instanceof Refused) || error.reason !== 'too-many-codes') throw error;
    const words = answerWords(c);
    return page(c, site, {
      title: words.enterTitle,
      status: 429,
      body: html`<h1>${words.enterTitle}</h1><p class="lead">${words.tooMany}</p>
<p class="actions"><a href="${c.get('home')}/answer/code">${words.code}</a></p>`,
    });
  }
  return c.redirect(`${c.get('home')}/answer/code`, 303);
};

export const codePage = (site: Site) => async (c: CaseRequest) =>
  (await answerStanding(c, site)) === 'locked'
    ? codeForm(c, site, null)
    : c.redirect(`${c.get('home')}/answer`, 303);

function codeForm(c: CaseRequest, site: Site, error: string | null): Promise<Response> {
  const words = answerWords(c);
  const language = c.get('language');
  return page(c, site, {
    title: words.enterTitle,
    status: error ? 422 : 200,
    body: html`${error ? errorSummary({ code: error }, language) : ''}
<h1>${words.enterTitle}</h1><p class="lead">${words.enter(DELIVERY.code.minutes)}</p>
<form method="post" action="${c.get('home')}/answer/enter" novalidate>
${textField({ name: 'code', label: words.code, hint: words.codeHint(DELIVERY.code.digits), language, required: true, autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: 12, error: error ?? undefined })}
<p class="actions"><button>${words.enterButton}</button></p>
</form>
${button(c, 'code', words.another, true)}
${back(c)}`,
  });
}

export const enterCode = (site: Site) => async (c: CaseRequest) => {
  if ((await answerStanding(c, site)) !== 'locked')
    return c.redirect(`${c.get('home')}/answer`, 303);
  const { answer, errors } = WORDS[c.get('language')];
  try {
    const given = (await readEntries(c)).one('code').replaceAll(/[\s-]/g, '');
    const session = await checkCode(site.context, c.get('state'), given);
    if (!session) return await codeForm(c, site, errors.code);
    setCookie(c, ANSWER_SESSION, session, {
      path: c.get('home'),
      httpOnly: true,
      sameSite: 'Strict',
      secure: site.context.settings.baseUrl.startsWith('https:'),
    });
    return c.redirect(`${c.get('home')}/answer`, 303);
  } catch (error) {
    if (!(error instanceof Refused) || error.reason !== 'code-expired') throw error;
    return codeForm(c, site, answer.codeExpired);
  }
};

/** The link in this page's address is void afterwards, so nothing here leads on. */
export const renewLink = (site: Site) => async (c: CaseRequest) => {
  const words = answerWords(c);
  if ((await answerStanding(c, site)) !== 'expired')
    return c.redirect(`${c.get('home')}/answer`, 303);
  await reissueLink(site.context, c.get('state'));
  return page(c, site, {
    title: words.renewedTitle,
    body: html`<h1>${words.renewedTitle}</h1><p class="lead">${words.renewed}</p>`,
  });
};

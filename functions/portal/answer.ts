/** The answer: a code by mail, then the package (L-12, L-30). */
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import { linkExpired } from '../../core/case/answer.ts';
import { Refused } from '../../core/case/refused.ts';
import { DELIVERY } from '../../core/law/delivery.ts';
import { fetchAnswer, reissueLink } from '../acts/fetch-answer.ts';
import { checkCode, sendCode, sessionHolds } from '../acts/second-factor.ts';
import { contestIn } from '../answer/changes-of.ts';
import { errorSummary, textField } from '../pages/form.ts';
import { readEntries } from './entries.ts';
import { type PortalPage, show } from './page.ts';
import { byteRange } from './range.ts';
import type { CaseRequest, Site } from './site.ts';
import { home } from './the-case.ts';
import { WORDS, type Words } from './words.ts';

const SESSION = 'kaiji-answer';

const answerWords = (c: CaseRequest): Words['answer'] => WORDS[c.get('language')].answer;

const page = (c: CaseRequest, site: Site, parts: PortalPage) =>
  show(c, site, c.get('language'), parts);

const button = (c: CaseRequest, to: string, label: string, second = false) =>
  html`<form class="actions" method="post" action="${c.get('home')}/answer/${to}"><button${second ? html` class="second"` : ''}>${label}</button></form>`;

const back = (c: CaseRequest) =>
  html`<p><a href="${c.get('home')}">${WORDS[c.get('language')].trouble.back}</a></p>`;

type Standing = 'none' | 'expired' | 'locked' | 'open';

async function standing(c: CaseRequest, site: Site): Promise<Standing> {
  const { context } = site;
  const state = c.get('state');
  if (!state.answer || state.purgedAt) return 'none';
  if (linkExpired(state, context.ports.clock.now().toISOString())) return 'expired';
  const holds = await sessionHolds(context, state.caseId, getCookie(c, SESSION));
  return holds ? 'open' : 'locked';
}

export const answerPage = (site: Site) => async (c: CaseRequest) => {
  const words = answerWords(c);
  switch (await standing(c, site)) {
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
    case 'open': {
      const state = c.get('state');
      const size = sizeInWords(state.answer?.size ?? 0);
      const contests = state.decisions.flatMap(
        (one) => contestIn(state, one, site.context.settings) ?? [],
      );
      return page(c, site, {
        title: words.readyTitle,
        body: html`<h1>${words.readyTitle}</h1><p class="lead">${words.ready}</p>
<p class="actions"><a class="button" href="${c.get('home')}/answer/package">${words.download}</a> <span class="quiet">${words.size(size)}</span></p>
${contests.map((text) => html`<p class="note" lang="${state.language}">${text}</p>`)}
<p><a href="/keys">${words.check}</a></p>
<p class="quiet">${words.session(DELIVERY.sessionMinutes)}</p>
${back(c)}`,
      });
    }
  }
};

const MEGABYTE = 1_000_000;

const sizeInWords = (bytes: number): string =>
  bytes < MEGABYTE ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;

/** Mails a code, then asks for it. */
export const requestCode = (site: Site) => async (c: CaseRequest) => {
  if ((await standing(c, site)) !== 'locked') return c.redirect(`${c.get('home')}/answer`, 303);
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
  (await standing(c, site)) === 'locked'
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
  if ((await standing(c, site)) !== 'locked') return c.redirect(`${c.get('home')}/answer`, 303);
  const { answer, errors } = WORDS[c.get('language')];
  try {
    const given = (await readEntries(c)).one('code').replaceAll(/[\s-]/g, '');
    const session = await checkCode(site.context, c.get('state'), given);
    if (!session) return await codeForm(c, site, errors.code);
    setCookie(c, SESSION, session, {
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
  if ((await standing(c, site)) !== 'expired') return c.redirect(`${c.get('home')}/answer`, 303);
  await reissueLink(site.context, c.get('state'));
  return page(c, site, {
    title: words.renewedTitle,
    body: html`<h1>${words.renewedTitle}</h1><p class="lead">${words.renewed}</p>`,
  });
};

export const packageFile = (site: Site) => async (c: CaseRequest) => {
  const { answer, caseId } = c.get('state');
  if (!answer || (await standing(c, site)) !== 'open')
    return c.redirect(`${c.get('home')}/answer`, 303);
  const etag = `"${answer.sha256}"`;
  const ifRange = c.req.header('if-range');
  const wanted = ifRange === undefined || ifRange === etag ? c.req.header('range') : undefined;
  const range = byteRange(wanted, answer.size);
  c.header('accept-ranges', 'bytes');
  c.header('etag', etag);
  c.header('cache-control', 'no-store');
  if (range === 'none') return c.body(null, 416, { 'content-range': `bytes */${answer.size}` });
  const { start, end } = range ?? { start: 0, end: answer.size - 1 };
  c.header('content-type', 'application/zip');
  c.header('content-disposition', `attachment; filename="${caseId}.zip"`);
  c.header('content-length', String(end - start + 1));
  if (range) c.header('content-range', `bytes ${start}-${end}/${answer.size}`);
  const status = range ? 206 : 200;
  if (c.req.method === 'HEAD') return c.body(null, status);
  const { body } = await fetchAnswer(site.context, c.get('state'), range);
  return c.body(webStream(body), status);
};

function webStream(body: Readable): ReadableStream<Uint8Array> {
  const stream: WebStream<Uint8Array> = Readable.toWeb(body);
  return stream;
}

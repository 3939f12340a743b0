/** Pages for what went wrong, in words, without a trace of the inside. */
import { randomBytes } from 'node:crypto';
import type { Context as Request } from 'hono';
import { html } from 'hono/html';
import { routePath } from 'hono/route';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { languageOf } from '../pages/language.ts';
import { show } from './page.ts';
import type { Site } from './site.ts';
import { WORDS, type Words } from './words.ts';

type Trouble = (words: Words['trouble']) => { title: string; text: string; number?: string };

const trouble =
  (site: Site, status: ContentfulStatusCode, say: Trouble) =>
  (c: Request): Promise<Response> => {
    const language = languageOf(c);
    const words = WORDS[language];
    const { title, text, number } = say(words.trouble);
    return show(c, site, language, {
      title,
      status,
      body: html`<h1>${title}</h1>
<p class="lead">${text}</p>
${number ? html`<p class="code">${number}</p>` : ''}
<p class="actions"><a class="button second" href="/">${words.footer.home}</a> <a href="/lost-link">${words.footer.lost}</a></p>`,
    });
  };

/** The same for every unknown, altered and outdated link. */
export const notFound = (site: Site) =>
  trouble(site, 404, (words) => ({ title: words.notFoundTitle, text: words.notFound }));

export const tooOften = (site: Site) =>
  trouble(site, 429, (words) => ({ title: words.tooOftenTitle, text: words.tooOften }));

export const foreignOrigin = (site: Site) =>
  trouble(site, 403, (words) => ({ title: words.originTitle, text: words.origin }));

export const tooLarge = (site: Site) =>
  trouble(site, 413, (words) => ({ title: words.tooLargeTitle, text: words.tooLarge }));

/** Our fault. The log has the error's name under the number that the reader sees. */
export const failed =
  (site: Site) =>
  (error: Error, c: Request): Promise<Response> => {
    const number = randomBytes(4).toString('hex');
    site.context.log('page failed', { number, path: routePath(c), error: error.name });
    return trouble(site, 500, (words) => ({
      title: words.errorTitle,
      text: words.error,
      number,
    }))(c);
  };

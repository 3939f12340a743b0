/** `/keys`: the certificates that answers are signed with, and how to check an answer. */
import { X509Certificate } from 'node:crypto';
import type { Context as Request } from 'hono';
import { html } from 'hono/html';
import { fingerprintOf, spelled } from '../answer/certificates.ts';
import { formatDay } from '../pages/format.ts';
import { languageOf } from '../pages/language.ts';
import { show } from './page.ts';
import type { Site } from './site.ts';
import { WORDS } from './words.ts';

const PEM = '/.well-known/kaiji/certificates.pem';

export const keysPage = (site: Site) => async (c: Request) => {
  const language = languageOf(c);
  const words = WORDS[language].keys;
  const certificates = await site.context.ports.signer.certificates();
  const day = (date: Date) => formatDay(date.toISOString().slice(0, 10), language);
  return show(c, site, language, {
    title: words.title,
    body: html`<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
<h2>${words.fingerprints}</h2>
${certificates.map((der) => {
  const { subject, validFromDate, validToDate } = new X509Certificate(der);
  return html`<dl class="facts card"><dt>${words.of}</dt><dd>${subject.replaceAll('\n', ', ')}</dd><dt>${words.validity}</dt><dd>${day(validFromDate)} – ${day(validToDate)}</dd><dt>${words.sha256}</dt><dd class="code">${spelled(fingerprintOf(der))}</dd></dl>`;
})}
<p><a href="${PEM}">${words.download}</a></p>
<h2>${words.howTitle}</h2>
<ol>${words.how.map((step) => html`<li>${step}</li>`)}</ol>
<pre><code>npm run verify -- package.zip</code></pre>
<p>${words.mail}</p>`,
  });
};

export const certificatesPem = (site: Site) => async (c: Request) => {
  const certificates = await site.context.ports.signer.certificates();
  const pem = certificates.map((der) => new X509Certificate(der).toString()).join('');
  return c.body(pem, 200, {
    'content-type': 'application/x-pem-file',
    'content-disposition': 'attachment; filename="certificates.pem"',
    'cache-control': 'public, max-age=300',
  });
};

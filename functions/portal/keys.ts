/** `/keys`: the certificates that answers are and were signed with, and how to check an answer. */
import { X509Certificate } from 'node:crypto';
import type { Context as Request } from 'hono';
import { html } from 'hono/html';
import { dayIn } from '../../core/law/calendar.ts';
import type { Language } from '../../core/law/rights.ts';
import { spelled } from '../answer/certificates.ts';
import { formatDay } from '../pages/format.ts';
import { languageOf } from '../pages/language.ts';
import { type PublishedCertificate, publishedCertificates } from '../published-certificates.ts';
import { show } from './page.ts';
import type { Site } from './site.ts';
import { KEYS_WORDS } from './words/keys.ts';

export const CERTIFICATES_PEM = '/.well-known/kaiji/certificates.pem';
export const JWK_SET = '/.well-known/kaiji/jwks.json';

export const keysPage = (site: Site) => async (c: Request) => {
  const language = languageOf(c);
  const words = KEYS_WORDS[language];
  const [present, ...past] = await publishedCertificates(site.context.ports.signer);
  return show(c, site, language, {
    title: words.title,
    body: html`<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
<h2>${words.present}</h2>
${present ? card(present, language) : ''}
${past.length > 0 ? html`<h2>${words.past}</h2><p>${words.pastLead}</p>${past.map((one) => card(one, language))}` : ''}
<p><a href="${CERTIFICATES_PEM}">${words.pem}</a><br><a href="${JWK_SET}">${words.jwks}</a></p>
<h2>${words.howTitle}</h2>
<p><a href="/check">${words.page}</a></p>
<ol>${words.how.map((step) => html`<li>${step}</li>`)}</ol>
<p>${words.command}</p>
<pre><code>npm run verify -- package.zip</code></pre>
<p>${words.mail}</p>`,
  });
};

function card({ x509, fingerprint, algorithm, until }: PublishedCertificate, language: Language) {
  const words = KEYS_WORDS[language];
  const day = (instant: string) => formatDay(dayIn('Asia/Tokyo', instant), language);
  const validity = [x509.validFromDate, x509.validToDate].map((date) => day(date.toISOString()));
  return html`<dl class="facts card stacked"><dt>${words.of}</dt><dd>${x509.subject.replaceAll('\n', ', ')}</dd><dt>${words.validity}</dt><dd>${validity.join(' – ')}</dd>${until ? html`<dt>${words.signedUntil}</dt><dd>${day(until)}</dd>` : ''}<dt>${words.key}</dt><dd>${words.kinds[algorithm]}</dd><dt>${words.sha256}</dt><dd class="code">${spelled(fingerprint)}</dd></dl>`;
}

/** The chain that signs now, then every certificate that signed before. */
export const certificatesPem = (site: Site) => async (c: Request) => {
  const { signer } = site.context.ports;
  const chain = await signer.certificates();
  const past = (await signer.pastCertificates()).map(({ certificate }) => certificate);
  const pem = [...chain, ...past].map((der) => new X509Certificate(der).toString()).join('');
  return c.body(pem, 200, {
    'content-type': 'application/x-pem-file',
    'content-disposition': 'attachment; filename="certificates.pem"',
    'cache-control': 'public, max-age=300',
  });
};

/** RFC 7517; the id of a key is the fingerprint of its certificate. */
export const jwkSet = (site: Site) => async (c: Request) => {
  const published = await publishedCertificates(site.context.ports.signer);
  const keys = published.map(({ x509, fingerprint, algorithm }) => ({
    ...x509.publicKey.export({ format: 'jwk' }),
    kid: fingerprint,
    alg: algorithm,
    use: 'sig',
    x5c: [x509.raw.toString('base64')],
    'x5t#S256': Buffer.from(fingerprint, 'hex').toString('base64url'),
  }));
  return c.body(JSON.stringify({ keys }, null, 2), 200, {
    'content-type': 'application/jwk-set+json',
    'cache-control': 'public, max-age=300',
  });
};

import { Hono } from 'hono';
import { html } from 'hono/html';
import { describe, expect, it } from 'vitest';
import { clocksFor } from '../../../core/law/clocks.ts';
import { assets, stylesheet } from '../../../functions/pages/assets.ts';
import { clockBar } from '../../../functions/pages/clock-bar.ts';
import { errorSummary, textField } from '../../../functions/pages/form.ts';
import { formatInstant } from '../../../functions/pages/format.ts';
import { journeyLine } from '../../../functions/pages/journey-line.ts';
import { inOtherLanguage, languageOf } from '../../../functions/pages/language.ts';
import { layout } from '../../../functions/pages/layout.ts';
import { rateLimit } from '../../../functions/pages/rate-limit.ts';
import {
  contentSecurityPolicy,
  sameOrigin,
  securityHeaders,
} from '../../../functions/pages/security.ts';

const text = async (page: unknown) => String(await page);

describe('layout', () => {
  it('escapes whatever is put into it', async () => {
    const page = layout({ title: '<script>', language: 'en', body: html`<p>${'<b>&"'}</p>` });
    expect(await text(page)).toContain('<title>&lt;script&gt;</title>');
    expect(await text(page)).toContain('<p>&lt;b&gt;&amp;&quot;</p>');
  });

  it('says its language, and names the other language in that language', async () => {
    const page = layout({ title: 't', language: 'ja', body: html``, otherLanguage: '/x?lang=en' });
    expect(await text(page)).toContain('<html lang="ja">');
    expect(await text(page)).toContain('lang="en" hreflang="en">English</a>');
  });
});

describe('journeyLine', () => {
  it('lights one station, for eyes and for ears', async () => {
    const line = await text(
      journeyLine(
        [
          { station: 'received', state: 'done' },
          { station: 'contact', state: 'current' },
          { station: 'closed', state: 'ahead' },
        ],
        'en',
      ),
    );
    expect(line.match(/aria-current="step"/g)).toHaveLength(1);
    expect(line).toMatch(/<li class="current" aria-current="step">.*Address.*\(now\)/s);
  });
});

describe('clockBar', () => {
  const [, answer] = clocksFor('ccpa.delete', '2026-11-19T20:00:00.000Z');
  if (!answer) throw new Error('a deletion has an answer clock');

  it('shows target and last day (L-04)', async () => {
    const bar = await text(clockBar(answer, new Date('2026-11-20T20:00:00Z'), 'en'));
    expect(bar).toContain('41 days left');
    expect(bar).toContain('31 December 2026');
    expect(bar).toContain('3 January 2027');
  });

  it('counts to the last day once the target is past', async () => {
    const bar = await text(clockBar(answer, '2027-01-01T20:00:00.000Z', 'ja'));
    expect(bar).toContain('class="clock past-target"');
    expect(bar).toContain('残り2日');
  });

  it('counts the days over once the last day is past', async () => {
    const bar = await text(clockBar(answer, '2027-01-05T20:00:00.000Z', 'en'));
    expect(bar).toContain('class="clock past-limit"');
    expect(bar).toContain('days over');
  });
});

describe('formatInstant', () => {
  it('names the zone in which it speaks', () => {
    expect(formatInstant('2026-11-19T08:05:00.000Z', 'en')).toBe(
      '19 November 2026, 17:05 (Japan time)',
    );
    expect(formatInstant('2026-11-19T08:05:00.000Z', 'ja', 'America/Los_Angeles')).toBe(
      '2026年11月19日 0:05（カリフォルニア時間）',
    );
  });
});

describe('forms', () => {
  it('ties hint and error to the field, and keeps what was entered', async () => {
    const field = await text(
      textField({
        name: 'email',
        label: 'E-mail',
        language: 'en',
        hint: 'We write here',
        error: 'Looks incomplete',
        value: 'a"b',
        required: true,
      }),
    );
    expect(field).toContain('<label for="email">');
    expect(field).toContain('aria-describedby="email-hint email-error" aria-invalid="true"');
    expect(field).toContain('value="a&quot;b"');
  });

  it('leads from the summary to each field', async () => {
    const summary = await text(errorSummary({ email: 'Looks incomplete' }, 'en'));
    expect(summary).toContain('<a href="#email">Looks incomplete</a>');
    expect(await text(errorSummary({}, 'en'))).toBe('');
  });
});

describe('languageOf', () => {
  const app = new Hono().get('*', (c) =>
    c.text(`${languageOf(c)} ${inOtherLanguage(c, languageOf(c))}`),
  );
  const ask = async (path: string, headers: Record<string, string> = {}) =>
    (await app.request(path, { headers })).text();

  it('takes what the browser prefers, by weight', async () => {
    expect(await ask('/', { 'accept-language': 'fr, en;q=0.5, ja;q=0.8' })).toMatch(/^ja /);
    expect(await ask('/', { 'accept-language': 'de' })).toMatch(/^en /);
  });

  it('follows a choice and remembers it', async () => {
    const response = await app.request('/?lang=ja');
    expect(await response.text()).toMatch(/^ja /);
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(await ask('/', { cookie: cookie.split(';')[0] ?? '' })).toMatch(/^ja /);
  });

  it('keeps the page when the language changes', async () => {
    expect(await ask('/?step=2&lang=ja')).toBe('ja /?step=2&lang=en');
  });

  it('never leads to another site, however the page was asked for', async () => {
    expect(await ask('//evil.example/')).toBe('en /evil.example/?lang=ja');
  });
});

describe('securityHeaders', () => {
  const app = new Hono()
    .use(securityHeaders({ https: true, formTargets: ['https://checkout.stripe.com'] }))
    .get('/', (c) => c.text('hello'))
    .get('/own', (c) => {
      c.header('content-security-policy', contentSecurityPolicy(['https://vault.example']));
      return c.text('hello');
    });

  it('allows nothing but our own, and forms to the named origins', async () => {
    const { headers } = await app.request('/');
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' https://checkout.stripe.com");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('lets a page name its own form target', async () => {
    const { headers } = await app.request('/own');
    expect(headers.get('content-security-policy')).toContain('https://vault.example');
  });
});

describe('sameOrigin', () => {
  const app = new Hono()
    .use(sameOrigin('https://kaiji.example', (c) => c.text('no', 403)))
    .all('/', (c) => c.text('yes'));
  const post = async (headers: Record<string, string>) =>
    (await app.request('/', { method: 'POST', headers })).status;

  it('refuses a post from another site, however it shows', async () => {
    expect(await post({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await post({ 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await post({ origin: 'https://evil.example' })).toBe(403);
    expect(await post({ 'sec-fetch-site': 'cross-site', origin: 'null' })).toBe(403);
  });

  it('lets our own pages post, and anybody read', async () => {
    expect(await post({ 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await post({ 'sec-fetch-site': 'same-origin', origin: 'null' })).toBe(200);
    expect(await post({ origin: 'https://kaiji.example' })).toBe(200);
    const read = await app.request('/', { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(read.status).toBe(200);
  });
});

describe('rateLimit', () => {
  const walking = { ms: 0, now: () => new Date(walking.ms) };
  const limited = () =>
    new Hono()
      .use(
        rateLimit({
          clock: walking,
          limit: 2,
          windowSeconds: 60,
          addressOf: (c) => c.req.header('x-test-address') ?? '',
          refuse: (c) => c.text('slowly', 429),
        }),
      )
      .all('/', (c) => c.text('yes'));
  const post = (app: Hono, address: string) =>
    app.request('/', { method: 'POST', headers: { 'x-test-address': address } });

  it('bounds each address by itself and says when to come again', async () => {
    const app = limited();
    walking.ms = 10_000;
    await post(app, '192.0.2.1');
    expect((await post(app, '192.0.2.1')).status).toBe(200);
    const refused = await post(app, '192.0.2.1');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('50');
    expect((await post(app, '192.0.2.2')).status).toBe(200);
    walking.ms = 60_000;
    expect((await post(app, '192.0.2.1')).status).toBe(200);
  });

  it('counts an IPv6 network as one', async () => {
    const app = limited();
    for (const end of ['1', '2']) await post(app, `2001:db8:1:2::${end}`);
    expect((await post(app, '2001:db8:1:2:aaaa::9')).status).toBe(429);
    expect((await post(app, '2001:db8:1:3::1')).status).toBe(200);
    for (const end of ['1', '2']) await post(app, `2001:db8::${end}`);
    expect((await post(app, '2001:db8::3')).status).toBe(429);
  });
});

describe('assets', () => {
  it('answers 304 to a browser that has the file', async () => {
    const app = assets({ 'pages.css': stylesheet() });
    const first = await app.request('/assets/pages.css');
    expect(first.headers.get('content-type')).toContain('text/css');
    const again = await app.request('/assets/pages.css', {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  it('keeps the shared style small', () => {
    expect(Buffer.byteLength(stylesheet())).toBeLessThan(12_000);
  });
});

/** The frame of the few pages that the platform itself shows: no script, one inline style, nothing loaded. */
import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
  body { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem; overflow-wrap: anywhere; }
  h1 { font-size: 1.25rem; line-height: 1.3; }
  a { color: LinkText; text-underline-offset: .2em; }
  a:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
  ul.mails { list-style: none; padding: 0; }
  ul.mails li { padding: .75rem 0; border-top: 1px solid #8886; }
  .faint, dt { opacity: .75; font-size: .875rem; }
  dl { display: grid; gap: 0 1rem; }
  @media (min-width: 30rem) { dl { grid-template-columns: max-content 1fr; } }
  dd { margin: 0; }
  pre { white-space: pre-wrap; font: inherit; padding: 1rem; border: 1px solid #8886; border-radius: .5rem; }
  iframe { box-sizing: border-box; width: 100%; height: 24rem; border: 1px solid #8886; border-radius: .5rem; background: #fff; }
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const policy = (style: string) =>
  `default-src 'none'; style-src ${style}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export const QUIET_HEADERS = {
  'content-security-policy': policy(`'sha256-${STYLE_HASH}'`),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** For a page that shows a mail of ours as it is dressed: a frame without rights takes the page's policy. */
export const DRESSED_HEADERS = {
  ...QUIET_HEADERS,
  'content-security-policy': policy("'unsafe-inline'"),
};

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

export function quietPage(title: string, body: Markup): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<main>${body}</main>
</body>
</html>`;
}

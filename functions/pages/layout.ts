/** The frame around every page. */
import { html } from 'hono/html';
import type { Language } from '../../core/law/rights.ts';
import { OTHER } from './language.ts';
import { PAGE_WORDS } from './words.ts';

/** What the `html` template gives: escaped text, perhaps still being made. */
export type Html = ReturnType<typeof html>;

export interface Page {
  title: string;
  language: Language;
  body: Html;
  /** Stands in the header, beside the name. */
  nav?: Html;
  footer?: Html;
  /** The name in the header and where it leads. */
  home?: { name: string; href: string };
  /** The same page in the other language. */
  otherLanguage?: string;
  stylesheet?: string;
  /** Addresses of scripts that a page works without. */
  scripts?: readonly string[];
  modules?: readonly string[];
  /** `wide` for tables; text keeps to a readable measure. */
  width?: 'text' | 'wide';
}

export function layout(page: Page): Html {
  const { title, language, body, nav, footer, home, otherLanguage } = page;
  const { scripts = [], modules = [] } = page;
  const words = PAGE_WORDS[language];
  const other = OTHER[language];
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}${home ? html` – ${home.name}` : ''}</title>
<link rel="stylesheet" href="${page.stylesheet ?? '/assets/pages.css'}">
<link rel="icon" href="/assets/kaiji.svg" type="image/svg+xml">
${scripts.map((src) => html`<script src="${src}" defer></script>`)}${modules.map((src) => html`<script type="module" src="${src}"></script>`)}
</head>
<body class="${page.width ?? 'text'}">
<a class="skip" href="#main">${words.skip}</a>
<header class="site">
${home ? html`<a class="home" href="${home.href}">${home.name}</a>` : ''}
${nav ?? ''}
${otherLanguage ? html`<a class="language" href="${otherLanguage}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a>` : ''}
</header>
<main id="main" tabindex="-1">
${body}
</main>
${footer ? html`<footer class="site">${footer}</footer>` : ''}
</body>
</html>`;
}

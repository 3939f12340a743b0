/** One layout for all notices: plain text, and HTML that fetches nothing from anywhere. */
import type { Notice } from './notice.ts';

/** `text/plain`: paragraphs apart by empty lines, the link on a line of its own. */
export function renderText(notice: Notice): string {
  const { paragraphs, action, footer } = notice;
  const link = action ? [`${action.label}:\n${action.url}`] : [];
  return `${[...paragraphs, ...link, `--\n${footer.join('\n')}`].join('\n\n')}\n`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** Only links to the web become links. */
const isWeb = (url: string) => /^https?:\/\//.test(url);

const lines = (text: string) => text.split('\n').map(escaped).join('<br>');

const FONT =
  "font-family: system-ui, -apple-system, 'Hiragino Sans', 'Noto Sans JP', 'Yu Gothic', sans-serif";
const BUTTON =
  'display: inline-block; padding: 12px 20px; border-radius: 6px; background: #0b5c55; color: #ffffff; text-decoration: none';

function link({ label, url }: { label: string; url: string }): string {
  if (!isWeb(url)) return `<p>${escaped(label)}: ${escaped(url)}</p>`;
  return (
    `<p><a href="${escaped(url)}" style="${BUTTON}">${escaped(label)}</a></p>` +
    `<p style="font-size: 13px; color: #4a5568; word-break: break-all">${escaped(url)}</p>`
  );
}

/** `text/html`, everything escaped, styles inline, no image, no script, nothing remote. */
export function renderHtml(notice: Notice): string {
  const { language, subject, paragraphs, action, footer } = notice;
  const body = paragraphs.map((text) => `<p>${lines(text)}</p>`).join('\n');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(subject)}</title>
</head>
<body style="margin: 0; padding: 24px; background: #ffffff; color: #1a202c; ${FONT}; font-size: 16px; line-height: 1.7">
<div style="max-width: 36em; margin: 0 auto">
${body}
${action ? link(action) : ''}
<div style="margin-top: 32px; padding-top: 16px; border-top: 1px solid #cbd5e0; font-size: 13px; color: #4a5568">
${footer.map(escaped).join('<br>\n')}
</div>
</div>
</body>
</html>
`;
}

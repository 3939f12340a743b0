/**
 * What an HTML mail says, as plain text. One pass, linear in its length; the result
 * is text and nothing else: no addresses behind links, nothing from styles or scripts.
 */

const SKIPPED = new Set(['script', 'style', 'head', 'title', 'template', 'noscript']);
const LINE_BREAKING = new Set(
  'p div br tr table ul ol h1 h2 h3 h4 h5 h6 blockquote pre section article hr'.split(' '),
);
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  yen: '¥',
  euro: '€',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};

export function textOfHtml(html: string): string {
  const text: string[] = [];
  let at = 0;
  while (at < html.length) {
    const opens = html.indexOf('<', at);
    const words = html.slice(at, opens === -1 ? undefined : opens);
    text.push(decoded(words.replace(/\s+/g, ' ')));
    if (opens === -1) break;
    const comment = html.startsWith('<!--', opens);
    const closes = html.indexOf(comment ? '-->' : '>', opens);
    if (closes === -1) break;
    at = closes + (comment ? 3 : 1);
    const [, slash = '', name = ''] =
      /^<(\/?)([a-z][a-z0-9]*)/i.exec(html.slice(opens, opens + 24)) ?? [];
    const tag = name.toLowerCase();
    if (!slash && SKIPPED.has(tag)) at = endOf(html, tag, at);
    else if (tag === 'li' && !slash) text.push('\n- ');
    else if (LINE_BREAKING.has(tag)) text.push('\n');
    else if (tag === 'td' || tag === 'th') text.push(' ');
  }
  return text
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Where the text goes on after an element that is left out. */
function endOf(html: string, tag: string, from: number): number {
  // The tag's own end is looked for apart: in one pattern, each closing that never ends would be
  // read to the end of the mail again.
  const closing = new RegExp(`</${tag}`, 'gi');
  closing.lastIndex = from;
  const found = closing.exec(html);
  const end = found ? html.indexOf('>', closing.lastIndex) : -1;
  return end === -1 ? html.length : end + 1;
}

function decoded(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
    (whole, dec, hex, name) => {
      if (name) return NAMED[name.toLowerCase()] ?? whole;
      const code = dec ? Number.parseInt(dec, 10) : Number.parseInt(hex, 16);
      const isCharacter = code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : '';
    },
  );
}

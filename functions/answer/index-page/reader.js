/**
 * How a record is read: for the page as it is made, and for its script, which shows more of them.
 * What comes out is HTML in which nothing of a value is markup, a link or a change of direction.
 */

/** A text that is longer is folded; one that is much longer is cut, and its rest is in the JSON. */
const FOLD = 400;
const MOST = 20_000;
/** Deeper nesting is shown as JSON. */
const DEPTH = 8;

const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

export function escaped(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** In both languages; the page shows one. */
export function two({ en, ja }) {
  return `<span class="t" lang="en">${escaped(en)}</span><span class="t" lang="ja">${escaped(ja)}</span>`;
}

/** A path in the package as an address beside this page. */
export function address(path) {
  return escaped(path.split('/').map(encodeURIComponent).join('/'));
}

export function sized(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const [unit, size] = bytes < 1e6 ? ['kB', 1e3] : bytes < 1e9 ? ['MB', 1e6] : ['GB', 1e9];
  return `${Number((bytes / size).toPrecision(3))} ${unit}`;
}

/** @param only shows just the fields of this kind */
export function recordHtml(row, number, about, only) {
  const shown = only ? (ofKind(row, about.fields, only, '') ?? {}) : row;
  return `<li class="record"><h5>${two({
    en: `Record ${number}`,
    ja: `${number}件目`,
  })}</h5>${fieldsHtml(shown, '', about, 0)}</li>`;
}

/** What of a row is of a kind, and where it lies; `undefined` when nothing is. */
export function ofKind(value, fields, kind, path) {
  if (fields[path] === kind) return isEmpty(value) ? undefined : value;
  if (Array.isArray(value)) {
    const kept = value
      .map((one) => ofKind(one, fields, kind, path))
      .filter((one) => one !== undefined);
    return kept.length > 0 ? kept : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const kept = Object.entries(value)
    .map(([name, one]) => [name, ofKind(one, fields, kind, under(path, name))])
    .filter(([, one]) => one !== undefined);
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

function under(path, name) {
  return path === '' ? name : `${path}.${name}`;
}

function isEmpty(value) {
  if (Array.isArray(value)) return value.every(isEmpty);
  return value === null || value === undefined || value === '';
}

/** What holds something, a line each; then the names of what is empty. */
function fieldsHtml(row, path, about, depth) {
  const entries = Object.entries(row);
  const lines = entries
    .filter(([, value]) => !isEmpty(value))
    .map(([name, value]) => {
      const at = under(path, name);
      const kind = about.kinds[about.fields[at]];
      const label = kind ? ` <small>${two(kind)}</small>` : '';
      return `<div><dt><bdi>${escaped(spoken(name))}</bdi>${label}</dt><dd>${valueHtml(value, at, about, depth)}</dd></div>`;
    });
  const empty = entries.filter(([, value]) => isEmpty(value)).map(([name]) => spoken(name));
  const rest =
    empty.length === 0
      ? ''
      : `<p class="empty">${two({ en: 'Empty:', ja: '未入力：' })} <bdi>${escaped(empty.join(', '))}</bdi></p>`;
  return (lines.length === 0 ? '' : `<dl>${lines.join('')}</dl>`) + rest;
}

/** `family_name`, `dateOfBirth` → as one would say them. */
function spoken(name) {
  return plain(name)
    .replaceAll(/_+/g, ' ')
    .replaceAll(/([a-z\d])([A-Z])/g, (_, before, after) => `${before} ${after.toLowerCase()}`)
    .trim();
}

function valueHtml(value, path, about, depth) {
  if (typeof value === 'string') return textHtml(value, about);
  if (value === true) return two({ en: 'Yes', ja: 'はい' });
  if (value === false) return two({ en: 'No', ja: 'いいえ' });
  if (typeof value !== 'object' || value === null)
    return `<span class="number">${escaped(String(value))}</span>`;
  if (depth >= DEPTH) return textHtml(JSON.stringify(value), about);
  if (Array.isArray(value))
    return `<ul>${value.map((one) => `<li>${isEmpty(one) ? '—' : valueHtml(one, path, about, depth + 1)}</li>`).join('')}</ul>`;
  const withheld = Object.hasOwn(about.withheld, value.withheld) && about.withheld[value.withheld];
  if (withheld) return withheldHtml(withheld);
  const file = Object.hasOwn(about.files, value.file) && about.files[value.file];
  return file ? fileHtml(file) : fieldsHtml(value, path, about, depth + 1);
}

function withheldHtml(kind) {
  return `<em class="withheld">${two({
    en: `Not handed out: ${kind.en}`,
    ja: `お渡ししていません：${kind.ja}`,
  })}</em>`;
}

/** A link to an original; a picture is shown. */
export function fileHtml({ path, bytes, picture }) {
  const name = escaped(plain(path.split('/').at(-1)));
  const size = bytes === undefined ? '' : ` <small>${sized(bytes)}</small>`;
  const image = picture ? `<img src="${address(path)}" alt="" loading="lazy">` : '';
  return `<a class="file" href="${address(path)}">${image}<bdi>${name}</bdi></a>${size}`;
}

function textHtml(text, about) {
  const day = dayHtml(text);
  if (day !== null) return day;
  if (text.length <= FOLD && text.split('\n', 9).length < 9)
    return `<span class="text" dir="auto">${escaped(plain(text))}</span>`;
  const first = escaped(plain(text.slice(0, 120).replaceAll(/\s+/g, ' ')));
  const rest = text.length - MOST;
  const cut =
    rest <= 0
      ? ''
      : ` <a href="${address(about.json)}">${two({
          en: `${rest} more characters are in the JSON file`,
          ja: `続き（${rest}文字）はJSONファイルにあります`,
        })}</a>`;
  return `<details class="long"><summary><bdi>${first}…</bdi> <small>${two({
    en: `${text.length} characters`,
    ja: `${text.length}文字`,
  })}</small></summary><span class="text" dir="auto">${escaped(plain(text.slice(0, MOST)))}</span>${cut}</details>`;
}

/** Controls that would turn or hide what follows are named instead. */
function plain(text) {
  return text.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (one) => {
    if ('\t\n\r'.includes(one)) return one;
    return `[U+${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`;
  });
}

const DAY = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** A day, or a moment in the zone in which it was kept; what is held stands in `datetime`. */
function dayHtml(text) {
  const [, year, month, day, time, seconds, zone] = DAY.exec(text) ?? [];
  const name = MONTHS[Number(month) - 1];
  if (!name || Number(day) < 1 || Number(day) > 31) return null;
  const at = time && time + (seconds && seconds !== ':00' ? seconds : '');
  const where = zone && (zone === 'Z' ? ' UTC' : ` UTC${zone}`);
  const en = `${Number(day)} ${name} ${year}${at ? `, ${at}` : ''}${where ?? ''}`;
  const ja = `${year}年${Number(month)}月${Number(day)}日${at ? ` ${at}` : ''}${where ? `（${where.trim()}）` : ''}`;
  return `<time datetime="${escaped(text)}">${two({ en, ja })}</time>`;
}

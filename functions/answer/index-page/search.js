/**
 * Searches the records that stand in the page and shows more of them. Comes after `reader.js` in one
 * script. Without it the page shows the first records of each collection and leads to the files.
 */
const PAGE = 10;

const { collections, ...common } = JSON.parse(document.getElementById('records').textContent);
const field = document.getElementById('words');
const kindField = document.getElementById('kind');
const storeField = document.getElementById('store');
const kinds = document.getElementById('kinds');
const status = document.getElementById('found');

const shelves = collections.map(({ rows, total, store, ...about }, index) => {
  const section = document.getElementById(`c${index}`);
  return {
    ...{ rows, total, store, section },
    about: { ...common, ...about },
    list: section.querySelector('.records'),
    more: section.querySelector('.more'),
    matched: rows.map((_, at) => at),
    shown: 0,
    texts: null,
  };
});

/** As one would type it: width, case and kind of dash make no difference. */
const folded = (text) => text.normalize('NFKC').toLowerCase();

function textOf(value) {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  return Object.entries(value)
    .map(([name, one]) => (Array.isArray(value) ? textOf(one) : `${name} ${textOf(one)}`))
    .join('\n');
}

function show(shelf, upTo) {
  const { rows, about, matched, list, more, total } = shelf;
  const next = matched.slice(shelf.shown, upTo);
  const html = next.map((at) => recordHtml(rows[at], at + 1, about, kindField.value)).join('');
  if (shelf.shown === 0) list.innerHTML = html;
  else list.insertAdjacentHTML('beforeend', html);
  shelf.shown += next.length;
  const left = matched.length - shelf.shown;
  const beyond =
    total > rows.length
      ? `<p>${two({
          en: `This page holds the first ${rows.length} of ${total} records. All of them are in the table and in the JSON file.`,
          ja: `このページには${total}件のうち最初の${rows.length}件を収めています。すべての内容は表とJSONファイルにあります。`,
        })}</p>`
      : '';
  const button =
    left > 0
      ? `<button type="button">${two({
          en: `Show ${Math.min(left, PAGE)} more of ${left}`,
          ja: `さらに表示（残り${left}件）`,
        })}</button>`
      : '';
  more.innerHTML = button + beyond;
}

function search() {
  const wanted = folded(field.value).split(/\s+/).filter(Boolean);
  const kind = kindField.value;
  const store = storeField.value;
  const filters = wanted.length > 0 || kind !== '' || store !== '';
  let count = 0;
  for (const shelf of shelves) {
    const { rows, about, section } = shelf;
    if (wanted.length > 0) shelf.texts ??= rows.map((row) => folded(textOf(row)));
    const matches = (row, at) =>
      wanted.every((word) => shelf.texts[at].includes(word)) &&
      (kind === '' || ofKind(row, about.fields, kind, '') !== undefined);
    shelf.matched =
      store !== '' && store !== shelf.store
        ? []
        : rows.flatMap((row, at) => (matches(row, at) ? [at] : []));
    shelf.shown = 0;
    count += shelf.matched.length;
    section.hidden = filters && shelf.matched.length === 0;
    if (filters && !section.hidden) section.querySelector('details').open = true;
    show(shelf, PAGE);
  }
  if (kinds) kinds.hidden = filters;
  for (const one of document.querySelectorAll('.store'))
    one.hidden = filters && !one.querySelector('.collection:not([hidden])');
  status.innerHTML = filters
    ? two({
        en: count === 1 ? '1 record found' : `${count} records found`,
        ja: count === 0 ? '見つかりませんでした' : `${count}件見つかりました`,
      })
    : '';
}

for (const shelf of shelves) {
  shelf.more.addEventListener('click', (event) => {
    if (!event.target.closest('button')) return;
    const first = shelf.shown;
    show(shelf, shelf.shown + PAGE);
    // The button may be gone: whoever reads by keyboard goes on where the new ones begin.
    const next = shelf.list.children[first];
    next.tabIndex = -1;
    next.focus();
  });
}

let waiting;
field.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 150);
});
kindField.addEventListener('change', search);
storeField.addEventListener('change', search);
document.getElementById('search').addEventListener('submit', (event) => event.preventDefault());
document.getElementById('search').addEventListener('reset', () => setTimeout(search));
for (const name of document.querySelectorAll('[data-kind]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.innerHTML = name.innerHTML;
  button.addEventListener('click', () => {
    kindField.value = name.dataset.kind;
    search();
    status.scrollIntoView({ block: 'center' });
  });
  name.replaceWith(button);
}

const speaks = () => {
  const language = document.getElementById('ja').checked ? 'ja' : 'en';
  document.documentElement.lang = language;
  for (const option of document.querySelectorAll('option'))
    option.textContent = option.dataset[language];
};
for (const one of document.querySelectorAll('input[name=language]'))
  one.addEventListener('change', speaks);
speaks();

// On paper nothing can be unfolded.
addEventListener('beforeprint', () => {
  for (const shelf of shelves) show(shelf, shelf.matched.length);
  for (const one of document.querySelectorAll('details')) one.open = true;
});

document.getElementById('search').hidden = false;
search();

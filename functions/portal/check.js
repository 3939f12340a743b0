// Checks a file where it lies: it is read here, in pieces, and nothing of it leaves the browser.
import { blobSource } from '../proof/source.ts';
import { verify } from '../proof/verify.ts';
import { PROOF_WORDS, sayFault } from '../proof/words.ts';

const section = document.querySelector('#file');
const drop = section.querySelector('.drop');
const input = drop.querySelector('input');
const progress = section.querySelector('progress');
const outcome = section.querySelector('.outcome');
const known = JSON.parse(section.dataset.known);
const words = JSON.parse(section.dataset.words);
const language = document.documentElement.lang;
const said = PROOF_WORDS[language];

let turn = 0;

function element(name, text, ...children) {
  const made = document.createElement(name);
  made.append(...(text ? [text] : []), ...children);
  return made;
}

/** Tells on the way how far the reading has come. */
function watched(file) {
  const source = blobSource(file);
  let read = 0;
  progress.max = Math.max(1, file.size);
  return {
    size: source.size,
    async read(start, end) {
      const bytes = await source.read(start, end);
      read += bytes.length;
      progress.value = Math.min(read, file.size);
      return bytes;
    },
  };
}

async function check(files) {
  turn += 1;
  const mine = turn;
  const signature = files.find(({ name }) => name.endsWith('.jws'));
  const file = files.find(({ name }) => !/\.(jws|p7s)$/.test(name));
  if (!file) return;
  outcome.replaceChildren(element('p', words.checking));
  progress.removeAttribute('value');
  progress.hidden = false;
  let shown;
  try {
    const beside = signature ? blobSource(signature) : null;
    shown = card(await verify(watched(file), known, { signature: beside }), file.name);
  } catch {
    shown = element('p', words.failed);
  }
  if (mine !== turn) return; // Another file was chosen meanwhile.
  progress.hidden = true;
  outcome.replaceChildren(shown);
}

function card(verdict, name) {
  const { title, text } = said.outcomes[verdict.outcome];
  const made = element('article', '', element('h3', title));
  made.className = `card verdict ${verdict.outcome}`;
  made.dataset.outcome = verdict.outcome;
  made.append(
    element('p', verdict.kind ? `${name} – ${said.kinds[verdict.kind]}` : name),
    element('p', text),
  );
  if (verdict.outcome === 'unknown') {
    const hint = { receipt: words.receiptNeeds, letter: words.letterNeeds }[verdict.kind];
    if (hint) made.append(element('p', hint));
    return made;
  }
  made.append(
    element('h4', words.checked),
    element('ul', '', ...verdict.checks.map(line)),
    element('h4', words.notChecked),
    element('p', words.contents),
    facts(verdict),
  );
  return made;
}

function line({ name, faults }) {
  const item = element('li', said.checks[name]);
  item.className = faults.length === 0 ? 'good' : 'bad';
  if (faults.length > 0)
    item.append(
      element('ul', '', ...faults.map((fault) => element('li', sayFault(fault, language)))),
    );
  return item;
}

function facts({ statement, fingerprint }) {
  const list = element('dl');
  const spelled = fingerprint?.match(/.{4}/g).join(' ');
  list.className = 'facts stacked';
  const fact = (name, value) => {
    if (!value) return;
    const shown = element('dd', String(value));
    if (value === spelled) shown.className = 'code';
    list.append(element('dt', name), shown);
  };
  fact(words.case, statement?.caseId);
  fact(words.issuedOn, statement?.issuedAt && moment(statement.issuedAt));
  fact(words.files, statement?.files);
  fact(words.fingerprint, spelled);
  return list;
}

function moment(instant) {
  const form = { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Tokyo' };
  const written = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, form).format(
    new Date(instant),
  );
  return language === 'ja' ? `${written}（日本時間）` : `${written} (Japan time)`;
}

// Browsers give this to pages that came by a secure connection only.
if (globalThis.crypto?.subtle) {
  section.querySelector('.no-script').hidden = true;
  drop.hidden = false;
  input.addEventListener('change', () => check([...input.files]));
  for (const kind of ['dragover', 'dragleave', 'drop'])
    section.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle('over', kind === 'dragover');
    });
  section.addEventListener('drop', (event) => check([...event.dataTransfer.files]));
}

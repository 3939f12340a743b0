/** What a store returned, the first rows of each collection, as text and nothing else. */
import { createInterface } from 'node:readline';
import { html } from 'hono/html';
import { z } from 'zod';
import type { CollectionFinding, Finding } from '../../../core/finding.ts';
import { NoSuchObject, type Vault } from '../../../platform/ports.ts';
import type { Html } from '../../pages/layout.ts';
import { type CaseView, storeName } from './view.ts';
import { kindWords } from './withheld.ts';

/** Enough to decide by; the whole is in the package. */
const ROWS = 50;
/** A value that is longer is cut: a file in base64 says nothing to a reader. */
const VALUE_CHARACTERS = 400;
/** Lines of a collection that are longer than this are not taken apart. */
const LINE_CHARACTERS = 200_000;

const Row = z.record(z.string(), z.json());
const Withheld = z.strictObject({ withheld: z.string() });

interface Preview {
  finding: CollectionFinding;
  /** `null` when the records are no longer kept. */
  rows: readonly Record<string, unknown>[] | null;
}

export async function previewsOf(vault: Vault, finding: Finding): Promise<Preview[]> {
  if (finding.status === 'left-out') return [];
  return Promise.all(
    finding.collections.map(async (one) => ({
      finding: one,
      rows: one.count === 0 ? [] : await firstRows(vault, one.key),
    })),
  );
}

async function firstRows(vault: Vault, key: string): Promise<Record<string, unknown>[] | null> {
  try {
    const source = await vault.get(key);
    const lines = createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY });
    const rows: Record<string, unknown>[] = [];
    for await (const line of lines) {
      if (line.trim() !== '') rows.push(rowIn(line));
      if (rows.length >= ROWS) break;
    }
    source.destroy();
    return rows;
  } catch (error) {
    if (error instanceof NoSuchObject) return null;
    throw error;
  }
}

/** A line that is no record is shown as it stands rather than dropped. */
function rowIn(line: string): Record<string, unknown> {
  if (line.length > LINE_CHARACTERS) return { '…': line.slice(0, VALUE_CHARACTERS) };
  try {
    return Row.parse(JSON.parse(line));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return { '?': line };
    throw error;
  }
}

export function foundPage(view: CaseView, store: string, previews: readonly Preview[]): Html {
  const { findings: words, case: caseWords } = view.visit.words;
  const { caseId } = view.state;
  return html`<p><a class="alone" href="/console/cases/${caseId}#findings">${words.back}</a></p>
<h1>${words.found(storeName(view, store))}</h1>
<p class="quiet">${caseWords.of(caseId)} · ${words.asText} ${words.showLogged}</p>
${previews.map((one) => collection(view, store, one))}`;
}

function collection(view: CaseView, store: string, { finding, rows }: Preview): Html {
  const { findings: words } = view.visit.words;
  const shown = rows?.length ?? 0;
  return html`<section><h2>${storeName(view, `${store}/${finding.collection}`)} <span class="quiet">${words.records(finding.count)}</span></h2>
${rows === null ? html`<p class="quiet">${words.gone}</p>` : shown === 0 ? html`<p class="quiet">${words.nothing}</p>` : html`${shown < finding.count ? html`<p>${words.first(shown, finding.count)}</p>` : ''}${rows.map((row) => record(view, row))}`}</section>`;
}

function record(view: CaseView, row: Readonly<Record<string, unknown>>): Html {
  return html`<dl class="facts record">${Object.entries(row).map(([name, value]) => html`<dt>${name}</dt><dd>${valueIn(view, value)}</dd>`)}</dl>`;
}

function valueIn(view: CaseView, value: unknown): Html {
  const withheld = Withheld.safeParse(value).data;
  if (withheld)
    return html`<em class="withheld">${view.visit.words.findings.withheldMark(kindWords(view, withheld.withheld))}</em>`;
  if (value === null || value === '') return html`<span class="quiet">–</span>`;
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 1);
  return html`<span class="verbatim">${text.length > VALUE_CHARACTERS ? `${text.slice(0, VALUE_CHARACTERS)}…` : text}</span>`;
}

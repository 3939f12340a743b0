/** Whether the stores answer, asked while the page is made. */
import { html } from 'hono/html';
import type { StoreHealth } from '../../connectors/finder.ts';
import type { DataMap } from '../../core/data-map.ts';
import { formatInstant } from '../pages/format.ts';
import type { Html } from '../pages/layout.ts';
import { RESTORED_WORDS } from './restored/words.ts';
import type { Visit } from './visit.ts';

export function storesPage(visit: Visit, dataMap: DataMap, health: readonly StoreHealth[]): Html {
  const { stores: words } = visit.words;
  return html`<h1>${words.title}</h1>
<p class="lead">${words.lead} <span class="quiet">${words.checkedAt(formatInstant(visit.now.toISOString(), visit.language))}</span></p>
${
  dataMap.stores.length === 0
    ? html`<p class="card quiet">${words.none}</p>`
    : html`<table class="stores"><thead><tr><th>${words.store}</th><th>${words.state}</th><th>${words.collections}</th></tr></thead>
<tbody>${dataMap.stores.map((store) =>
        oneStore(
          visit,
          store,
          health.find((one) => one.store === store.id),
        ),
      )}</tbody></table>`
}
${visit.mayAct ? html`<p><a href="/console/restored">${RESTORED_WORDS[visit.language].link}</a></p>` : ''}`;
}

function oneStore(
  { words, language }: Visit,
  { name, kind, service, collections }: DataMap['stores'][number],
  health: StoreHealth | undefined,
): Html {
  const fault = health?.error ?? null;
  return html`<tr><td><strong>${name[language]}</strong><br><span class="quiet">${service} · ${kind}</span></td>
<td data-label="${words.stores.state}"><span class="status ${fault ? 'failing' : 'complete'}">${fault ? words.stores.failing : words.stores.ok}</span> <span class="quiet">${health?.millis ?? 0} ms</span>${fault ? html`<br>${words.byHand.errors[fault]} <code>${fault}</code>` : ''}</td>
<td data-label="${words.stores.collections}">${collections.map((one) => one.name[language]).join(language === 'ja' ? '、' : ', ')}</td></tr>`;
}

/**
 * The receipt by itself, on the page of the answer. Opened like the answer; not logged as a download of
 * it (L-30), because nothing personal is in it.
 */
import { html } from 'hono/html';
import { receiptAlone } from '../answer/receipt-alone.ts';
import type { Html } from '../pages/layout.ts';
import { answerStanding } from './answer-standing.ts';
import type { CaseRequest, Site } from './site.ts';
import { RECEIPT_WORDS } from './words/receipt.ts';

export function receiptCard(c: CaseRequest): Html {
  const words = RECEIPT_WORDS[c.get('language')];
  return html`<section class="card"><h2>${words.title}</h2><p>${words.text}</p>
<p class="actions"><a class="button second" href="${c.get('home')}/answer/receipt">${words.button}</a> <span class="quiet">${words.kind}</span></p></section>`;
}

export const sendReceipt = (site: Site) => async (c: CaseRequest) => {
  const { answer, caseId } = c.get('state');
  if ((await answerStanding(c, site)) !== 'open' || !answer)
    return c.redirect(`${c.get('home')}/answer`, 303);
  const zip = await receiptAlone(site.context.ports.vault, answer);
  return c.body(new Uint8Array(zip), 200, {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="${caseId}-receipt.zip"`,
    'cache-control': 'no-store',
  });
};

/** The way to a document in the vault; the look is logged. */
import { html } from 'hono/html';
import type { EvidenceState } from '../../../core/case/state.ts';
import type { Html } from '../../pages/layout.ts';
import type { CaseView } from './view.ts';

/** An image opens as a page of its own, a PDF is downloaded: browsers show none in a sandbox. */
export function documentLink(
  { state, visit }: Pick<CaseView, 'state' | 'visit'>,
  { id, contentType }: Pick<EvidenceState, 'id' | 'contentType'>,
): Html {
  const { identity: words } = visit.words;
  const pdf = contentType === 'application/pdf';
  return html`<a class="alone" href="/console/cases/${state.caseId}/evidence/${id}"${pdf ? '' : html` target="_blank" rel="noopener"`}>${pdf ? words.viewPdf : words.view}</a>`;
}

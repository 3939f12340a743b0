/** A document for proof of identity: which, how, and what became of it (L-10, L-11). */
import { html } from 'hono/html';
import type { CaseState } from '../../core/case/state.ts';
import { openTask, unjudgedEvidence } from '../../core/case/tasks.ts';
import { ACCEPTED_DOCUMENTS, DocumentKind } from '../../core/law/evidence.ts';
import type { Language } from '../../core/law/rights.ts';
import { evidenceUpload } from '../acts/evidence.ts';
import type { Html } from '../pages/layout.ts';
import { show } from './page.ts';
import type { CaseRequest, Site } from './site.ts';
import { home } from './the-case.ts';
import { backTo, kindForm, sentPage, UPLOAD_SCRIPTS, uploadForm } from './upload.ts';
import { AGENT_WORDS } from './words/agents.ts';
import { WORDS } from './words.ts';

export const evidencePage = (site: Site) => async (c: CaseRequest) => {
  const [state, language] = [c.get('state'), c.get('language')];
  if (!openTask(state, 'upload-evidence')) return home(c, '?already');
  const kind = DocumentKind.safeParse(c.req.query('kind'));
  if (kind.success) return documentForm(c, site, kind.data);
  const words = WORDS[language].evidence;
  return show(c, site, language, {
    title: words.title,
    body: html`<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
${ofWhom(state, language)}
${kindForm(c, 'evidence', words.title, ACCEPTED_DOCUMENTS)}`,
  });
};

async function documentForm(c: CaseRequest, site: Site, kind: DocumentKind): Promise<Response> {
  const [state, language] = [c.get('state'), c.get('language')];
  const words = WORDS[language].evidence;
  const back = backTo(c, site, 'evidence');
  const link = await evidenceUpload(site.context, state, { room: 'evidence', kind }, back);
  const document = ACCEPTED_DOCUMENTS.find((one) => one.kind === kind);
  const title = words.uploadTitle(document?.title[language] ?? '');
  return show(c, site, language, {
    title,
    scripts: UPLOAD_SCRIPTS,
    body: html`<h1>${title}</h1>
${ofWhom(state, language)}
<dl class="show-cover"><dt>${words.show}</dt><dd${kind === 'my-number-card' ? html` class="note warn"` : ''}>${document?.send[language]}</dd><dt>${words.cover}</dt><dd>${document?.mask[language]}</dd></dl>
<p>${words.coverHow}</p>
${uploadForm(c, site, link, `${c.get('home')}/evidence`)}
<p class="quiet">${words.destroyed}</p>`,
  });
}

/** To an agent: whose document is meant (L-22). */
const ofWhom = ({ agent }: CaseState, language: Language): Html =>
  agent ? html`<p class="note">${AGENT_WORDS[language].evidence}</p>` : html``;

export const evidenceSent = (site: Site) => (c: CaseRequest) => {
  const state = c.get('state');
  const arrived = (since: string) =>
    state.evidence.some((one) => one.receivedAt >= since) || unjudgedEvidence(state) !== undefined;
  const thanks = WORDS[c.get('language')].evidence.sent;
  return sentPage(c, site, { room: 'evidence', arrived, thanks });
};

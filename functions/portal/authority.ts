/** The proof that an agent may ask: what is accepted, in words, and its upload (L-22). */
import { html } from 'hono/html';
import { openTask, unjudgedProof } from '../../core/case/tasks.ts';
import { ACCEPTED_PROOFS, type AcceptedProof, ProofKind } from '../../core/law/authority-proof.ts';
import { evidenceUpload } from '../acts/evidence.ts';
import { show } from './page.ts';
import type { CaseRequest, Site } from './site.ts';
import { home } from './the-case.ts';
import { backTo, kindForm, sentPage, UPLOAD_SCRIPTS, uploadForm } from './upload.ts';
import { AGENT_WORDS } from './words/agents.ts';

export const authorityPage = (site: Site) => async (c: CaseRequest) => {
  const [state, language] = [c.get('state'), c.get('language')];
  if (!openTask(state, 'upload-authority')) return home(c, '?already');
  const allowed = state.plan?.authority?.proofs ?? [];
  const proofs = ACCEPTED_PROOFS.filter(({ kind }) => allowed.includes(kind));
  const [only] = proofs;
  const asked = ProofKind.safeParse(c.req.query('kind')).data;
  const chosen = proofs.find(({ kind }) => kind === asked) ?? (proofs.length === 1 ? only : null);
  if (chosen) return proofForm(c, site, chosen, proofs.length > 1);
  const words = AGENT_WORDS[language].upload;
  return show(c, site, language, {
    title: words.title,
    body: html`<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
${kindForm(c, 'authority', words.title, proofs)}`,
  });
};

async function proofForm(
  c: CaseRequest,
  site: Site,
  proof: AcceptedProof,
  several: boolean,
): Promise<Response> {
  const [state, language] = [c.get('state'), c.get('language')];
  const words = AGENT_WORDS[language].upload;
  const sort = { room: 'authority', kind: proof.kind } as const;
  const link = await evidenceUpload(site.context, state, sort, backTo(c, site, 'authority'));
  const title = words.uploadTitle(proof.title[language]);
  return show(c, site, language, {
    title,
    scripts: UPLOAD_SCRIPTS,
    body: html`<h1>${title}</h1>
<dl class="show-cover"><dt>${words.show}</dt><dd>${proof.send[language]}</dd><dt>${words.cover}</dt><dd>${words.coverWhat}</dd></dl>
${uploadForm(c, site, link, several ? `${c.get('home')}/authority` : null)}
<p class="quiet">${words.use}</p>`,
  });
}

export const authoritySent = (site: Site) => (c: CaseRequest) => {
  const state = c.get('state');
  const arrived = (since: string) =>
    state.authority.some((one) => one.receivedAt >= since) || unjudgedProof(state) !== undefined;
  const thanks = AGENT_WORDS[c.get('language')].upload.sent;
  return sentPage(c, site, { room: 'authority', arrived, thanks });
};

/** A document for proof of identity: which, how, and what became of it (L-10, L-11). */
import { html } from 'hono/html';
import { openTask, unjudgedEvidence } from '../../core/case/tasks.ts';
import {
  ACCEPTED_DOCUMENTS,
  DocumentKind,
  EvidenceReason,
  evidenceReasonWords,
} from '../../core/law/evidence.ts';
import { EVIDENCE_TYPES, evidenceUpload } from '../acts/evidence.ts';
import { choices } from '../pages/form.ts';
import { contentSecurityPolicy } from '../pages/security.ts';
import { lookAgainAfter, show } from './page.ts';
import type { CaseRequest, Site } from './site.ts';
import { home } from './the-case.ts';
import { WORDS } from './words.ts';

export const evidencePage = (site: Site) => async (c: CaseRequest) => {
  const [state, language] = [c.get('state'), c.get('language')];
  if (!openTask(state, 'upload-evidence')) return home(c, '?already');
  const kind = DocumentKind.safeParse(c.req.query('kind'));
  if (kind.success) return uploadForm(c, site, kind.data);
  const words = WORDS[language].evidence;
  return show(c, site, language, {
    title: words.title,
    body: html`<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
<form method="get" action="${c.get('home')}/evidence">
${choices({
  name: 'kind',
  kind: 'one',
  label: words.title,
  hiddenLabel: true,
  language,
  required: true,
  options: ACCEPTED_DOCUMENTS.map(({ kind: value, title, send }) => ({
    value,
    label: title[language],
    hint: send[language],
  })),
  chosen: [],
})}
<p class="actions"><button>${words.next}</button></p>
</form>`,
  });
};

async function uploadForm(c: CaseRequest, site: Site, kind: DocumentKind): Promise<Response> {
  const { context } = site;
  const [state, language] = [c.get('state'), c.get('language')];
  const words = WORDS[language].evidence;
  const since = context.ports.clock.now().toISOString();
  const back = `${context.settings.baseUrl}${c.get('home')}/evidence/sent?since=${since}`;
  const { url, fields } = await evidenceUpload(context, state, kind, back);
  const document = ACCEPTED_DOCUMENTS.find((one) => one.kind === kind);
  const title = words.uploadTitle(document?.title[language] ?? '');
  c.header(
    'content-security-policy',
    contentSecurityPolicy([new URL(url, context.settings.baseUrl).origin]),
  );
  return show(c, site, language, {
    title,
    scripts: ['/assets/mask.js'],
    body: html`<h1>${title}</h1>
<dl class="show-cover"><dt>${words.show}</dt><dd${kind === 'my-number-card' ? html` class="note warn"` : ''}>${document?.send[language]}</dd><dt>${words.cover}</dt><dd>${document?.mask[language]}</dd></dl>
<p>${words.coverHow}</p>
<form class="upload" method="post" action="${url}" enctype="multipart/form-data">
${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<div class="field"><label for="file">${words.file}</label><p class="hint" id="file-hint">${words.fileHint}</p>
<input type="file" id="file" name="file" required accept="${EVIDENCE_TYPES.join(',')}" aria-describedby="file-hint"><p class="hint">${words.maskNone}</p></div>
<section id="mask" hidden><h2>${words.maskTitle}</h2><p>${words.maskHow}</p><canvas aria-label="${words.maskTitle}"></canvas><p><button type="button" class="second">${words.maskUndo}</button></p></section>
<p class="actions"><button>${words.send}</button> <a href="${c.get('home')}/evidence">${words.other}</a></p>
</form>
<p class="quiet">${words.destroyed}</p>`,
  });
}

/** Where the browser comes back to: the log says what became of the file. */
export const evidenceSent = (site: Site) => (c: CaseRequest) => {
  const [state, language] = [c.get('state'), c.get('language')];
  const words = WORDS[language].evidence;
  const since = c.req.query('since') ?? '';
  const arrived = state.evidence.some((one) => one.receivedAt >= since) || unjudgedEvidence(state);
  const turned = state.turnedAway.findLast((one) => one.at >= since);
  const again = html`<p class="actions"><a class="button" href="${c.get('home')}/evidence">${words.tryAgain}</a> <a href="${c.get('home')}">${WORDS[language].trouble.back}</a></p>`;
  if (arrived)
    return show(c, site, language, {
      title: words.sentTitle,
      body: html`<h1>${words.sentTitle}</h1><p class="lead">${words.sent}</p><p>${words.destroyed}</p>
<p class="actions"><a class="button" href="${c.get('home')}">${WORDS[language].trouble.back}</a></p>`,
    });
  if (turned) {
    const reason = EvidenceReason.safeParse(turned.reason);
    const why = reason.success
      ? evidenceReasonWords(reason.data)[language]
      : (words.turnedAway[turned.reason] ?? '');
    return show(c, site, language, {
      title: words.refusedTitle,
      body: html`<h1>${words.refusedTitle}</h1><p class="lead">${why}</p><p>${words.destroyedNow}</p>${again}`,
    });
  }
  return show(c, site, language, {
    title: words.waitTitle,
    refresh: lookAgainAfter(since, site.context.ports.clock.now()),
    body: html`<h1>${words.waitTitle}</h1><p class="lead" role="status">${words.wait}</p>${again}`,
  });
};

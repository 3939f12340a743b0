/** Sending one file: the form that covers parts of a picture first, and what became of the file. */
import { html } from 'hono/html';
import { EvidenceReason, evidenceReasonWords } from '../../core/law/evidence.ts';
import type { Words } from '../../core/law/rights.ts';
import type { UploadLink } from '../../platform/ports.ts';
import { EVIDENCE_TYPES } from '../acts/evidence.ts';
import { choices } from '../pages/form.ts';
import type { Html } from '../pages/layout.ts';
import { contentSecurityPolicy } from '../pages/security.ts';
import { lookAgainAfter, show } from './page.ts';
import type { CaseRequest, Site } from './site.ts';
import { WORDS } from './words.ts';

/** What the page needs besides: its scripts. */
export const UPLOAD_SCRIPTS = ['/assets/mask.js'] as const;

/** Allows the form to lead to where the file goes. */
export function uploadForm(
  c: CaseRequest,
  site: Site,
  { url, fields }: UploadLink,
  /** Where another kind is chosen; null where there is one only. */
  other: string | null,
): Html {
  const words = WORDS[c.get('language')].evidence;
  const { origin } = new URL(url, site.context.settings.baseUrl);
  c.header('content-security-policy', contentSecurityPolicy([origin]));
  return html`<form class="upload" method="post" action="${url}" enctype="multipart/form-data">
${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<div class="field"><label for="file">${words.file}</label><p class="hint" id="file-hint">${words.fileHint}</p>
<input type="file" id="file" name="file" required accept="${EVIDENCE_TYPES.join(',')}" aria-describedby="file-hint"><p class="hint">${words.maskNone}</p></div>
<section id="mask" hidden><h2>${words.maskTitle}</h2><p>${words.maskHow}</p><canvas aria-label="${words.maskTitle}"></canvas><p><button type="button" class="second">${words.maskUndo}</button></p></section>
<p class="actions"><button>${words.send}</button>${other ? html` <a href="${other}">${words.other}</a>` : ''}</p>
</form>`;
}

/** Which kind of document it is to be: the question before the upload. */
export function kindForm(
  c: CaseRequest,
  room: 'evidence' | 'authority',
  title: string,
  documents: readonly { kind: string; title: Words; send: Words }[],
): Html {
  const language = c.get('language');
  return html`<form method="get" action="${c.get('home')}/${room}">
${choices({
  name: 'kind',
  kind: 'one',
  label: title,
  hiddenLabel: true,
  language,
  required: true,
  options: documents.map((document) => ({
    value: document.kind,
    label: document.title[language],
    hint: document.send[language],
  })),
  chosen: [],
})}
<p class="actions"><button>${WORDS[language].evidence.next}</button></p>
</form>`;
}

/** Where the browser comes back to, with the moment from which the file is looked for. */
export function backTo(c: CaseRequest, { context }: Site, room: 'evidence' | 'authority'): string {
  const since = context.ports.clock.now().toISOString();
  return `${context.settings.baseUrl}${c.get('home')}/${room}/sent?since=${since}`;
}

/** The log says what became of the file. */
export function sentPage(
  c: CaseRequest,
  site: Site,
  said: { room: 'evidence' | 'authority'; arrived: (since: string) => boolean; thanks: string },
): Promise<Response> {
  const [state, language] = [c.get('state'), c.get('language')];
  const words = WORDS[language].evidence;
  const since = c.req.query('since') ?? '';
  const turned = state.turnedAway.findLast((one) => one.at >= since);
  const again = html`<p class="actions"><a class="button" href="${c.get('home')}/${said.room}">${words.tryAgain}</a> <a href="${c.get('home')}">${WORDS[language].trouble.back}</a></p>`;
  if (said.arrived(since))
    return show(c, site, language, {
      title: words.sentTitle,
      body: html`<h1>${words.sentTitle}</h1><p class="lead">${said.thanks}</p><p>${words.destroyed}</p>
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
}

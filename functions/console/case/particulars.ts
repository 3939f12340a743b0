/** What the requester says is wrong and right, or why use should stop (L-17, L-20). */
import { html } from 'hono/html';
import { cessationReasons } from '../../../core/law/cessation.ts';
import type { Html } from '../../pages/layout.ts';
import { CHANGE_FORM_WORDS } from '../words/changes.ts';
import { type CaseView, fact } from './view.ts';

/** Rows of `<dl class="facts">`; nothing where nothing was said, or it is gone. */
export function particularsFacts({ state, visit }: CaseView): Html {
  const { wrong, right, about = [], reasons = [] } = state.requester?.particulars ?? {};
  const words = CHANGE_FORM_WORDS[visit.language].particulars;
  const known = [...cessationReasons('appi.cease'), ...cessationReasons('appi.cease-provision')];
  const said = reasons.flatMap(
    (reason) => known.find((one) => one.reason === reason)?.words[visit.language] ?? [],
  );
  const verbatim = (text: string) => html`<span class="verbatim">${text}</span>`;
  return html`${wrong ? fact(words.wrong, verbatim(wrong)) : ''}${right ? fact(words.right, verbatim(right)) : ''}${about.length > 0 ? fact(words.about, words.notCounted(about.length)) : ''}${said.length > 0 ? fact(words.reasons, html`<ul>${said.map((one) => html`<li>${one}</li>`)}</ul>`) : ''}`;
}

/**
 * Three ways to go on with a document: accept it, ask for a better one, refuse it; the last two with
 * a reason. A better one is asked for only while there is a day left to send it (L-01).
 */
import { html } from 'hono/html';
import { mayAskAgain } from '../../../core/case/tasks.ts';
import type { Words } from '../../../core/law/rights.ts';
import type { Html } from '../../pages/layout.ts';
import { option } from './form-parts.ts';
import { type CaseView, given } from './view.ts';

/** What tells identity from authority. */
export interface Judged {
  form: string;
  words: Record<
    | 'accept'
    | 'acceptHint'
    | 'better'
    | 'betterHint'
    | 'refuse'
    | 'refuseHint'
    | 'secondRefusal'
    | 'lastTry',
    string
  >;
  /** The task that a better document would be sent in. */
  upload: 'upload-evidence' | 'upload-authority';
  /** Refusing a second time ends the case. */
  refusedBefore: boolean;
  reasonsFor: (verdict: 'better' | 'refused') => readonly { reason: string; words: Words }[];
}

export function verdicts(view: CaseView, judged: Judged): Html {
  const { form, words, refusedBefore } = judged;
  const chosen = given(view.trouble, form, 'verdict')[0];
  const again = mayAskAgain(view.state, judged.upload, view.visit.now.toISOString());
  const refuseHint = refusedBefore ? words.secondRefusal : words.refuseHint;
  return html`${again ? '' : html`<p class="note warn">${words.lastTry}</p>`}<fieldset><legend>${view.visit.words.judge.verdict}</legend>
${option({ id: `${form}-accepted`, name: 'verdict', value: 'accepted', label: words.accept, hint: words.acceptHint, checked: chosen === 'accepted', required: true })}
${again ? option({ id: `${form}-better`, name: 'verdict', value: 'better', label: words.better, hint: words.betterHint, checked: chosen === 'better', inside: reasons(view, judged, 'better') }) : ''}
${option({ id: `${form}-refused`, name: 'verdict', value: 'refused', label: words.refuse, hint: again ? refuseHint : undefined, checked: chosen === 'refused', inside: reasons(view, judged, 'refused') })}
</fieldset>`;
}

/** Each reason in the operator's language, with the words that the requester will read where they differ. */
function reasons(
  { state, trouble, visit }: CaseView,
  { form, reasonsFor }: Judged,
  verdict: 'better' | 'refused',
): Html {
  const { judge: words } = visit.words;
  const name = `reason-${verdict}`;
  const chosen = given(trouble, form, name)[0];
  const same = state.language === visit.language;
  return html`<fieldset class="reasons"><legend>${words.reason}</legend><p class="hint">${words.reasonHint}</p>
${reasonsFor(verdict).map((rule) =>
  option({
    id: `${form}-${verdict}-${rule.reason}`,
    name,
    value: rule.reason,
    label: rule.words[visit.language],
    ...(!same && {
      hint: html`${words.requesterReads}: <span lang="${state.language}">${rule.words[state.language]}</span>`,
    }),
    checked: chosen === rule.reason,
  }),
)}</fieldset>`;
}

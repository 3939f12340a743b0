/** Extending the period for a CCPA answer, beside the clocks that it moves (L-02). */
import { html } from 'hono/html';
import { extendableClocks, extensionUntold } from '../../../core/case/extension.ts';
import { extendedClock, mayExtend } from '../../../core/law/clocks.ts';
import { EXTENSION_REASONS, ExtensionReason } from '../../../core/law/extension.ts';
import { formatDay } from '../../pages/format.ts';
import type { Html } from '../../pages/layout.ts';
import { formToken } from '../frame.ts';
import { COMMAND_WORDS } from '../words/commands.ts';
import { option } from './form-parts.ts';
import { type CaseView, formError, given, said } from './view.ts';

const FORM = 'extend';

/** What has been extended, or how to; nothing where the law knows no extension. */
export function extension(view: CaseView): Html {
  const { state, visit } = view;
  const words = COMMAND_WORDS[visit.language].extend;
  if (state.extension) {
    const why = EXTENSION_REASONS[state.extension.reason][visit.language];
    return html`${formError(view.trouble, FORM)}<p class="note">${words.extended(said(view, state.extension.at), why)}${extensionUntold(state) ? html` <strong>${words.untold}</strong>` : ''}</p>`;
  }
  const [clock] = extendableClocks(state);
  if (!clock || !visit.mayAct) return formError(view.trouble, FORM);
  const day = (at: string) => formatDay(at, visit.language);
  if (!mayExtend(clock, visit.now.toISOString()))
    return html`${formError(view.trouble, FORM)}<p class="note warn">${words.tooLate(day(clock.limit ?? clock.target))}</p>`;
  const extended = extendedClock(clock);
  return form(view, words.help(day(extended.limit ?? extended.target)));
}

function form(view: CaseView, help: string): Html {
  const { state, visit, trouble } = view;
  const words = COMMAND_WORDS[visit.language].extend;
  const chosen = given(trouble, FORM, 'reason')[0];
  return html`<details class="command" id="${FORM}"${trouble?.form === FORM ? html` open` : ''}><summary>${words.open}</summary>
${formError(trouble, FORM)}
<form method="post" action="/console/cases/${state.caseId}/extend">${formToken(visit)}
<p class="hint">${help}</p>
<fieldset><legend>${words.reason}</legend>
${ExtensionReason.options.map((reason) =>
  option({
    id: `extend-${reason}`,
    name: 'reason',
    value: reason,
    label: EXTENSION_REASONS[reason][visit.language],
    checked: chosen === reason,
    required: true,
  }),
)}
</fieldset>
<div class="actions"><button>${words.button}</button></div>
</form></details>`;
}

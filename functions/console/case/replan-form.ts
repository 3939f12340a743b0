/** Changing the law or the rights of a case, beside what was asked. */
import { html } from 'hono/html';
import { whyNotReplan } from '../../../core/case/replan.ts';
import { nearestRights } from '../../../core/law/nearest-rights.ts';
import { rightsUnder } from '../../../core/law/plan-for.ts';
import { Regime, Residence } from '../../../core/law/rights.ts';
import type { Html } from '../../pages/layout.ts';
import { formToken } from '../frame.ts';
import { COMMAND_WORDS } from '../words/commands.ts';
import { option, textarea } from './form-parts.ts';
import { type CaseView, fact, formError, given, said, titleOf } from './view.ts';

const FORM = 'replan';

/** The form, and what operators have changed before; only what was changed where nothing can be any more. */
export function replanning(view: CaseView): Html {
  const { state, visit, trouble } = view;
  const why = whyNotReplan(state);
  const open = visit.mayAct && (why === null || why === 'case-at-work');
  return html`${changes(view)}${open ? form(view) : formError(trouble, FORM)}`;
}

function changes(view: CaseView): Html {
  const { state, visit } = view;
  const words = COMMAND_WORDS[visit.language].replan;
  const { replans } = state;
  if (replans.length === 0) return html``;
  return html`<dl class="facts">${replans.map(({ at, from, reason }) =>
    fact(
      words.changed(said(view, at)),
      html`${words.was(visit.words.regimes[from.regime])}${visit.mayAct && reason ? html`<br><span class="verbatim">${reason}</span>` : ''}`,
    ),
  )}</dl>`;
}

function form(view: CaseView): Html {
  const { state, visit, trouble } = view;
  const words = COMMAND_WORDS[visit.language].replan;
  return html`<details class="command" id="${FORM}"${trouble?.form === FORM ? html` open` : ''}><summary>${words.open}</summary>
${formError(trouble, FORM)}
<form method="post" action="/console/cases/${state.caseId}/replan">${formToken(visit)}
<p class="hint">${words.help}</p>
${residences(view)}
<fieldset><legend>${words.regime}</legend>${Regime.options.map((regime) => underRegime(view, regime))}</fieldset>
${textarea({ id: 'replan-reason', name: 'reason', label: words.reason, hint: words.reasonHint, value: given(trouble, FORM, 'reason')[0] ?? '' })}
${option({ id: 'replan-sure', name: 'sure', value: 'yes', label: words.sure, type: 'checkbox', checked: false, required: true })}
<div class="actions"><button>${words.button}</button></div>
</form></details>`;
}

function residences(view: CaseView): Html {
  const { state, visit, trouble } = view;
  const chosen = given(trouble, FORM, 'residence')[0] ?? state.residence;
  return html`<fieldset><legend>${visit.words.request.residence}</legend>${Residence.options.map(
    (residence) =>
      option({
        id: `replan-${residence}`,
        name: 'residence',
        value: residence,
        label: visit.words.residences[residence],
        checked: chosen === residence,
        required: true,
      }),
  )}</fieldset>`;
}

/** What was asked for, or what comes nearest to it there. */
function underRegime(view: CaseView, regime: Regime): Html {
  const { state, visit, trouble } = view;
  const words = COMMAND_WORDS[visit.language].replan;
  const name = `rights:${regime}`;
  const sent = trouble?.form === FORM ? given(trouble, FORM, name) : null;
  const chosen: readonly string[] = sent ?? nearestRights(regime, state.rights);
  return option({
    id: `replan-${regime}`,
    name: 'regime',
    value: regime,
    label: visit.words.regimes[regime],
    checked: (given(trouble, FORM, 'regime')[0] ?? state.regime) === regime,
    required: true,
    inside: html`<fieldset><legend>${words.rights}</legend>${rightsUnder(regime).map((right) =>
      option({
        id: `replan-${regime}-${right}`,
        name,
        value: right,
        label: titleOf(view, right),
        type: 'checkbox',
        checked: chosen.includes(right),
      }),
    )}</fieldset>`,
  });
}

/** Mails that came back, and what an operator does about it. Seen by every role. */
import { html } from 'hono/html';
import { needsSecond } from '../../../core/case/contact.ts';
import { Party } from '../../../core/case/events.ts';
import { isHeld, unmended } from '../../../core/case/returned.ts';
import { openTasks } from '../../../core/case/tasks.ts';
import { recipientName } from '../../../core/law/recipients.ts';
import type { Html } from '../../pages/layout.ts';
import { formToken } from '../frame.ts';
import { CONTACT_WORDS } from '../words/contact.ts';
import { option, textarea } from './form-parts.ts';
import { type CaseView, formError, given, said, who } from './view.ts';

/** Named in the address of the act, and by its errors. */
const FORM = 'mend-contact';

export function mendContactForms(view: CaseView): Html {
  const parties = Party.options.filter((party) => unmended(view.state, party).length > 0);
  const asked = Party.safeParse(given(view.trouble, FORM, 'party')[0]).data;
  const isThere = asked !== undefined && parties.includes(asked);
  return html`${isThere ? '' : formError(view.trouble, FORM)}${parties.map((party) => oneParty(view, party))}`;
}

function oneParty(view: CaseView, party: Party): Html {
  const { state, visit } = view;
  const words = CONTACT_WORDS[visit.language];
  const held = party === 'requester' && openTasks(state).some((task) => isHeld(state, task));
  const id = `${FORM}-${party}`;
  return html`<section class="card now" id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title"><span class="flag">${visit.words.case.todo}</span> ${words.title[party]}</h2>
<ul>${unmended(state, party).map(({ purpose, at, permanent }) => html`<li>${words.came(nameOf(view, party, purpose), said(view, at), permanent)}</li>`)}</ul>
<p>${words.help[party]}${held ? html` ${words.held}` : ''}</p>
${visit.mayAct ? form(view, party) : ''}
</section>`;
}

function nameOf({ visit }: CaseView, party: Party, purpose: string): string {
  if (party === 'recipient') return recipientName(purpose)?.[visit.language] ?? purpose;
  return visit.words.answer.purposes[purpose] ?? purpose;
}

function form(view: CaseView, party: Party): Html {
  const { state, visit } = view;
  const words = CONTACT_WORDS[visit.language];
  const trouble = given(view.trouble, FORM, 'party')[0] === party ? view.trouble : null;
  const [chosen] = given(trouble, FORM, 'how');
  const line = (value: string, label: string, hint: string, inside?: Html) =>
    option({
      ...{ id: `${party}-${value}`, name: 'how', value, label, hint, required: true },
      ...{ checked: chosen === value, ...(inside && { inside }) },
    });
  return html`${formError(trouble, FORM)}
<form method="post" action="/console/cases/${state.caseId}/${FORM}">${formToken(visit)}<input type="hidden" name="party" value="${party}">
<fieldset><legend>${words.how}</legend>
${party === 'requester' && state.proposedAddress ? agreement(view, state.proposedAddress, line) : ''}
${party === 'recipient' ? '' : line('resent', words.resent, words.resentHint)}
${party === 'requester' ? line('corrected', words.corrected, words.correctedHint, newAddress(view, given(trouble, FORM, 'email')[0])) : ''}
${line('otherwise', words.otherwise, words.otherwiseHint[party])}
</fieldset>
${textarea({ id: `${party}-remark`, name: 'remark', label: words.remark, hint: words.remarkHint, value: given(trouble, FORM, 'remark')[0] ?? '' })}
<div class="actions"><button>${words.button}</button></div>
</form>`;
}

function newAddress({ state, visit }: CaseView, value = ''): Html {
  const words = CONTACT_WORDS[visit.language];
  return html`<div class="field"><label for="new-address">${words.email}</label>
<input id="new-address" name="email" type="email" maxlength="254" autocomplete="off" value="${value}">
${needsSecond(state) ? html`<p class="hint">${words.correctedSecond}</p>` : ''}</div>`;
}

function agreement(
  view: CaseView,
  proposed: NonNullable<CaseView['state']['proposedAddress']>,
  line: (value: string, label: string, hint: string) => Html,
): Html {
  const { visit } = view;
  const words = CONTACT_WORDS[visit.language];
  const own = proposed.by === visit.by;
  return html`<p>${words.proposed(proposed.email, who(view, proposed.by), said(view, proposed.at))}</p>
<p class="verbatim">${proposed.remark}</p>
${own ? html`<p class="hint">${words.own}</p>` : visit.mayApprove ? line('agreed', words.agreed, words.agreedHint) : ''}`;
}

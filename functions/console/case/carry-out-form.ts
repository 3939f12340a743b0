/** One store in which a decision changes something: what is to be done there, and what was. */
import { html } from 'hono/html';
import { changesDecided, isHeld } from '../../../core/case/changes.ts';
import type { ChangeReport } from '../../../core/case/events.ts';
import type { TaskState } from '../../../core/case/state.ts';
import type { StoreId } from '../../../core/ids.ts';
import { CHANGE_WORDS, type ChangeRule, toldByHand } from '../../../core/law/changes.ts';
import type { Html } from '../../pages/layout.ts';
import { CHANGE_FORM_WORDS } from '../words/changes.ts';
import { option, taskForm, textarea } from './form-parts.ts';
import { particularsFacts } from './particulars.ts';
import { type CaseView, given, storeName, titleOf } from './view.ts';

export const carryOutFormName = (store: string): string => `carry-out-${store}`;

export function carryOutForm(view: CaseView, task: TaskState): Html {
  const words = CHANGE_FORM_WORDS[view.visit.language];
  const { store } = task;
  if (!store) return html``;
  const form = carryOutFormName(store);
  return taskForm(view, {
    form,
    action: 'carry-out',
    task,
    title: words.title(storeName(view, store)),
    help: words.help,
    button: words.button,
    note: words.final,
    body: html`${found(view, store)}${changesDecided(view.state).map((rule) => oneChange(view, form, store, rule))}`,
  });
}

/** What is held there, and the way to it. */
function found(view: CaseView, store: StoreId): Html {
  const { state, visit } = view;
  const { findings } = visit.words;
  const words = CHANGE_FORM_WORDS[visit.language];
  const finding = state.findings.find((one) => one.store === store);
  const collections = finding && finding.status !== 'left-out' ? finding.collections : [];
  const count = collections.reduce((sum, one) => sum + one.count, 0);
  const unsearched =
    finding?.status === 'left-out' ||
    (finding?.status === 'complete' && (finding.outOfReach ?? []).length > 0);
  const { message } = state.requester ?? {};
  return html`${count > 0 ? html`<p>${findings.records(count)} · <a class="alone" href="/console/cases/${state.caseId}/found/${store}">${findings.show}</a> <span class="hint">${findings.showLogged}</span></p>` : ''}
${unsearched ? html`<p class="note warn">${words.notSearched}</p>` : ''}
<dl class="facts">${particularsFacts(view)}</dl>
${message ? html`<p><span class="quiet">${words.asked}:</span> <span class="verbatim">${message}</span></p>` : ''}`;
}

function oneChange(view: CaseView, form: string, store: StoreId, rule: ChangeRule): Html {
  const { language } = view.visit;
  const words = CHANGE_FORM_WORDS[language];
  const { right } = rule;
  const chosen = given(view.trouble, form, `how:${right}`)[0];
  const hows: readonly ChangeReport['how'][] = isHeld(view.state, store)
    ? ['done', 'partly', 'not-done']
    : ['done', 'partly', 'not-done', 'nothing-held'];
  return html`<fieldset><legend>${titleOf(view, right)}: ${CHANGE_WORDS[rule.change][language]} <span class="cites">${rule.cites.join(', ')}</span></legend>
${hows.map((how) =>
  option({
    id: `${form}-${right}-${how}`,
    name: `how:${right}`,
    value: how,
    label: words.hows[how],
    ...((how === 'done' || how === 'nothing-held') && { hint: words.howHints[how] }),
    checked: chosen === how,
    required: true,
    ...((how === 'partly' || how === 'not-done') && { inside: short(view, form, rule, how) }),
  }),
)}</fieldset>
${recipientFields(view, form, rule)}`;
}

/** Less than decided: why, and for a deletion under which exception (L-16). */
function short(
  view: CaseView,
  form: string,
  { right, exceptions }: ChangeRule,
  how: 'partly' | 'not-done',
): Html {
  const { trouble, visit } = view;
  const words = CHANGE_FORM_WORDS[visit.language];
  const field = `kept:${right}:${how}`;
  const ticked = given(trouble, form, field);
  const why = `explanation:${right}:${how}`;
  return html`${
    exceptions.length > 0
      ? html`<fieldset><legend>${words.kept}</legend><p class="hint">${words.keptHint}</p>
${exceptions.map((ground) =>
  option({
    id: `${form}-${field}-${ground.id}`,
    type: 'checkbox',
    name: field,
    value: ground.id,
    label: ground.operator[visit.language],
    hint: html`<span class="cites">${ground.cites.join(', ')}</span>`,
    checked: ticked.includes(ground.id),
  }),
)}</fieldset>`
      : ''
  }${textarea({ id: `${form}-${why}`, name: why, label: words.explanation, hint: words.explanationHint, value: given(trouble, form, why)[0] ?? '' })}`;
}

/** Those whom only a person can tell: whether there are any, and that they were told (L-16, L-33). */
function recipientFields(view: CaseView, form: string, rule: ChangeRule): Html {
  const { trouble, visit } = view;
  const words = CHANGE_FORM_WORDS[visit.language];
  const all = toldByHand(rule);
  if (all.length === 0) return html``;
  return html`<p class="hint">${words.toldHint}</p>
${all.map(({ recipient, name, cites }) => {
  const field = `told:${rule.right}:${recipient}`;
  const chosen = given(trouble, form, field)[0];
  const one = (value: 'told' | 'none', label: string) =>
    option({
      id: `${form}-${field}-${value}`,
      name: field,
      value,
      label,
      checked: chosen === value,
      required: true,
    });
  return html`<fieldset><legend>${words.told(name[visit.language])} <span class="cites">${cites.join(', ')}</span></legend>
${one('told', words.toldYes)}${one('none', words.toldNone)}</fieldset>`;
})}`;
}

/** Having a denied correction noted as contested, behind the code like the answer itself (L-17, L-30). */
import { html } from 'hono/html';
import { contestable, contestOf } from '../../core/case/contest.ts';
import { Refused } from '../../core/case/refused.ts';
import { dayIn } from '../../core/law/calendar.ts';
import { CONTEST, countWords } from '../../core/law/contest.ts';
import type { Language, Right } from '../../core/law/rights.ts';
import { contest } from '../acts/contest.ts';
import { errorSummary, textField } from '../pages/form.ts';
import { formatDay } from '../pages/format.ts';
import type { Html } from '../pages/layout.ts';
import { answerStanding } from './answer-standing.ts';
import { readEntries } from './entries.ts';
import { show } from './page.ts';
import type { CaseRequest, Site } from './site.ts';
import { zoneOf } from './the-case.ts';
import { CONTEST_WORDS } from './words/contest.ts';

/** More than so many words can have. */
const LONGEST_STATEMENT = 8000;

/** On the page of the open answer: the way to contest, or what became of it. `how` is the law's offer in words. */
export function contestCard(c: CaseRequest, right: Right, how: string): Html {
  const [state, language] = [c.get('state'), c.get('language')];
  const words = CONTEST_WORDS[language];
  const known = contestOf(state, right);
  if (!known)
    return html`<section class="card"><h2>${words.title}</h2><p lang="${state.language}">${how}</p>
<p class="actions"><a class="button second" href="${c.get('home')}/answer/contest">${words.open}</a></p></section>`;
  const day = (at: string) => formatDay(dayIn(zoneOf(c), at), language);
  return html`<section class="card"><h2>${words.title}</h2>
<p>${words.asked(day(known.at))} ${known.noted ? words.noted(day(known.noted.at)) : words.waits}</p>
${known.statement ? html`<h3>${words.yours}</h3><p class="verbatim">${known.statement}</p>` : ''}</section>`;
}

/** What can still be contested; the law knows one right of the kind. */
const open = (c: CaseRequest): Right | undefined =>
  contestable(c.get('state')).find((right) => contestOf(c.get('state'), right) === null);

const toAnswer = (c: CaseRequest): Response => c.redirect(`${c.get('home')}/answer`, 303);

export const contestPage = (site: Site) => async (c: CaseRequest) => {
  if ((await answerStanding(c, site)) !== 'open' || !open(c)) return toAnswer(c);
  return form(c, site, '', null);
};

export const sendContest = (site: Site) => async (c: CaseRequest) => {
  const right = open(c);
  if ((await answerStanding(c, site)) !== 'open' || !right) return toAnswer(c);
  // Browsers send line breaks as CR LF; what is kept has LF.
  const statement = (await readEntries(c)).one('statement').replaceAll('\r\n', '\n');
  const tooLong = tooLongIn(statement, c.get('language'));
  if (tooLong) return form(c, site, statement, tooLong);
  try {
    await contest(site.context, c.get('state').caseId, right, statement);
  } catch (error) {
    // Sent twice: the page says what there is.
    if (!(error instanceof Refused) || error.reason !== 'already-answered') throw error;
  }
  return toAnswer(c);
};

function tooLongIn(statement: string, language: Language): string | null {
  const words = countWords(statement);
  if (words <= CONTEST.statementWords && statement.length <= LONGEST_STATEMENT) return null;
  return CONTEST_WORDS[language].tooLong(words, CONTEST.statementWords);
}

function form(
  c: CaseRequest,
  site: Site,
  statement: string,
  error: string | null,
): Promise<Response> {
  const language = c.get('language');
  const words = CONTEST_WORDS[language];
  return show(c, site, language, {
    title: words.title,
    status: error ? 422 : 200,
    body: html`${error ? errorSummary({ statement: error }, language) : ''}
<h1>${words.title}</h1><p class="lead">${words.lead}</p>
<form method="post" action="${c.get('home')}/answer/contest" novalidate>
${textField({ name: 'statement', label: words.statement, hint: words.hint(CONTEST.statementWords), language, rows: 10, value: statement, error: error ?? undefined })}
<p class="actions"><button>${words.send}</button></p>
</form>
<p><a href="${c.get('home')}/answer">${words.back}</a></p>`,
  });
}

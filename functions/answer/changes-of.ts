/** The changes of one decision as the letter tells them: facts of the log, words of the catalogues. */
import { reportsOn, resultOf } from '../../core/case/changes.ts';
import type { Decision } from '../../core/case/events.ts';
import type { CaseState } from '../../core/case/state.ts';
import { type ChangeKind, type ChangeRule, changeFor } from '../../core/law/changes.ts';
import { sayCitation } from '../../core/law/citation.ts';
import { CONTEST, mayContest } from '../../core/law/contest.ts';
import { groundFor } from '../../core/law/decisions.ts';
import type { Ground } from '../../core/law/ground.ts';
import { recipientName } from '../../core/law/recipients.ts';
import type { Language, Words } from '../../core/law/rights.ts';
import type { Law } from '../../core/law/versions.ts';
import { sayDone } from '../../core/letter/changes.ts';
import type { LetterChange, LetterRight } from '../../core/letter/data.ts';
import type { Settings } from '../context.ts';

const ASKED: Readonly<Record<ChangeKind, Words>> = {
  erase: {
    en: 'To delete your information, and to ask others to do the same',
    ja: 'お客様の情報の消去、および再提供先への依頼',
  },
  correct: { en: 'To correct your information', ja: 'お客様の情報の訂正' },
  'stop-use': { en: 'To stop using your information', ja: 'お客様の情報の利用停止' },
  'stop-provision': { en: 'To stop passing it on', ja: 'お客様の情報の提供停止' },
  alternative: { en: 'To take the measure', ja: '代替措置の実施' },
};

const SHORT: Words = {
  en: 'Not everything could be done. What stays as it was, and why, is said below.',
  ja: '一部実施できなかった措置があります。残した内容とその理由は、下記のとおりです。',
};

/**
 * Why it was decided as it was. Where less was done than decided, the grounds that say that all was done
 * give way to the exceptions under which something is kept (L-16).
 */
export function reasonsFor(
  state: CaseState,
  decision: Decision,
  law: Law,
): { ground: Ground | null; text: string }[] {
  const { language } = state;
  const { right, outcome } = decision;
  const rule = changeFor(right, outcome);
  const decided = decision.grounds.map((id) => groundFor(right, outcome, id, law));
  const said = (grounds: readonly Ground[]) =>
    grounds.map((ground) => ({ ground, text: ground.letter[language] }));
  if (!rule) return said(decided);
  const kept = keptUnder(state, rule, law);
  if (resultOf(state, decision) === outcome)
    return said([...decided, ...kept.filter(({ id }) => !decision.grounds.includes(id))]);
  return [...said(kept), { ground: null, text: SHORT[language] }];
}

function keptUnder(state: CaseState, rule: ChangeRule, law: Law): Ground[] {
  const ids = reportsOn(state, rule.right).flatMap(({ kept }) => kept);
  return rule.exceptions.filter(({ id }) => ids.includes(id)).map(law.ground);
}

/** What the letter says of stores, recipients and what is left to the person; nothing where nothing was to be changed. */
export function changesOf(
  state: CaseState,
  decision: Decision,
  law: Law,
  storeName: (store: string) => string,
  settings: Settings,
): Pick<LetterRight, 'changes' | 'contest' | 'thirdParties'> {
  const { language } = state;
  const { right, outcome } = decision;
  const rule = changeFor(right, outcome);
  const reports = reportsOn(state, right);
  const contest = contestIn(state, decision, settings);
  return {
    ...(rule && {
      changes: reports.map((report) => changeIn(report, rule, storeName, language, law)),
    }),
    ...(contest !== null && { contest }),
    thirdParties: rule ? toldOf(state, rule) : [],
  };
}

/** What a denied correction leaves to the person, in the language of the case (L-17). */
export const contestIn = (
  { language }: CaseState,
  { grounds }: Decision,
  { contactAddress }: Settings,
): string | null => (mayContest(grounds) ? CONTEST.words(contactAddress)[language] : null);

function changeIn(
  { store, how, kept, explanation }: CaseState['carriedOut'][number],
  { change, exceptions }: ChangeRule,
  storeName: (store: string) => string,
  language: Language,
  law: Law,
): LetterChange {
  const named = exceptions
    .filter(({ id }) => kept.includes(id))
    .map(law.ground)
    .map(({ operator, cites }) => {
      const [statute] = cites.flatMap((cite) => sayCitation(cite, language) ?? []);
      const cited = statute ? (language === 'ja' ? `（${statute}）` : ` (${statute})`) : '';
      return `${operator[language]}${cited}`;
    });
  return {
    store: storeName(store),
    done: sayDone(change, how, language),
    stays: [...named, ...(explanation ? [explanation] : [])],
  };
}

/** Those whom a mail or an operator told, each once with the day. */
function toldOf(state: CaseState, { right, change }: ChangeRule): LetterRight['thirdParties'] {
  const { language } = state;
  const mailed = state.told.filter((one) => one.right === right);
  const byHand = reportsOn(state, right).flatMap(({ told, at }) =>
    told.map((recipient) => ({ recipient, at })),
  );
  const first = new Map<string, string>();
  for (const { recipient, at } of [...mailed, ...byHand])
    if (!first.has(recipient)) first.set(recipient, at);
  return [...first].map(([recipient, toldAt]) => ({
    name: recipientName(recipient)?.[language] ?? recipient,
    request: ASKED[change][language],
    toldAt,
  }));
}

/** A decided case as what letter and package are made of: words of the catalogues, facts of the log. */
import { replyTo } from '../../core/case/answer.ts';
import { resultOf } from '../../core/case/changes.ts';
import { collectionsFor, explanationOf } from '../../core/case/collection.ts';
import type { Decision } from '../../core/case/events.ts';
import { lawFor } from '../../core/case/law.ts';
import type { CaseState } from '../../core/case/state.ts';
import type { DataMap } from '../../core/data-map.ts';
import type { CollectionFinding, Finding } from '../../core/finding.ts';
import type { Instant } from '../../core/ids.ts';
import { sayCitation } from '../../core/law/citation.ts';
import {
  type Ground,
  groundsFor,
  mayObject,
  OUTCOME_WORDS,
  objection,
  releasesData,
  WITHHELD_REASON,
  withheldKinds,
} from '../../core/law/decisions.ts';
import { categories, purposesOfUse } from '../../core/law/know-categories.ts';
import { OPT_OUT_OFFER } from '../../core/law/opt-out-offer.ts';
import { PROVISION_RECORDS, reaches } from '../../core/law/provision.ts';
import type { Language, Right } from '../../core/law/rights.ts';
import { ruleFor } from '../../core/law/rules.ts';
import type { Law, Versions } from '../../core/law/versions.ts';
import type { LetterData, LetterFee, LetterRight, LetterStore } from '../../core/letter/data.ts';
import type { Settings } from '../context.ts';
import { categoriesOf } from './categories-of.ts';
import { changesOf, reasonsFor } from './changes-of.ts';
import type { PackagedStore, PackageInput } from './package.ts';
import { recipientsIn } from './recipients.ts';

export interface Answering {
  state: CaseState;
  dataMap: DataMap;
  settings: Settings;
  /** Whose words are printed; those of this release unless said otherwise (L-34). */
  versions?: Versions;
  /** Hash of the last commit of the case's log. */
  logHead: string;
  /** Printed on every page; the portal answers for it. */
  verificationCode: string;
}

/** A case that nobody decided, or whose personal fields are gone. */
export class NotDecided extends Error {
  override readonly name = 'NotDecided';
}

export function answerOf(answering: Answering): PackageInput {
  const { state, logHead } = answering;
  const issuedAt = state.decisions.at(-1)?.at;
  if (!issuedAt || !state.requester)
    throw new NotDecided(`case ${state.caseId} cannot be answered yet`);
  return {
    letter: letterOf(answering, state.requester.name, issuedAt),
    issuedAt,
    rights: [
      ...state.decisions.map((one) => ({ ...one, outcome: resultOf(state, one) })),
      ...state.judged,
    ].map(({ right, outcome, at }) => ({ right, outcome, decidedAt: at })),
    logHead,
    stores: storesToPack(answering),
    lawCategories: lawCategoriesOf(answering),
  };
}

/** The CCPA names categories of personal information; the APPI does not. */
function lawCategoriesOf({ state, versions }: Answering): PackageInput['lawCategories'] {
  if (state.regime !== 'ccpa') return {};
  const named = categories(lawFor(state, versions));
  return Object.fromEntries(named.map(({ category, title }) => [category, title]));
}

/** Rows go out only with a right that gives specific pieces: categories are answered by the letter. */
function storesToPack(answering: Answering): PackagedStore[] {
  const { state } = answering;
  const giving = state.decisions
    .filter(({ right, outcome }) => releasesData(right, outcome))
    .flatMap(({ right }) => (right === 'ccpa.know-categories' ? [] : [right]));
  return state.findings
    .filter((finding) => giving.some((right) => concerns(finding, right)))
    .map((finding) => {
      const given = collectionsOf(finding).filter((one) =>
        giving.some((right) => reaches(right, one)),
      );
      return packaged(answering, finding, given);
    });
}

/** A store that the machine read has its say on a right only where it has a collection of that kind. */
const concerns = (finding: Finding, right: Right): boolean =>
  finding.status !== 'complete' ||
  finding.collections.length === 0 ||
  collectionsFor(finding, right).length > 0;

function letterOf(answering: Answering, name: string, decidedAt: Instant): LetterData {
  const { state, settings, verificationCode } = answering;
  const { caseId, language, regime, receivedAt } = state;
  const { organisation, contactAddress, baseUrl } = settings;
  const objectable =
    state.identity?.outcome === 'downgraded' ||
    state.decisions.some((decision) => mayObject(resultOf(state, decision))) ||
    state.judged.some(({ outcome }) => outcome === 'deny');
  const desk = { organisation: organisation.name[language], contactAddress };
  const { paragraphs, links } = objection(regime, language, desk);
  return {
    caseId,
    language,
    regime,
    organisation: {
      name: organisation.name[language],
      address: [organisation.address[language]],
      contact: [organisation.phone, contactAddress],
    },
    requester: { name, ...(state.subject && { actingFor: state.subject.name }) },
    receivedAt,
    decidedAt,
    ...extensionOf(state),
    rights: [
      ...state.decisions.map((decision) => rightOf(answering, decision)),
      ...state.judged.map((judged) =>
        judgedRight(judged, language, lawFor(state, answering.versions)),
      ),
    ],
    fee: feeOf(state),
    objection: objectable
      ? [...paragraphs, ...links.map(({ label, url }) => `${label}: ${url}`)]
      : paragraphs.slice(0, 1),
    verification: { code: verificationCode, address: `${baseUrl}/check` },
  };
}

function extensionOf({ extension }: CaseState): Pick<LetterData, 'extension'> {
  const until = extension?.clocks[0]?.limit;
  return extension && until ? { extension: { at: extension.at, until } } : {};
}

function feeOf(state: CaseState): LetterFee | null {
  const paid = state.payments.find(({ disposition }) => disposition === 'kept');
  if (!paid) return null;
  const { amount, paidAt, refundedAt } = paid;
  return { amount, currency: 'usd', paidAt, ...(refundedAt && { refundedAt }) };
}

function rightOf(answering: Answering, decision: Decision): LetterRight {
  const { state, dataMap, settings } = answering;
  const { language, period } = state;
  const { right, outcome } = decision;
  const law = lawFor(state, answering.versions);
  const rule = ruleFor(right, law);
  const given = reasonsFor(state, decision, law);
  const reply = replyTo(state, right);
  return {
    title: rule.title[language],
    outcome: OUTCOME_WORDS[resultOf(state, decision)][language],
    reasons: [
      ...evaluatedAs(state, right, law).map((ground) => ({
        text: ground.letter[language],
        citation: citationOf(ground.cites, language),
      })),
      ...given.map(({ ground, text }) => ({
        text,
        ...(ground && { citation: citationOf(ground.cites, language) }),
      })),
    ],
    withheld: releasesData(right, outcome) ? withheldIn(state, right) : [],
    stores: rule.needsCollection
      ? state.findings
          .filter((finding) => concerns(finding, right))
          .map((finding) => storeOf(answering, finding, right))
      : [],
    ...(right === PROVISION_RECORDS.right &&
      releasesData(right, outcome) && { recipients: recipientsIn(language, law) }),
    ...changesOf(state, decision, law, (store) => titleOf(answering, store)[language], settings),
    ...(answersByCategory(decision) && {
      categories: categoriesOf(dataMap, state.findings, law, language),
    }),
    ...(outcome === 'notify' && {
      purposes: purposesOfUse(law).map(({ words }) => words[language]),
    }),
    ...(reply !== null && { reply }),
    ...(given.some(({ ground }) => ground && offersNow(state)(ground)) && {
      offer: optOutOffer(answering),
    }),
    ...(periodMatters(right) && { period }),
  };
}

/** Carried out at once, and looked at again before this letter was written (L-06). */
function judgedRight(
  { right, outcome, grounds, explanation }: CaseState['judged'][number],
  language: Language,
  law: Law,
): LetterRight {
  return {
    title: ruleFor(right).title[language],
    outcome: OUTCOME_WORDS[outcome][language],
    reasons: groundsFor(right, outcome, law)
      .filter(({ id }) => grounds.includes(id))
      .map(({ letter, cites }) => ({
        text: letter[language],
        citation: citationOf(cites, language),
      })),
    withheld: [],
    stores: [],
    thirdParties: [],
    ...(explanation !== null && { reply: explanation }),
  };
}

const answersByCategory = ({ right, outcome }: Decision): boolean =>
  outcome === 'downgrade' || (right === 'ccpa.know-categories' && releasesData(right, outcome));

/** Who asked for specific pieces and gets categories reads why (L-13). */
const evaluatedAs = ({ identity, rights }: CaseState, right: Right, law: Law): readonly Ground[] =>
  right === 'ccpa.know-categories' &&
  identity?.outcome === 'downgraded' &&
  rights.includes('ccpa.know-specific')
    ? groundsFor('ccpa.know-specific', 'downgrade', law)
    : [];

/** Not where the opt-out has been asked for already (L-16). */
const offersNow =
  ({ rights }: CaseState) =>
  ({ offersOptOut }: Ground): boolean =>
    offersOptOut && !rights.includes('ccpa.opt-out');

const optOutOffer = ({ state, settings }: Answering): string =>
  `${OPT_OUT_OFFER.words[state.language]} ${settings.baseUrl}/request?residence=california`;

/** Of a rule's citations those that a reader can look up: statutes and regulations, not our own numbering. */
const citationOf = (cites: readonly string[], language: Language): string =>
  cites.flatMap((cite) => sayCitation(cite, language) ?? []).join(language === 'ja' ? '、' : '; ');

const periodMatters = (right: Right) =>
  right === 'ccpa.know-specific' || right === 'ccpa.know-categories';

function withheldIn(state: CaseState, right: Right): LetterRight['withheld'] {
  const counts = new Map<string, number>();
  for (const { withheld } of state.findings.flatMap((one) => collectionsFor(one, right)))
    for (const [kind, count] of Object.entries(withheld))
      counts.set(kind, (counts.get(kind) ?? 0) + count);
  return withheldKinds().flatMap(({ kind, words }) => {
    const count = counts.get(kind);
    if (!count) return [];
    const reason = WITHHELD_REASON[state.regime][state.language];
    return [{ kind: words[state.language], count, reason }];
  });
}

const collectionsOf = (finding: Finding): readonly CollectionFinding[] =>
  finding.status === 'left-out' ? [] : finding.collections;

const titleOf = ({ dataMap }: Answering, store: string): { en: string; ja: string } =>
  dataMap.stores.find(({ id }) => id === store)?.name ?? { en: store, ja: store };

/** How a store was searched; what nobody could search is named, never passed over. */
function searched(names: readonly string[], language: Language): string {
  if (language === 'ja') {
    const but =
      names.length > 0 &&
      `ただし、${names.join('・')}は、確認できた情報からは検索できませんでした。`;
    return `最後まで検索しました（途中で打ち切っていません）。${but || ''}`;
  }
  const but =
    names.length > 0 &&
    ` Not searched, since nothing that we have verified leads there: ${names.join(', ')}.`;
  return `Searched to the end; nothing was cut off.${but || ''}`;
}

function storeOf(answering: Answering, finding: Finding, right: Right): LetterStore {
  const { state } = answering;
  const { language } = state;
  const explained = explanationOf(state, finding.store) ?? '';
  const name = titleOf(answering, finding.store)[language];
  switch (finding.status) {
    case 'complete': {
      const given = collectionsFor(finding, right);
      const count = given.reduce((sum, one) => sum + one.count, 0);
      const unreached = unreachedIn(finding, given).map(
        (collection) => described(answering, finding.store, collection).title[language],
      );
      return { name, count, state: 'complete', how: searched(unreached, language) };
    }
    case 'by-hand':
      return { name, count: finding.held ? 1 : 0, state: 'by-hand', how: explained };
    case 'left-out':
      return { name, count: 0, state: 'left-out', how: explained };
  }
}

function described({ dataMap }: Answering, store: string, collection: string) {
  const found = dataMap.stores
    .find(({ id }) => id === store)
    ?.collections.find(({ id }) => id === collection);
  return {
    title: found?.name ?? { en: collection, ja: collection },
    fields: Object.fromEntries(found?.fields.map(({ name, category }) => [name, category]) ?? []),
  };
}

/** Collections that were not asked: nothing that is verified of the person leads there. */
const unreachedIn = (finding: Finding, given: readonly CollectionFinding[]): string[] => [
  ...given.filter(({ asked }) => asked === false).map(({ collection }) => collection),
  ...(finding.status === 'complete' ? (finding.outOfReach ?? []) : []),
];

function packaged(
  answering: Answering,
  finding: Finding,
  given: readonly CollectionFinding[],
): PackagedStore {
  const store = finding.store;
  const title = titleOf(answering, store);
  const files = given
    .flatMap((one) => one.files ?? [])
    .map(({ key, bytes, contentType, sha256 }) => ({
      ...{ key, bytes, contentType, sha256 },
      name: key.split('/').at(-1) ?? key,
    }));
  return {
    store,
    title,
    state: finding.status,
    note: explanationOf(answering.state, store),
    collections: given
      .filter(({ asked }) => asked !== false)
      .map((one) => ({ ...one, ...described(answering, store, one.collection) })),
    unreached: unreachedIn(finding, given).map((collection) => ({
      collection,
      title: described(answering, store, collection).title,
    })),
    files,
  };
}

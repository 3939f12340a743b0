/** To operators: a clock of a case nears its target or limit, or has passed it (L-04). */
import { sayDay, type Zone } from '../law/calendar.ts';
import { explain } from '../law/clocks.ts';
import type { Clock, Day } from '../law/plan.ts';
import { carriedOutAtOnce } from '../law/plan-for.ts';
import type { Language, Right, Words } from '../law/rights.ts';
import { ruleFor } from '../law/rules.ts';
import type { WarningStage } from '../law/warnings.ts';
import { type CaseFacts, type Notice, subjectOf } from './notice.ts';

/** A task that is open, in the words of the console. */
export interface Waiting {
  what: string;
  since: Day;
  /** Whole days since it was opened. */
  days: number;
  /** The last day that the requester is waited for; null where it waits for operators. */
  until: Day | null;
}

export interface ClockWarningFacts extends CaseFacts {
  /** The console's page of the case. */
  url: string;
  stage: WarningStage;
  clock: Clock;
  /** Those that share the clock. */
  rights: readonly Right[];
  waiting: readonly Waiting[];
  /** The last day on which the answer may still be put off (L-02); null where it cannot be, or no longer. */
  extendUntil: Day | null;
}

/** What is due. */
const DUE: Readonly<Record<Clock['kind'], Words>> = {
  acknowledge: { en: 'the confirmation of receipt', ja: '受付の通知' },
  answer: { en: 'the answer', ja: '回答' },
  'extended-answer': { en: 'the answer (extended period)', ja: '回答（延長後）' },
};

const UNTIL_MIDNIGHT: Readonly<Record<Zone, Words>> = {
  'Asia/Tokyo': { en: 'until midnight in Japan', ja: '日本時間の24時まで' },
  'America/Los_Angeles': { en: 'until midnight in California', ja: 'カリフォルニア時間の24時まで' },
};

/** An opt-out is carried out rather than answered (L-06). */
const CARRIED_OUT: Words = { en: 'carrying it out', ja: 'ご請求の実施' };

const dueBy = ({ clock, rights }: ClockWarningFacts, language: Language): string =>
  (rights.every(carriedOutAtOnce) ? CARRIED_OUT : DUE[clock.kind])[language];

interface Said {
  subject: string;
  state: string;
}

function inEnglish(facts: ClockWarningFacts): Said {
  const { stage, clock } = facts;
  const due = dueBy(facts, 'en');
  const target = sayDay(clock.target, 'en');
  const limit = sayDay(clock.limit ?? clock.target, 'en');
  const last =
    clock.limit === null ? 'The law names no last day.' : `The last lawful day is ${limit}.`;
  switch (stage) {
    case 'due-soon':
      return {
        subject: `Due soon: ${due} by ${target}`,
        state: `Our target for ${due}, ${target}, is near. ${last}`,
      };
    case 'past-target':
      return {
        subject: `Past our target of ${target}: ${due}`,
        state: `Our target for ${due}, ${target}, has passed. ${clock.limit === null ? 'The law asks for it "without delay".' : last}`,
      };
    case 'last-day':
      return {
        subject: `Last lawful day ${limit}: ${due}`,
        state: `${limit} is the last lawful day for ${due}, ${UNTIL_MIDNIGHT[clock.zone].en}.`,
      };
    case 'past-limit':
      return {
        subject: `Past the legal limit of ${limit}: ${due}`,
        state: `The last lawful day for ${due} was ${limit}. It has not been done. Please see to it at once.`,
      };
  }
}

function inJapanese(facts: ClockWarningFacts): Said {
  const { stage, clock } = facts;
  const due = dueBy(facts, 'ja');
  const target = sayDay(clock.target, 'ja');
  const limit = sayDay(clock.limit ?? clock.target, 'ja');
  const last =
    clock.limit === null ? '法令上、期日の定めはありません。' : `法定の期限は${limit}です。`;
  switch (stage) {
    case 'due-soon':
      return {
        subject: `${due}の期日が近づいています（目標 ${target}）`,
        state: `${due}の期日が近づいています。当社の目標は${target}です。${last}`,
      };
    case 'past-target':
      return {
        subject: `${due}が目標の${target}を過ぎています`,
        state: `${due}が当社の目標（${target}）を過ぎています。${clock.limit === null ? '法令は「遅滞なく」と定めています。' : last}`,
      };
    case 'last-day':
      return {
        subject: `${due}の法定の期限は${limit}です`,
        state: `${due}の法定の期限は${limit}（${UNTIL_MIDNIGHT[clock.zone].ja}）です。`,
      };
    case 'past-limit':
      return {
        subject: `${due}が法定の期限（${limit}）を過ぎています`,
        state: `法定の期限である${limit}までに${due}が行われていません。至急ご対応ください。`,
      };
  }
}

export function clockWarning(facts: ClockWarningFacts, language: Language): Notice {
  const { clock, rights, caseId, organisation, url } = facts;
  const titles = rights.map((right) => ruleFor(right).title[language]);
  if (language === 'ja') {
    const { subject, state } = inJapanese(facts);
    return {
      language,
      subject: subjectOf(caseId, subject),
      paragraphs: [
        state,
        `請求の種類: ${titles.join('、')}`,
        waitingJa(facts),
        ...extensionJa(facts),
        `期限の数え方: ${explain(clock, language)}（${clock.cites.join(', ')}）`,
      ],
      action: { label: '案件を開く', url },
      footer: [
        `受付番号: ${caseId}`,
        organisation,
        '本メールは、期限ごと・段階ごとに1回、管理画面の担当者全員にお送りしています。本メールに返信いただく必要はありません。',
      ],
    };
  }
  const { subject, state } = inEnglish(facts);
  return {
    language,
    subject: subjectOf(caseId, subject),
    paragraphs: [
      state,
      `Asked for: ${titles.join('; ')}`,
      waitingEn(facts),
      ...extensionEn(facts),
      `How it is counted: ${explain(clock, language)} (${clock.cites.join(', ')})`,
    ],
    action: { label: 'Open the case', url },
    footer: [
      `Case number: ${caseId}`,
      organisation,
      'This goes to everybody who works on cases, once for each clock and stage. There is no need to reply.',
    ],
  };
}

const days = (count: number): string =>
  count === 0 ? 'today' : count === 1 ? '1 day' : `${count} days`;

function waitingEn({ waiting }: ClockWarningFacts): string {
  if (waiting.length === 0)
    return 'Nobody is waited for: the system is at work. If it stays so, please tell whoever runs it.';
  const lines = waiting.map(({ what, since, days: count, until }) => {
    const when = `since ${sayDay(since, 'en')} (${days(count)})`;
    return until === null
      ? `- for you: ${what}, ${when}`
      : `- for the requester: ${what}, ${when}, until ${sayDay(until, 'en')} at the latest`;
  });
  return ['The case waits:', ...lines].join('\n');
}

function waitingJa({ waiting }: ClockWarningFacts): string {
  if (waiting.length === 0)
    return '対応を待っている人はいません。システムが処理中です。この状態が続く場合は、システムの管理者に連絡してください。';
  const lines = waiting.map(({ what, since, days: count, until }) => {
    const when = `${sayDay(since, 'ja')}から${count === 0 ? '（本日）' : `（${count}日経過）`}`;
    return until === null
      ? `・担当者の対応待ち: ${what}、${when}`
      : `・請求者の対応待ち: ${what}、${when}、遅くとも${sayDay(until, 'ja')}まで`;
  });
  return ['現在の状況', ...lines].join('\n');
}

function extensionEn({ extendUntil }: ClockWarningFacts): string[] {
  if (extendUntil === null) return [];
  return [
    `The period for the answer can still be extended, once and with a reason, up to and including ${sayDay(extendUntil, 'en')} (L-02): on the page of the case.`,
  ];
}

function extensionJa({ extendUntil }: ClockWarningFacts): string[] {
  if (extendUntil === null) return [];
  return [
    `回答期限は、理由を示して1回に限り延長できます（${sayDay(extendUntil, 'ja')}まで、L-02）。案件のページから手続きしてください。`,
  ];
}

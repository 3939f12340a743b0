/** What was changed in each system, what stays and why, and how it is contested. */
import type { ChangeReport } from '../case/events.ts';
import type { ChangeKind } from '../law/changes.ts';
import type { Language, Words } from '../law/rights.ts';
import { type Block, sentence } from './blocks.ts';
import type { LetterRight } from './data.ts';

const WORDS: Readonly<
  Record<Language, { done: string; head: readonly [string, string, string]; contest: string }>
> = {
  en: {
    done: 'What we did',
    head: ['System', 'What we did', 'What stays, and why'],
    contest: 'If you contest it',
  },
  ja: {
    done: '実施した措置',
    head: ['システム', '実施内容', '残した内容とその理由'],
    contest: '異議がある旨の記録',
  },
};

const DONE: Readonly<Record<ChangeKind, Words>> = {
  erase: { en: 'erased', ja: '消去' },
  correct: { en: 'corrected', ja: '訂正' },
  'stop-use': { en: 'use stopped', ja: '利用停止' },
  'stop-provision': { en: 'provision stopped', ja: '提供停止' },
  alternative: { en: 'alternative measure taken', ja: '代替措置' },
};

/** What was done in one system, in a few words. */
export function sayDone(change: ChangeKind, how: ChangeReport['how'], language: Language): string {
  const done = DONE[change][language];
  const ja = language === 'ja';
  switch (how) {
    case 'done':
      return done;
    case 'partly':
      return ja ? `一部${done}` : `${done}, in part`;
    case 'not-done':
      return ja ? `未実施（${done}）` : `not ${done}`;
    case 'nothing-held':
      return ja ? '該当なし' : 'nothing held';
  }
}

export function changes(right: LetterRight, language: Language): Block[] {
  const words = WORDS[language];
  const rows = right.changes ?? [];
  return [
    ...(rows.length === 0
      ? []
      : ([
          { kind: 'subheading', text: words.done },
          {
            kind: 'table',
            head: words.head,
            rows: rows.map(({ store, done, stays }) => [
              [store],
              [sentence(done)],
              [stays.length > 0 ? stays.join(language === 'ja' ? ' ' : '. ') : '–'],
            ]),
            widths: [4, 4, 7],
          },
        ] satisfies Block[])),
    ...(right.contest === undefined
      ? []
      : ([
          { kind: 'subheading', text: words.contest },
          { kind: 'paragraph', line: [right.contest] },
        ] satisfies Block[])),
  ];
}

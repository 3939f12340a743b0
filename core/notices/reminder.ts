/** One reminder of what the requester is waited for, with the last day. */
import { sayDay } from '../law/calendar.ts';
import type { Day } from '../law/plan.ts';
import type { Language } from '../law/rights.ts';
import { caseNotice, type Notice, type PageFacts } from './notice.ts';
import { type RequesterTask, TASK_WORDS } from './requester-task.ts';

export interface ReminderFacts extends PageFacts {
  task: RequesterTask;
  before: Day;
}

export function reminder(facts: ReminderFacts, language: Language): Notice {
  const task = TASK_WORDS[facts.task][language];
  const before = sayDay(facts.before, language);
  const ours = facts.task === 'fetch-answer';
  return caseNotice(facts, language, {
    en: () => ({
      subject: 'A reminder about your request',
      paragraphs: [
        `We still wait for you to ${task}. Please do so on the page of your case by ${before}.`,
        ours
          ? 'After that day the answer is destroyed; you can ask for it again at any time.'
          : 'If we hear nothing by then, we close the case. You can send a new request at any time.',
        'If you have done it already, thank you; please ignore this e-mail.',
      ],
      action: 'Continue',
    }),
    ja: () => ({
      subject: 'お手続のご案内（再送）',
      paragraphs: [
        `${task}がまだ完了しておりません。${before}までに、お手続のページからお願いいたします。`,
        ours
          ? '期日を過ぎますと、回答は廃棄されます。改めてのご請求はいつでも承ります。'
          : '期日までにお手続がない場合は、受付を終了いたします。改めてのご請求はいつでも承ります。',
        'すでにお済みの場合は、行き違いをご容赦ください。',
      ],
      action: '手続を進める',
    }),
  });
}

/** What a changing SQL statement of the service writes, in words: as fine as the steps of a journey. */
import { z } from 'zod';

const CHANGE = /^\s*(INSERT|UPDATE|DELETE)\b(?:[^;]*?\b(?:INTO|FROM))?\s+(?:OR \w+ )?(\w+)/i;
const VERBS: Readonly<Record<string, string>> = {
  INSERT: 'put',
  UPDATE: 'changed',
  DELETE: 'gone',
};

const Commit = z.object({ events: z.array(z.object({ type: z.string() })) });
const Turn = z.tuple([z.object({ events: z.string() })]);
const History = z.array(z.object({ type: z.string(), state: z.string().optional() }));
const Row = z.object({ stage: z.string(), status: z.string() });

/** None for what only belongs to another change (the frames of a turn, a row's search keys). */
export function nameOfChange(sql: string, values: readonly unknown[]): string[] {
  const [, verb = '', table = ''] = CHANGE.exec(sql) ?? [];
  const how = VERBS[verb.toUpperCase()];
  if (!how) return [];
  if (how === 'gone' && ['commits', 'case_rows'].includes(table)) return [`${table}: gone`];
  const text = (at: number) => String(values.at(at) ?? '');
  switch (table) {
    case 'commits':
      return Commit.parse(JSON.parse(text(-1))).events.map(({ type }) => `log: ${type}`);
    case 'workflow_history': {
      const last = History.parse(JSON.parse(Turn.parse(values)[0].events)).at(-1);
      return [`engine: ${last?.type} ${last?.state ?? ''}`.trim()];
    }
    case 'workflow_frames':
    case 'workflow_executions':
    case 'case_subjects':
      return [];
    case 'case_rows': {
      const { stage, status } = Row.parse(JSON.parse(text(-1)));
      return [`row: ${status}, ${stage}`];
    }
    case 'mails':
      return [how === 'put' ? `mail: ${noticeKey(text(1))}` : 'mail: forgotten'];
    case 'vault_objects':
      return [`vault: ${how} ${text(0).split('/')[1]}`];
    case 'task_tokens':
      return [`token: ${how} ${text(0).replace(/^.*\/|#\d+$/g, '')}`];
    default:
      return [`${table}: ${how}`];
  }
}

/** `KJ-…​.fee-refunded-pi_123@…` → `fee-refunded`: what a mail is about, whatever case it is of. */
export const noticeKey = (messageId: string): string =>
  messageId
    .replace(/@.*$/, '')
    .replace(/^KJ-\w{5}-\w{5}\./, '')
    .replace(/-pi_\w+$/, '')
    .replace(/^sign-in\..*$/, 'sign-in')
    .replace(/-\d+$/, '');

/** What the form about an answer on paper says, checked once. */
import { z } from 'zod';
import { Refused } from '../../core/case/refused.ts';
import type { HandingOver } from '../acts/post-answer.ts';
import { type Fields, FormIncomplete } from './forms.ts';

const LONGEST = 400;
const MOST_LINES = 7;

/** Line by line as it stands on an envelope, without empty ones. */
export const addressIn = (fields: Fields): string =>
  (fields.address?.[0] ?? '')
    .slice(0, LONGEST)
    .split(/\r?\n/)
    .map((line) => line.replace(/[\p{C}\s]+/gu, ' ').trim())
    .filter((line) => line !== '')
    .slice(0, MOST_LINES)
    .join('\n');

/** @throws {Refused} `posting-day` for what is no day */
export function handingOf(fields: Fields): HandingOver {
  const one = (name: string) => fields[name]?.[0]?.trim() ?? '';
  const how = z.enum(['posted', 'electronic']).safeParse(one('how')).data;
  if (!how) throw new FormIncomplete('how');
  if (how === 'electronic') return { how, remark: one('remark').slice(0, 2000) };
  const on = z.iso.date().safeParse(one('on')).data;
  if (!on) throw new Refused('posting-day');
  return { how, on, address: addressIn(fields), tracking: one('tracking').slice(0, 60) };
}

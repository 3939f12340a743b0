import { describe, expect, it } from 'vitest';
import type { CaseRow } from '../../../core/case/row.ts';
import { counting, standingOfNone } from '../../../core/case/standing.ts';
import { CaseId } from '../../../core/ids.ts';

const NOW = '2026-11-22T16:00:00.000Z';

const row = (over: Partial<CaseRow>): CaseRow => ({
  caseId: CaseId.parse('KJ-7F3K2-9QXM4'),
  position: 3,
  status: 'open',
  stage: 'decide',
  channel: 'form',
  regime: 'ccpa',
  rights: ['ccpa.know-specific'],
  receivedAt: '2026-11-01T00:00:00.000Z',
  targetDate: '2026-12-16',
  limitDate: '2026-12-16',
  subjectKeys: [],
  operatorTasks: [],
  operatorSince: null,
  requesterTasks: [],
  nextSweepAt: null,
  ...over,
});

const count = (...rows: CaseRow[]) =>
  rows.reduce((standing, one) => counting(standing, one, NOW), standingOfNone());

describe('how open cases stand', () => {
  it('names every station, also those where nobody is', () => {
    const { cases } = count(row({}), row({}), row({ stage: 'collect' }));
    expect(cases).toMatchObject({ decide: 2, collect: 1, received: 0, answer: 0 });
  });

  it.each([
    ['2026-11-26', { near: 0, pastTarget: 0 }],
    ['2026-11-25', { near: 1, pastTarget: 0 }],
    ['2026-11-22', { near: 1, pastTarget: 0 }],
    ['2026-11-21', { near: 1, pastTarget: 1 }],
    [null, { near: 0, pastTarget: 0 }],
  ])('counts a clock whose target is %s by how near it is', (targetDate, expected) => {
    expect(count(row({ targetDate }))).toMatchObject(expected);
  });

  it('tells the last lawful day from the day after it, in the zone of the law', () => {
    const limited = (limitDate: string, regime: CaseRow['regime']) =>
      count(row({ limitDate, regime })).pastLimit;
    expect(limited('2026-11-22', 'ccpa')).toBe(0);
    expect(limited('2026-11-21', 'ccpa')).toBe(1);
    // In Tokyo it is the 23rd already.
    expect(limited('2026-11-22', 'appi')).toBe(1);
  });

  it('knows for how long operators have been waited for', () => {
    const since = (operatorSince: string) => row({ operatorTasks: ['decide'], operatorSince });
    expect(
      count(row({}), since('2026-11-22T13:30:00.000Z'), since('2026-11-20T16:00:00.000Z')),
    ).toMatchObject({ waiting: 2, longestHours: 48 });
  });
});

import { describe, expect, it } from 'vitest';
import { type Asked, openFromOperator } from '../../../core/case/opening.ts';
import { addDays } from '../../../core/law/calendar.ts';
import { ENTRY, ReceiptOutOfRange, receiptOn } from '../../../core/law/entry.ts';
import { planFor } from '../../../core/law/plan-for.ts';

/** The morning of 20 November in Tokyo, the afternoon of the 19th in Los Angeles. */
const NOW = '2026-11-19T23:00:00.000Z';

describe('the day on which a request came another way (L-31)', () => {
  it('L-31, L-01: clocks run from the day that the operator gives, in the zone of the law', () => {
    const receivedAt = receiptOn('2026-11-10', 'ccpa', NOW);
    expect(receivedAt).toBe('2026-11-10T08:00:00.000Z');
    const { clocks } = planFor({ regime: 'ccpa', rights: ['ccpa.delete'], receivedAt });
    expect(clocks.map(({ receivedOn }) => receivedOn)).toEqual(['2026-11-10', '2026-11-10']);
    expect(receiptOn('2026-11-10', 'appi', NOW)).toBe('2026-11-09T15:00:00.000Z');
  });

  it('L-31: today in Tokyo is taken also where the law’s own day has not begun', () => {
    expect(receiptOn('2026-11-20', 'ccpa', NOW)).toBe(NOW);
    expect(receiptOn('2026-11-20', 'appi', NOW)).toBe('2026-11-19T15:00:00.000Z');
  });

  it('L-31: a day ahead, or too far back, is refused', () => {
    const which = (day: string) => {
      try {
        return receiptOn(day, 'appi', NOW);
      } catch (error) {
        return error instanceof ReceiptOutOfRange ? error.which : error;
      }
    };
    expect(which('2026-11-21')).toBe('future');
    expect(which(addDays('2026-11-20', -ENTRY.daysBack))).toMatch(/^2026-08/);
    expect(which(addDays('2026-11-20', -ENTRY.daysBack - 1))).toBe('too-old');
  });

  it('L-31: the case says that an operator entered it, when it came and how', () => {
    const asked: Asked = {
      language: 'ja',
      residence: 'japan',
      rights: ['appi.disclose'],
      period: null,
      delivery: 'paper',
    };
    const { data } = openFromOperator(
      asked,
      { on: '2026-11-18', how: 'post', now: NOW },
      { name: 'A', email: 'a@example.com' },
      { subjectKeys: [], submission: 's' },
    );
    expect(data).toMatchObject({
      channel: 'operator',
      arrived: { at: '2026-11-17T15:00:00.000Z', how: 'post' },
    });
  });
});

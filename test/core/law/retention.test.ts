import { describe, expect, it } from 'vitest';
import { keptUntil, recordExpiresAt, retentionRule } from '../../../core/law/retention.ts';

describe('the record of a case (L-27)', () => {
  it.each([
    ['ccpa', 24, '2028-12-01', '2028-12-02T08:00:00.000Z'],
    ['appi', 36, '2029-12-02', '2029-12-02T15:00:00.000Z'],
  ] as const)('under %s is kept for %i months', (regime, months, until, expires) => {
    const closedAt = '2026-12-01T20:00:00.000Z';
    expect(retentionRule(regime).months).toBe(months);
    expect(keptUntil(regime, closedAt)).toBe(until);
    expect(recordExpiresAt(regime, closedAt)).toBe(expires);
  });

  it('of a case closed on 29 February ends on the last of February', () => {
    expect(keptUntil('ccpa', '2028-02-29T20:00:00.000Z')).toBe('2030-02-28');
  });
});

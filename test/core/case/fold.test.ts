import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../../core/case/events.ts';
import { fold } from '../../../core/case/fold.ts';
import { CaseId } from '../../../core/ids.ts';

const caseId = CaseId.parse('KJ-TEST0-00001');
const at = '2026-11-19T08:00:00.000Z';
const asked = {
  language: 'ja',
  regime: 'appi',
  residence: 'japan',
  delivery: 'electronic',
  period: null,
} as const;

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
};

describe('the fold', () => {
  it('changes no event: what was read once can be folded again', () => {
    const events: CaseEvent[] = [
      {
        ...{ type: 'case.opened', at, by: 'mail' },
        data: { ...asked, channel: 'email', rights: [], subjectKeys: [], submission: 's' },
        personal: { name: 'as the mail has it', email: 'person@example.com' },
      },
      {
        ...{ type: 'request.completed', at, by: 'requester' },
        data: { ...asked, rights: ['appi.disclose'] },
        personal: { name: 'as the form has it' },
      },
    ];
    const once = fold(caseId, [frozen(events)]);
    expect(once.requester?.name).toBe('as the form has it');
    expect(fold(caseId, [events])).toEqual(once);
  });
});

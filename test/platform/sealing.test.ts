import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CaseId } from '../../core/ids.ts';
import { CannotUnseal, seal, unseal } from '../../platform/sealing.ts';

const context = {
  caseId: CaseId.parse('KJ-AAAAA-00001'),
  type: 'case-opened',
  at: '2026-11-19T08:00:00.000Z',
};
const key = randomBytes(32);
const personal = { name: '山田 花子', email: 'hanako@example.jp' };

describe('personal fields', () => {
  it('come back as they were sealed, and do not show in the sealed form', () => {
    const sealed = seal(key, context, personal);
    expect(unseal(key, context, sealed)).toEqual(personal);
    expect(Buffer.from(sealed.data, 'base64url').includes('hanako')).toBe(false);
  });

  it('are sealed differently each time, so that equal people do not look equal', () => {
    expect(seal(key, context, personal)).not.toEqual(seal(key, context, personal));
  });

  it.each([
    ['another case', { ...context, caseId: CaseId.parse('KJ-AAAAA-00002') }],
    ['another type of event', { ...context, type: 'contact-confirmed' }],
    ['another moment', { ...context, at: '2026-11-19T08:00:00.001Z' }],
  ])('cannot be moved to %s', (_, other) => {
    const sealed = seal(key, context, personal);
    expect(() => unseal(key, other, sealed)).toThrow(CannotUnseal);
  });

  it('cannot be read under another key, changed or cut short', () => {
    const sealed = seal(key, context, personal);
    const flipped = Buffer.from(sealed.data, 'base64url');
    flipped[3] = (flipped[3] ?? 0) ^ 1;
    expect(() => unseal(randomBytes(32), context, sealed)).toThrow(CannotUnseal);
    for (const data of [flipped.toString('base64url'), sealed.data.slice(0, -8), '', '!'])
      expect(() => unseal(key, context, { ...sealed, data })).toThrow(CannotUnseal);
    expect(() => unseal(key, context, { ...sealed, iv: '' })).toThrow(CannotUnseal);
  });

  it('name the event, never the person, when they cannot be read', () => {
    const sealed = seal(key, context, personal);
    expect(() => unseal(randomBytes(32), context, sealed)).toThrow(
      'personal fields of case-opened in KJ-AAAAA-00001',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { CHANGES, changeFor, toldByHand, toldByMail } from '../../../core/law/changes.ts';
import { DELETION_EXCEPTIONS } from '../../../core/law/grounds-deletion.ts';
import { recipients } from '../../../core/law/recipients.ts';
import { Right } from '../../../core/law/rights.ts';
import { ruleFor } from '../../../core/law/rules.ts';

const UNCHANGED = ['refuse', 'deny', 'not-held'];
const decisive = Right.options.filter((right) => ruleFor(right).verification.level !== 'none');
const every = decisive.flatMap((right) =>
  ruleFor(right).outcomes.map((outcome) => [right, outcome] as const),
);

describe('which decisions change the stores', () => {
  it.each(every)('%s decided as %s (L-16, L-17, L-20)', (right, outcome) => {
    const changes = ruleFor(right).changesStores && !UNCHANGED.includes(outcome);
    expect(changeFor(right, outcome) !== null).toBe(changes);
  });

  it.each([
    ['ccpa.delete', 'grant', 'erase'],
    ['ccpa.delete', 'partial', 'erase'],
    ['ccpa.correct', 'deleted-instead', 'erase'],
    ['appi.correct', 'corrected', 'correct'],
    ['appi.cease', 'ceased', 'stop-use'],
    ['appi.cease', 'erased', 'erase'],
    ['appi.cease-provision', 'ceased', 'stop-provision'],
    ['appi.cease-provision', 'alternative', 'alternative'],
  ] as const)('%s, %s: %s', (right, outcome, change) => {
    expect(changeFor(right, outcome)?.change).toBe(change);
  });

  it('closes the list of exceptions for a deletion under CCPA, and knows none elsewhere (L-16)', () => {
    for (const { right, exceptions } of CHANGES)
      expect(exceptions).toEqual(right === 'ccpa.delete' ? DELETION_EXCEPTIONS : []);
  });
});

describe('who is told that something was changed', () => {
  it.each(CHANGES.map((rule) => [rule.id, rule] as const))('%s (L-33)', (_, rule) => {
    const passedOn = rule.change === 'erase' || rule.change === 'correct';
    const mailed = ['recruiting-companies', 'meta', 'x', 'google', 'group-companies'];
    expect(toldByMail(rule)).toEqual(passedOn ? mailed : []);
    const byHand = toldByHand(rule).map(({ recipient }) => recipient);
    expect(byHand.includes('companies-applied-to')).toBe(passedOn);
  });

  it('is the service providers, too, under CCPA (L-16, L-17)', () => {
    for (const rule of CHANGES) {
      const byHand = toldByHand(rule).map(({ recipient }) => recipient);
      expect(byHand.includes('service-providers')).toBe(rule.right.startsWith('ccpa'));
    }
  });

  it('has a name in both languages', () => {
    for (const { name } of recipients()) expect(name.en && name.ja).toBeTruthy();
  });
});

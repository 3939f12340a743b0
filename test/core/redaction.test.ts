import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../core/data-map.ts';
import { WithheldKindId } from '../../core/law/withheld.ts';
import { redactor, valuesAt } from '../../core/redaction.ts';

const fields: Field[] = [
  { name: 'name', category: 'name' },
  { name: 'photo', category: 'photo' },
  { name: 'ssn', category: 'free-text', withheld: 'government-id-number' },
  { name: 'payment.bank', category: 'payment' },
  { name: 'payment.account', category: 'payment', withheld: 'financial-account-number' },
  { name: 'logins.at', category: 'log' },
  { name: 'logins.password', category: 'account', withheld: 'password' },
];

describe('redaction', () => {
  it('puts the kind where the value stood, at any depth (L-14)', () => {
    const { redact, tally } = redactor(fields);
    const released = redact({
      name: 'Emily',
      ssn: '900-12-3456',
      payment: { bank: 'First Harbor', account: '44817' },
      logins: [
        { at: '2024', password: 'a' },
        { at: '2025', password: 'b' },
      ],
    });
    expect(released).toEqual({
      name: 'Emily',
      ssn: { withheld: 'government-id-number' },
      payment: { bank: 'First Harbor', account: { withheld: 'financial-account-number' } },
      logins: [
        { at: '2024', password: { withheld: 'password' } },
        { at: '2025', password: { withheld: 'password' } },
      ],
    });
    expect(tally.withheld).toEqual({
      'government-id-number': 1,
      'financial-account-number': 1,
      password: 2,
    });
  });

  it('releases a photograph (L-14)', () => {
    expect(redactor(fields).redact({ photo: 'aGVsbG8=' })).toEqual({ photo: 'aGVsbG8=' });
  });

  it('does not count or mark what is empty', () => {
    const { redact, tally } = redactor(fields);
    expect(redact({ ssn: null, name: '' })).toEqual({ ssn: null, name: '' });
    expect(tally.withheld).toEqual({});
    expect([...tally.categories]).toEqual([]);
  });

  it('releases nothing that the data map does not know, and names it', () => {
    const { redact, tally } = redactor(fields);
    const row = { name: 'A', score: 7, payment: { iban: 'DE', bank: 'B' }, logins: ['raw'] };
    expect(redact(row)).toEqual({ name: 'A', payment: { bank: 'B' }, logins: [null] });
    expect([...tally.undeclared].sort()).toEqual(['logins', 'payment.iban', 'score']);
  });

  it('lets no withheld value through, whatever it is and wherever it is nested', () => {
    const secret = 'S3CR3T';
    const kinds = fc.constantFrom(...WithheldKindId.options);
    const holders = fc.anything({ values: [fc.constant(secret), fc.integer()], maxDepth: 3 });
    fc.assert(
      fc.property(kinds, holders, (withheld, value) => {
        const { redact } = redactor([{ name: 'x.secret', category: 'free-text', withheld }]);
        const rows = [{ x: { secret: value } }, { x: [{ secret: value }] }, { x: value }];
        for (const row of rows) expect(JSON.stringify(redact(row))).not.toContain(secret);
      }),
      { numRuns: 300 },
    );
  });
});

describe('values at a path', () => {
  it('are found through objects and lists, as text', () => {
    const row = { a: [{ b: 1 }, { b: ['x', null] }, {}], c: '' };
    expect(valuesAt(row, 'a.b')).toEqual(['1', 'x']);
    expect(valuesAt(row, 'c')).toEqual([]);
    expect(valuesAt(row, 'constructor.name')).toEqual([]);
  });
});

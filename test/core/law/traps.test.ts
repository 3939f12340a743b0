/** Where the policy says otherwise than the law, the law wins. */
import { describe, expect, it } from 'vitest';
import { authorityFor } from '../../../core/law/agents.ts';
import { cessationReasons } from '../../../core/law/cessation.ts';
import { groundsFor } from '../../../core/law/decisions.ts';
import { planFor, rightsUnder } from '../../../core/law/plan-for.ts';
import { type Regime, Right } from '../../../core/law/rights.ts';
import { ruleFor } from '../../../core/law/rules.ts';
import { redactor } from '../../../core/redaction.ts';

const receivedAt = '2026-11-19T17:00:00.000Z';
const plan = (regime: Regime, ...rights: Right[]) => planFor({ regime, rights, receivedAt });

describe('a trap of the policy', () => {
  it('T-1: the $5 reaches no CCPA request, correction, cessation or deletion (L-07, L-08)', () => {
    expect(plan('ccpa', ...rightsUnder('ccpa')).fee).toBeNull();
    const changing = Right.options.filter((right) => ruleFor(right).changesStores);
    expect(changing).toContain('appi.correct');
    for (const right of changing) expect(ruleFor(right).fee, right).toBe(0);
    expect(plan('appi', 'appi.correct', 'appi.cease', 'appi.cease-provision').fee).toBeNull();
  });

  it('T-2: no copy of an id for opt-out and limit, elsewhere not before the details (L-06, L-10)', () => {
    expect(plan('ccpa', 'ccpa.opt-out', 'ccpa.limit').verification.document).toBe('never');
    for (const right of Right.options) {
      const { document, points } = ruleFor(right).verification;
      if (document !== 'never') expect(points, right).toBeGreaterThan(0);
    }
  });

  it('T-3: a CCPA deletion is denied on grounds of the law only, never at discretion (L-16)', () => {
    for (const outcome of ['partial', 'deny'])
      for (const { id, cites } of groundsFor('ccpa.delete', outcome))
        expect(
          cites.some((cite) => /^(Civ\.|11 CCR)/.test(cite)),
          id,
        ).toBe(true);
    const cites = Right.options
      .filter((right) => right.startsWith('ccpa'))
      .flatMap((right) => [
        ...ruleFor(right).cites,
        ...groundsFor(right, 'deny').flatMap((one) => one.cites),
      ]);
    expect(cites).not.toContain('P-8-2');
  });

  it('T-4: what P-8-1 leaves out can be asked for: Art. 35(3) and improper use (L-20)', () => {
    expect(rightsUnder('appi')).toContain('appi.cease-provision');
    const cited = cessationReasons('appi.cease').flatMap(({ cites }) => cites);
    expect(cited).toContain('APPI 19');
  });

  it('T-5: a limit is taken although P-15 says that nothing needs limiting (L-06)', () => {
    expect(rightsUnder('ccpa')).toContain('ccpa.limit');
    expect(ruleFor('ccpa.limit').outcomes).toContain('not-needed');
  });

  it('T-6: no signed permission beside a power of attorney, none where nobody stands between (L-22, L-23)', () => {
    const rights: Right[] = ['ccpa.know-specific', 'ccpa.opt-out'];
    expect(authorityFor('ccpa', rights, 'power-of-attorney')?.proofs).toEqual([
      'power-of-attorney',
    ]);
    expect(authorityFor('ccpa', rights, 'authorised-agent')?.proofs).toEqual(['signed-permission']);
    // A browser's signal is the consumer's own: it names no agent, so that there is nothing to prove.
    expect(plan('ccpa', 'ccpa.opt-out')).toMatchObject({ authority: null, verified: [] });
  });

  it('T-7: a photograph is released, a template measured from it is only named (L-14)', () => {
    const { redact } = redactor([
      { name: 'photo', category: 'photo' },
      { name: 'template', category: 'photo', withheld: 'biometric-measurement' },
    ]);
    expect(redact({ photo: 'aGVsbG8=', template: '0.17 0.93' })).toEqual({
      photo: 'aGVsbG8=',
      template: { withheld: 'biometric-measurement' },
    });
  });
});

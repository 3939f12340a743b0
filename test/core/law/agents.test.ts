import { describe, expect, it } from 'vitest';
import { AgentKind } from '../../../core/law/agent-kind.ts';
import { AGENT_RULES, agentsUnder, authorityFor } from '../../../core/law/agents.ts';
import {
  ACCEPTED_PROOFS,
  PROOF_REASON_RULES,
  ProofKind,
  proofReasonsFor,
} from '../../../core/law/authority-proof.ts';
import { Plan } from '../../../core/law/plan.ts';
import { planFor, rightsUnder } from '../../../core/law/plan-for.ts';
import { Regime, type Right } from '../../../core/law/rights.ts';

const receivedAt = '2026-11-19T18:00:00.000Z';
const need = (regime: Regime, right: Right, kind: AgentKind) => {
  const authority = authorityFor(regime, [right], kind);
  return authority && [authority.kind, authority.proofs, authority.confirm];
};

describe('what an agent needs (L-22)', () => {
  it.each([
    ['authorised-agent', ['authorised-agent', ['signed-permission'], true]],
    ['delegated-agent', ['authorised-agent', ['signed-permission'], true]],
    ['power-of-attorney', ['power-of-attorney', ['power-of-attorney'], false]],
    ['legal-representative', ['legal-representative', ['court-appointment'], false]],
  ] as const)('CCPA, a right that is verified, %s (L-22)', (kind, expected) => {
    for (const right of ['ccpa.know-specific', 'ccpa.delete', 'ccpa.correct'] as const)
      expect(need('ccpa', right, kind)).toEqual(expected);
  });

  it.each([
    ['authorised-agent', ['signed-permission']],
    ['delegated-agent', ['signed-permission']],
    ['power-of-attorney', ['power-of-attorney']],
    ['legal-representative', ['court-appointment']],
    ['parent', ['parent-statement', 'birth-record']],
  ] as const)(
    'CCPA, opt-out and limit, %s: the proof alone, and nobody is asked (L-06, L-22)',
    (kind, proofs) => {
      for (const right of ['ccpa.opt-out', 'ccpa.limit'] as const)
        expect(authorityFor('ccpa', [right], kind)).toMatchObject({ proofs, confirm: false });
    },
  );

  it('CCPA, parent of a child under 13: statement or birth record, and the child is not asked (L-25)', () => {
    const authority = authorityFor('ccpa', ['ccpa.delete'], 'parent');
    expect(authority).toMatchObject({ proofs: ['parent-statement', 'birth-record'] });
    expect(authority?.confirm).toBe(false);
    expect(authority?.cites).toContain('L-25');
    expect(agentsUnder('ccpa').find(({ kind }) => kind === 'parent')?.title.en).toContain('13');
  });

  it.each([
    ['delegated-agent', ['delegated-agent', ['mandate'], false]],
    ['authorised-agent', ['delegated-agent', ['mandate'], false]],
    ['power-of-attorney', ['delegated-agent', ['mandate'], false]],
    [
      'legal-representative',
      ['legal-representative', ['guardian-register', 'family-register'], false],
    ],
    ['parent', ['parent', ['family-register'], false]],
  ] as const)('APPI, %s: mandate or proof of legal representation (L-22)', (kind, expected) => {
    for (const right of rightsUnder('appi').filter((one) => one !== 'inquiry'))
      expect(need('appi', right, kind)).toEqual(expected);
  });

  it('never demands a power of attorney: only who offers one is asked for it (L-22)', () => {
    for (const kind of AgentKind.options.filter((one) => one !== 'power-of-attorney'))
      for (const regime of Regime.options)
        for (const right of rightsUnder(regime))
          expect(authorityFor(regime, [right], kind)?.proofs ?? []).not.toContain(
            'power-of-attorney',
          );
  });

  it('asks the subject for the sake of the verified rights where an opt-out comes with them (L-06, L-22)', () => {
    const both = authorityFor('ccpa', ['ccpa.opt-out', 'ccpa.know-specific'], 'authorised-agent');
    expect(both).toMatchObject({ proofs: ['signed-permission'], confirm: true });
    expect(both?.cites).toEqual(expect.arrayContaining(['L-06', '11 CCR 7063(a)']));
  });

  it('needs no proof of one who only has a question (P-9)', () => {
    for (const regime of Regime.options)
      for (const kind of AgentKind.options)
        expect(authorityFor(regime, ['inquiry'], kind)).toBeNull();
  });

  it('knows every kind of agent under every regime, and offers each regime its own (L-22)', () => {
    for (const regime of Regime.options)
      for (const kind of AgentKind.options)
        for (const right of rightsUnder(regime).filter((one) => one !== 'inquiry'))
          expect(authorityFor(regime, [right], kind)?.proofs.length).toBeGreaterThan(0);
    expect(agentsUnder('ccpa').map(({ kind }) => kind)).toEqual([
      'authorised-agent',
      'power-of-attorney',
      'legal-representative',
      'parent',
    ]);
    expect(agentsUnder('appi').map(({ kind }) => kind)).toEqual([
      'delegated-agent',
      'legal-representative',
      'parent',
    ]);
  });
});

describe('the plan of an agent’s request', () => {
  it('carries what is to be shown, and null for people who ask for themselves (L-22)', () => {
    const rights: Right[] = ['ccpa.know-specific'];
    expect(planFor({ regime: 'ccpa', rights, receivedAt }).authority).toBeNull();
    const made = planFor({ regime: 'ccpa', rights, receivedAt, agent: 'authorised-agent' });
    expect(made.authority).toMatchObject({ kind: 'authorised-agent', confirm: true });
    expect(Plan.parse(made)).toEqual(made);
  });

  it('is read as before where it was made before agents were known', () => {
    const { authority: _none, ...old } = planFor({
      regime: 'appi',
      rights: ['appi.disclose'],
      receivedAt,
    });
    expect(Plan.safeParse(old).success).toBe(true);
  });
});

describe('proofs of authority (L-22)', () => {
  it('are each described, and each asked for by some rule', () => {
    expect(ACCEPTED_PROOFS.map(({ kind }) => kind).sort()).toEqual([...ProofKind.options].sort());
    const asked = new Set(AGENT_RULES.flatMap(({ proofs }) => proofs));
    expect([...asked].sort()).toEqual([...ProofKind.options].sort());
  });

  it('are turned down for a reason of a closed list, said in both languages, that names nothing on file (L-32)', () => {
    expect(proofReasonsFor('better').length).toBeGreaterThan(3);
    expect(proofReasonsFor('refused').length).toBeGreaterThan(3);
    for (const { words } of PROOF_REASON_RULES) {
      expect(words.ja).toMatch(/[ぁ-ん]/);
      expect(words.en).not.toMatch(/on file|our records|we hold/);
    }
  });

  it('from Japan never show a My Number (L-11)', () => {
    const register = ACCEPTED_PROOFS.find(({ kind }) => kind === 'family-register');
    expect(register?.send.ja).toContain('個人番号');
    expect(proofReasonsFor('better').map(({ reason }) => reason)).toContain('my-number-shown');
  });
});

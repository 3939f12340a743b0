import { describe, expect, it } from 'vitest';
import { CaseId } from '../../../core/ids.ts';
import type { AgentKind } from '../../../core/law/agent-kind.ts';
import { planFor } from '../../../core/law/plan-for.ts';
import { Language, Regime, type Right } from '../../../core/law/rights.ts';
import { notice, renderText } from '../../../core/notices/index.ts';

const page = {
  organisation: 'Example Careers',
  contactAddress: 'privacy@example.com',
  caseId: CaseId.parse('KJ-7F3K2-9QXM4'),
  url: 'https://kaiji.example/p/KJ-7F3K2-9QXM4~abc',
};

function acknowledged(language: Language, agent: AgentKind, regime: Regime, ...rights: Right[]) {
  const plan = planFor({ regime, rights, receivedAt: '2026-11-19T17:00:00.000Z', agent });
  if (!plan.authority) throw new Error('nothing to show');
  const facts = { ...page, plan, authority: plan.authority };
  return renderText(notice('acknowledgement-agent', facts, language)).replaceAll(/\s+/g, ' ');
}

describe('the acknowledgement to an agent (L-03, L-22)', () => {
  it.each([
    ['authorised-agent', 'Signed permission'],
    ['power-of-attorney', 'Power of attorney'],
    ['legal-representative', 'Letters of guardianship'],
    ['parent', 'Birth or adoption certificate'],
  ] as const)('CCPA, %s: names the proof (L-22)', (kind, proof) => {
    expect(acknowledged('en', kind, 'ccpa', 'ccpa.delete')).toContain(proof);
  });

  it.each([
    ['delegated-agent', '委任状'],
    ['legal-representative', '登記事項証明書'],
    ['parent', '戸籍謄本'],
  ] as const)('APPI, %s: names the proof (L-22)', (kind, proof) => {
    expect(acknowledged('ja', kind, 'appi', 'appi.disclose')).toContain(proof);
  });

  it('says of signed permission that the subject is asked, and of a power of attorney it does not (L-22)', () => {
    expect(acknowledged('en', 'authorised-agent', 'ccpa', 'ccpa.delete')).toContain(
      'they confirm that they gave you permission',
    );
    expect(acknowledged('en', 'power-of-attorney', 'ccpa', 'ccpa.delete')).not.toContain('confirm');
    expect(acknowledged('ja', 'authorised-agent', 'ccpa', 'ccpa.delete')).toContain('直接メール');
  });

  it('says not a word about identity where opt-out and limit alone are asked for (L-06)', () => {
    for (const kind of ['authorised-agent', 'power-of-attorney', 'parent'] as const) {
      const en = acknowledged('en', kind, 'ccpa', 'ccpa.opt-out', 'ccpa.limit');
      expect(en).not.toMatch(/identity|details that you give|perjury|confirm/);
      expect(en).toContain('wait for nothing else');
      const ja = acknowledged('ja', kind, 'ccpa', 'ccpa.opt-out');
      expect(ja).not.toMatch(/本人確認書類|一致するか|ご本人に/);
    }
  });

  it('tells when to expect an answer, and never of a fee under CCPA (L-03, L-07)', () => {
    const text = acknowledged('en', 'authorised-agent', 'ccpa', 'ccpa.know-specific');
    expect(text).toContain('You can expect our answer by');
    expect(text).toContain('free of charge');
    expect(text).toContain('that person for a declaration under penalty of perjury');
  });
});

describe('the mail to the subject (L-22)', () => {
  it.each(Language.options)(
    'names nobody and says nothing of what is held (L-30, L-32): %s',
    (language) => {
      for (const again of [false, true]) {
        const facts = { ...page, before: '2026-12-03', again };
        const text = renderText(notice('permission-asked', facts, language));
        expect(text).toMatch(/does not mean that we hold|保有していることを示すものではありません/);
        expect(text).toContain(page.url);
      }
    },
  );
});

describe('the end of an agent’s request that cannot be verified', () => {
  it('reads the same whether proof, permission or identity failed (L-32)', () => {
    for (const regime of Regime.options) {
      const facts = { ...page, regime };
      const agent = renderText(notice('closed-unverified', { ...facts, agent: true }, 'en'));
      expect(agent).toContain('or that you may make it for them');
      expect(agent).not.toMatch(/permission|said no|denied/);
      expect(renderText(notice('closed-unverified', facts, 'en'))).not.toContain('for them');
      expect(renderText(notice('closed-unverified', { ...facts, agent: true }, 'ja'))).toContain(
        '代理権',
      );
    }
  });
});

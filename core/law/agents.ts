/**
 * Who may ask for another person, and what is needed for it: one row a kind of agent, regime and
 * group of rights (L-22, L-25). Opt-out and limit need the proof alone and verify nobody (L-06).
 */
import type { AgentKind } from './agent-kind.ts';
import type { ProofKind } from './authority-proof.ts';
import type { Authority } from './plan.ts';
import type { Regime, Right, Words } from './rights.ts';
import { APPI_2022, CCPA_2026, type Rule } from './rule.ts';
import { ruleFor } from './rules.ts';

export interface AgentRule extends Rule {
  regime: Regime;
  kind: AgentKind;
  /** Which rights the row is for: those that verify an identity, those that do not (L-06), or both. */
  rights: 'verified' | 'unverified' | 'all';
  title: Words;
  /** Who that is, in a sentence. */
  about: Words;
  /** Any one of them is enough. */
  proofs: readonly [ProofKind, ...ProofKind[]];
  /** Whether the subject is asked directly if they gave the permission. */
  confirm: boolean;
  /** What an operator has to look for. */
  judge: Words;
}

const SIGNED_PERMISSION = {
  regime: 'ccpa',
  kind: 'authorised-agent',
  confidence: 'Q',
  valid: CCPA_2026,
  title: { en: 'I have their signed permission', ja: '本人から署名入りの委任を受けている' },
  about: {
    en: 'An authorized agent: a person or a business whom they have asked in writing to do this.',
    ja: '書面により本人から請求を任された個人または事業者（認定代理人）',
  },
  proofs: ['signed-permission'],
} as const;

/** Without the regime's own kind, that which stands for it there (a regime changed by an operator). */
const COUNTERPART: Readonly<Record<Regime, Partial<Record<AgentKind, AgentKind>>>> = {
  ccpa: { 'delegated-agent': 'authorised-agent' },
  appi: { 'authorised-agent': 'delegated-agent', 'power-of-attorney': 'delegated-agent' },
};

export const AGENT_RULES: readonly AgentRule[] = [
  {
    ...SIGNED_PERMISSION,
    id: 'ccpa.agent-signed-permission',
    cites: ['L-22', '11 CCR 7063(a)', 'P-16-2'],
    rights: 'verified',
    confirm: true,
    judge: {
      en: 'It names subject and agent, covers what is asked for, and the subject has signed it. Once you accept it, the subject is asked by e-mail whether they gave it.',
      ja: '本人と代理人の氏名、請求内容の範囲、本人の署名を確認します。承認すると、委任の事実を本人にメールで確認します。',
    },
  },
  {
    ...SIGNED_PERMISSION,
    id: 'ccpa.agent-signed-permission-opt-out',
    cites: ['L-06', 'L-22', '11 CCR 7026(j)', 'P-16-2'],
    rights: 'unverified',
    confirm: false,
    judge: {
      en: 'It names subject and agent, covers the opt-out or limit, and the subject has signed it. Nothing more may be asked for: no identity is verified.',
      ja: '本人と代理人の氏名、オプトアウトまたは利用制限が範囲に含まれること、本人の署名を確認します。本人確認など、これ以外のことを求めてはなりません。',
    },
  },
  {
    id: 'ccpa.agent-power-of-attorney',
    cites: ['L-22', '11 CCR 7063(b)', 'Probate Code 4121-4130'],
    confidence: 'Q',
    valid: CCPA_2026,
    regime: 'ccpa',
    kind: 'power-of-attorney',
    rights: 'all',
    title: { en: 'I hold their power of attorney', ja: '委任状（power of attorney）を持っている' },
    about: {
      en: 'Under California Probate Code 4121 to 4130. You never need one: signed permission is enough.',
      ja: 'カリフォルニア州検認法4121条から4130条によるもの。必須ではなく、署名入りの委任の書面でも構いません。',
    },
    proofs: ['power-of-attorney'],
    confirm: false,
    judge: {
      en: 'It names subject and agent, is dated and signed by the principal, and is notarised or witnessed. The subject may be asked for nothing more.',
      ja: '本人と代理人の氏名、日付、本人の署名、公証または証人の署名を確認します。本人にこれ以上の確認を求めてはなりません。',
    },
  },
  {
    id: 'ccpa.agent-legal-representative',
    cites: ['L-22'],
    confidence: 'M',
    valid: CCPA_2026,
    regime: 'ccpa',
    kind: 'legal-representative',
    rights: 'all',
    title: {
      en: 'I am their court-appointed guardian or conservator',
      ja: '裁判所に選任された後見人・財産管理人である',
    },
    about: {
      en: 'A court has appointed you to act for them.',
      ja: '裁判所の選任により本人を代理する方',
    },
    proofs: ['court-appointment'],
    confirm: false,
    judge: {
      en: 'The court’s letters name subject and representative, bear the court’s seal, and have not ended.',
      ja: '裁判所の選任書に本人と代理人の氏名および裁判所の印があり、権限が終了していないことを確認します。',
    },
  },
  {
    id: 'ccpa.agent-parent',
    cites: ['L-25', 'Civ. 1798.120(c)', '11 CCR 7070(a)(2)', '11 CCR 7070(c)'],
    confidence: 'M',
    valid: CCPA_2026,
    regime: 'ccpa',
    kind: 'parent',
    rights: 'all',
    title: {
      en: 'I am the parent or guardian of a child under 13',
      ja: '13歳未満の子どもの保護者である',
    },
    about: {
      en: 'Children of 13 and older ask for themselves or give you signed permission.',
      ja: '13歳以上のお子さまは、ご自身で請求するか、署名入りの書面で委任することができます。',
    },
    proofs: ['parent-statement', 'birth-record'],
    confirm: false,
    judge: {
      en: 'It names child and parent or guardian; a statement is signed under penalty of perjury. The child is under 13.',
      ja: 'お子さまと保護者の氏名を確認します。宣誓書には偽証罪の罰則を承知した旨の署名が必要です。お子さまが13歳未満であることも確認します。',
    },
  },
  {
    id: 'appi.agent-delegated',
    cites: ['L-22', 'APPI 37(3)', 'P-16-2'],
    confidence: 'Q',
    valid: APPI_2022,
    regime: 'appi',
    kind: 'delegated-agent',
    rights: 'all',
    title: { en: 'They have given me a mandate', ja: '本人から委任を受けている（任意代理人）' },
    about: {
      en: 'They have asked you in writing to make this request.',
      ja: '本人から書面で今回の請求を委任された方',
    },
    proofs: ['mandate'],
    confirm: false,
    judge: {
      en: 'The mandate names subject and agent, covers what is asked for, is dated and signed (or signed and sealed) by the subject.',
      ja: '委任状に本人と代理人の氏名、請求内容の範囲、日付、本人の署名（または記名押印）があることを確認します。',
    },
  },
  {
    id: 'appi.agent-legal-representative',
    cites: ['L-22', 'APPI 37(3)'],
    confidence: 'Q',
    valid: APPI_2022,
    regime: 'appi',
    kind: 'legal-representative',
    rights: 'all',
    title: {
      en: 'I am their adult guardian or other legal representative',
      ja: '成年後見人などの法定代理人である',
    },
    about: {
      en: 'Guardian of an adult ward, or guardian of a minor who has no parents.',
      ja: '成年被後見人の後見人、または親権者のない未成年者の後見人',
    },
    proofs: ['guardian-register', 'family-register'],
    confirm: false,
    judge: {
      en: 'The certificate or register names ward and guardian, is not older than three months, and shows no My Number.',
      ja: '証明書または戸籍に本人と後見人の氏名があり、発行から3か月以内で、個人番号の記載がないことを確認します。',
    },
  },
  {
    id: 'appi.agent-parent',
    cites: ['L-22', 'APPI 37(3)'],
    confidence: 'S',
    valid: APPI_2022,
    regime: 'appi',
    kind: 'parent',
    rights: 'all',
    title: { en: 'I am the parent of a child under 18', ja: '18歳未満の子の親権者である' },
    about: {
      en: 'Whoever has parental authority represents a minor by law.',
      ja: '未成年者の親権者（法定代理人）',
    },
    proofs: ['family-register'],
    confirm: false,
    judge: {
      en: 'The register shows child and parent and how they are related, is not older than three months, and shows no My Number. The child is under 18.',
      ja: '戸籍または住民票に子と親権者の氏名および続柄があり、発行から3か月以内で、個人番号の記載がないことを確認します。子が18歳未満であることも確認します。',
    },
  },
];

/** The kinds that a form offers under a regime, each once. */
export function agentsUnder(regime: Regime): AgentRule[] {
  const rules = AGENT_RULES.filter((rule) => rule.regime === regime);
  return rules.filter((rule, at) => rules.findIndex(({ kind }) => kind === rule.kind) === at);
}

/** A question, opinion or complaint is anybody's to send (P-9). */
const needsProof = (right: Right): boolean => right !== 'inquiry';

const groupOf = (right: Right) =>
  ruleFor(right).verification.level === 'none' ? 'unverified' : 'verified';

/** The rows that a request by this kind of agent falls under. */
export function agentRulesFor(
  regime: Regime,
  rights: readonly Right[],
  given: AgentKind,
): AgentRule[] {
  const kind = COUNTERPART[regime][given] ?? given;
  const groups = rights.filter(needsProof).map(groupOf);
  return AGENT_RULES.filter(
    (rule) =>
      rule.regime === regime &&
      rule.kind === kind &&
      groups.some((group) => rule.rights === 'all' || rule.rights === group),
  );
}

/**
 * What an agent has to show, and whether the subject is asked directly; null where nothing is.
 * The subject is asked for the verified rights alone: the others never wait for it (L-06, L-22).
 */
export function authorityFor(
  regime: Regime,
  rights: readonly Right[],
  given: AgentKind,
): Authority | null {
  const rules = agentRulesFor(regime, rights, given);
  const [first] = rules;
  if (!first) return null;
  return {
    kind: first.kind,
    proofs: [...new Set(rules.flatMap(({ proofs }) => proofs))],
    confirm: rules.some(({ confirm }) => confirm),
    cites: [...new Set(rules.flatMap(({ cites }) => cites))],
  };
}

import { describe, expect, it } from 'vitest';
import { CaseId } from '../../../core/ids.ts';
import { clocksFor, NoExtension } from '../../../core/law/clocks.ts';
import { groundsFor } from '../../../core/law/decisions.ts';
import { EvidenceReason, reasonsFor } from '../../../core/law/evidence.ts';
import { ExtensionReason } from '../../../core/law/extension.ts';
import { RefundReason } from '../../../core/law/fee.ts';
import { ThirdPartyId } from '../../../core/law/know-categories.ts';
import { planFor } from '../../../core/law/plan-for.ts';
import { Language, type Regime, type Right } from '../../../core/law/rights.ts';
import {
  type Notice,
  type NoticeFacts,
  type NoticePurpose,
  notice,
  renderHtml,
  renderText,
} from '../../../core/notices/index.ts';
import { TASK_WORDS } from '../../../core/notices/requester-task.ts';

const caseId = CaseId.parse('KJ-7F3K2-9QXM4');
const receivedAt = '2026-11-19T17:00:00.000Z';
const sender = { organisation: 'Example Careers', contactAddress: 'privacy@example.com' };
const ofCase = { ...sender, caseId };
const page = { ...ofCase, url: 'https://kaiji.example/p/KJ-7F3K2-9QXM4~abc' };
const before = '2026-12-03';
const fee = { amount: 500, currency: 'usd' as const };
const plan = (regime: Regime, ...rights: Right[]) => planFor({ regime, rights, receivedAt });
const [, answer] = clocksFor('ccpa.delete', receivedAt);
if (!answer) throw new Error('ccpa.delete has an answer clock');

const agentPlan = planFor({
  regime: 'ccpa',
  rights: ['ccpa.opt-out', 'ccpa.know-specific'],
  receivedAt,
  agent: 'authorised-agent',
});
const { authority } = agentPlan;
if (!authority) throw new Error('an agent has something to show');

const FACTS: NoticeFacts = {
  'acknowledgement-agent': { ...page, plan: agentPlan, authority },
  'authority-again': { ...page, reason: 'not-signed', refused: false, before },
  'permission-asked': { ...page, before, again: false },
  acknowledgement: { ...page, plan: plan('appi', 'appi.disclose'), confirmed: false },
  'complete-request': { ...page, receivedOn: '2026-11-19', before },
  'evidence-needed': { ...page, before },
  'evidence-better': { ...page, reason: 'unreadable', before },
  'evidence-refused': { ...page, reason: 'looks-altered', before },
  'pay-fee': { ...page, fee, before },
  reminder: { ...page, task: 'upload-evidence', before },
  expired: { ...page, task: 'pay-fee' },
  'fee-received': { ...page, fee },
  'fee-refunded': { ...ofCase, fee, reason: 'not-held' },
  'answer-ready': page,
  'answer-posted': { ...page, on: '2026-11-20' },
  'link-again': page,
  'contest-noted': page,
  'inquiry-answered': page,
  'second-factor': { ...ofCase, code: '042137' },
  'opt-out-confirmed': {
    ...page,
    rights: ['ccpa.opt-out'],
    doneOn: '2026-11-20',
    told: ThirdPartyId.options,
  },
  'opt-out-judged': {
    ...page,
    right: 'ccpa.opt-out',
    outcome: 'deny',
    grounds: groundsFor('ccpa.opt-out', 'deny'),
    doneOn: '2026-11-20',
    told: true,
  },
  'limit-judged': {
    ...page,
    right: 'ccpa.limit',
    outcome: 'not-needed',
    grounds: groundsFor('ccpa.limit', 'not-needed'),
    doneOn: '2026-11-20',
    told: false,
  },
  withdrawn: ofCase,
  merged: { ...page, into: CaseId.parse('KJ-3J9D5-1XWQ7') },
  'closed-unverified': { ...page, regime: 'ccpa' },
  downgraded: page,
  'method-difficult': page,
  'plan-changed': {
    ...page,
    plan: plan('appi', 'appi.disclose'),
    from: { regime: 'ccpa', verified: true, fee: false },
    established: false,
    fee: 'due',
  },
  extension: { ...page, clock: answer, reason: 'complexity' },
  'record-kept': { ...ofCase, regime: 'ccpa', until: '2028-12-01' },
  'third-party-opt-out': {
    ...ofCase,
    pseudonym: 'lv-83c1',
    requestedOn: '2026-11-19',
    effectiveOn: '2026-11-20',
    disclosure: 'sold',
  },
  'third-party-opt-out-denied': { ...ofCase, pseudonym: 'lv-83c1', toldOn: '2026-11-20' },
  'recipient-change': {
    ...ofCase,
    cites: ['L-16', 'Civ. 1798.105(c)', 'APPI 34(2)'],
    change: 'erase',
    pseudonym: 'lv-83c1',
    requestedOn: '2026-11-19',
  },
  'operator-sign-in': { ...sender, url: 'https://kaiji.example/console/in/abc' },
  'clock-warning': {
    ...ofCase,
    url: 'https://kaiji.example/console/cases/KJ-7F3K2-9QXM4',
    stage: 'due-soon',
    clock: answer,
    rights: ['ccpa.delete'],
    waiting: [{ what: 'A-1', since: '2026-12-20', days: 6, until: null }],
    extendUntil: '2027-01-03',
  },
  misdirected: { ...sender, caseId: null, url: 'https://kaiji.example/' },
};

const PURPOSES = Object.keys(FACTS).filter((key): key is NoticePurpose => key in FACTS);
const EVERY = PURPOSES.flatMap((purpose) =>
  Language.options.map((language) => [purpose, language] as const),
);

const write = (purpose: NoticePurpose, language: Language) =>
  notice(purpose, FACTS[purpose], language);
const said = (made: Notice) => renderText(made);

describe('every notice', () => {
  it.each(EVERY)('%s speaks %s, and only that', (purpose, language) => {
    const { subject, paragraphs } = write(purpose, language);
    const text = `${subject} ${paragraphs.join(' ')}`;
    expect(/[ぁ-ん]/.test(text)).toBe(language === 'ja');
    expect(text).not.toMatch(/undefined|null|NaN|\[object/);
    expect(paragraphs.length).toBeGreaterThan(1);
  });

  it.each(EVERY)(
    '%s (%s) carries its case number in brackets, for threading',
    (purpose, language) => {
      const without: NoticePurpose[] = ['operator-sign-in', 'misdirected'];
      expect(write(purpose, language).subject.startsWith(`[${caseId}]`)).toBe(
        !without.includes(purpose),
      );
    },
  );

  it.each(EVERY)('%s (%s) greets without a name (L-30)', (purpose, language) => {
    const strangers: NoticePurpose[] = [
      'operator-sign-in',
      'clock-warning',
      'third-party-opt-out',
      'third-party-opt-out-denied',
      'recipient-change',
    ];
    if (strangers.includes(purpose)) return;
    expect(write(purpose, language).paragraphs[0]).toBe(language === 'ja' ? 'お客様' : 'Hello,');
  });

  it.each(EVERY)(
    '%s (%s) says nothing of what the answer holds (L-30, L-32)',
    (purpose, language) => {
      const text = said(write(purpose, language));
      expect(text).not.toMatch(/not.held|we hold no|denied|refused your|保有していない|不開示/i);
    },
  );

  it('shows a subject line on one line', () => {
    for (const [purpose, language] of EVERY)
      expect(write(purpose, language).subject).not.toMatch(/[\r\n]/);
  });
});

describe('the acknowledgement (L-03)', () => {
  const acknowledge = (language: Language, regime: Regime, ...rights: Right[]) =>
    said(
      notice(
        'acknowledgement',
        { ...page, plan: plan(regime, ...rights), confirmed: false },
        language,
      ),
    );

  it('does not ask again for an address that was confirmed with the request', () => {
    const facts = { ...page, plan: plan('ccpa', 'ccpa.know-specific'), confirmed: true };
    expect(said(notice('acknowledgement', facts, 'en'))).not.toMatch(/confirm/i);
    expect(said(notice('acknowledgement', facts, 'ja'))).not.toMatch(/ご確認ください|破棄/);
  });

  it('says how verification works, when an answer is due, the number and the link', () => {
    const text = acknowledge('en', 'ccpa', 'ccpa.know-specific');
    expect(text).toMatch(/This is how we make sure/);
    expect(text).toMatch(/3 must agree/);
    expect(text).toMatch(/penalty of perjury/);
    expect(text).toMatch(/by 31 December 2026; the law gives us until 3 January 2027/);
    expect(text).toMatch(/free of charge/);
    expect(text).toContain(caseId);
    expect(text).toContain(page.url);
  });

  it('says so in Japanese, with the fee of a disclosure (L-08, L-09)', () => {
    const text = acknowledge('ja', 'appi', 'appi.disclose');
    expect(text).toMatch(/2項目以上/);
    expect(text).toMatch(/本人確認書類/);
    expect(text).toMatch(/表面のみ/);
    expect(text).toMatch(/2026年12月3日までに、遅滞なく回答/);
    expect(text).toMatch(/手数料5米ドル/);
    expect(text).toMatch(/返金/);
  });

  it.each(Language.options)(
    'of an opt-out alone holds no word of identity (%s, L-06)',
    (language) => {
      const text = acknowledge(language, 'ccpa', 'ccpa.opt-out', 'ccpa.limit');
      expect(text.replace(/--\n[\s\S]*/, '')).not.toMatch(
        /identi|verif|document|passport|perjury|confirm|fee\b|本人|書類|宣誓|手数料/i,
      );
      expect(text).toMatch(language === 'en' ? /7 December 2026/ : /2026年12月7日/);
    },
  );

  it('tells one who also asks for data that the opt-out does not wait (L-06)', () => {
    expect(acknowledge('en', 'ccpa', 'ccpa.opt-out', 'ccpa.know-specific')).toMatch(
      /we carry them out at once/,
    );
    expect(acknowledge('ja', 'ccpa', 'ccpa.opt-out', 'ccpa.know-specific')).toMatch(/直ちに対応/);
  });

  it.each(['appi.correct', 'appi.cease', 'appi.purpose'] as const)(
    'never speaks of $5 for %s (L-08)',
    (right) => {
      expect(acknowledge('en', 'appi', right)).not.toMatch(/\$/);
      expect(acknowledge('ja', 'appi', right)).not.toMatch(/米ドル/);
    },
  );
});

/** What its rule demands of each notice, in both languages. */
const DEMANDS: readonly [NoticePurpose, string, RegExp, RegExp][] = [
  [
    'complete-request',
    'L-31: confirm, and the day it arrived counts',
    /confirm.*19 November 2026|19 November 2026.*confirm/s,
    /2026年11月19日.*受領/s,
  ],
  [
    'evidence-needed',
    'L-11: My Number card front only',
    /front only.*12-digit number/s,
    /表面のみ.*12桁の個人番号/s,
  ],
  ['evidence-needed', 'L-10: for this alone, then destroyed', /destroyed/, /廃棄/],
  ['evidence-better', 'L-10: the reason', /blurred, dark or small/, /不鮮明/],
  [
    'evidence-refused',
    'L-18: the reason, and another try',
    /genuine and unaltered.*once more/s,
    /真正.*あと1回/s,
  ],
  [
    'pay-fee',
    "L-08: the plan's fee, from the policy",
    /US\$5 a request \(section 7/,
    /5米ドル.*第7条/,
  ],
  ['pay-fee', 'L-09: back when nothing is disclosed', /pay the fee back/, /返金/],
  [
    'reminder',
    'which task, and until when',
    /identity document.*3 December 2026/s,
    /本人確認書類.*2026年12月3日/s,
  ],
  [
    'expired',
    'L-29: a new request at any time',
    /new request at any time/,
    /改めてのご請求はいつでも/,
  ],
  ['fee-received', 'the amount', /US\$5/, /5米ドル/],
  ['fee-refunded', 'L-09: why', /only for a disclosure that takes place/, /開示を行った場合にのみ/],
  ['answer-ready', 'L-30: a link of seven days, a code first', /7 days/, /7日間/],
  ['second-factor', 'L-12: six digits, ten minutes', /042137.*10 minutes/s, /042137.*10分以内/s],
  [
    'opt-out-confirmed',
    'L-06: what was done',
    /stopped selling and sharing.*20 November 2026/s,
    /販売および共有を停止.*2026年11月20日/s,
  ],
  [
    'opt-out-confirmed',
    'L-26: who was told',
    /Recruiting companies.*Meta.*X Corp.*Google/s,
    /人材紹介会社.*Meta.*X Corp.*Google/s,
  ],
  ['opt-out-confirmed', 'L-24: no asking again for 12 months', /12 months/, /12か月間/],
  ['withdrawn', 'that work has stopped', /stopped working/, /対応を中止/],
  [
    'closed-unverified',
    'L-01: could not be verified',
    /could not make sure/,
    /確認できませんでした/,
  ],
  [
    'closed-unverified',
    'L-18: where to complain',
    /California Privacy Protection Agency.*oag\.ca\.gov/s,
    /California Privacy Protection Agency.*oag\.ca\.gov/s,
  ],
  [
    'closed-unverified',
    'L-32: not whether data is held',
    /says nothing about whether we hold/,
    /保有しているか否かを示すものではありません/,
  ],
  [
    'method-difficult',
    'L-19: told first, then in writing',
    /costly or is otherwise difficult.*in writing.*tell you first/s,
    /困難.*書面.*あらかじめ/s,
  ],
  ['downgraded', 'L-13: evaluated as categories', /know the categories/, /カテゴリー/],
  [
    'extension',
    'L-02: once, 45 more days, 90 in all, and why',
    /complex.*once, by 45 days to 90 days in all.*17 February 2027/s,
    /複雑.*45日間（合計90日間）.*2027年2月17日/s,
  ],
  [
    'record-kept',
    'L-27: 24 months',
    /24 months, until 1 December 2028/,
    /24か月間（2028年12月1日まで）/,
  ],
  ['third-party-opt-out', 'L-26: comply, and pass it on', /comply.*lv-83c1/s, /従い.*lv-83c1/s],
  ['operator-sign-in', 'once, for 15 minutes', /once, for 15 minutes/, /15分間、1回に限り/],
  [
    'misdirected',
    'L-31: directions',
    /form below or write to privacy@example\.com/,
    /フォームまたは privacy@example\.com/,
  ],
];

describe('what the rule demands', () => {
  it.each(DEMANDS)('%s says: %s', (purpose, _, en, ja) => {
    expect(said(write(purpose, 'en'))).toMatch(en);
    expect(said(write(purpose, 'ja'))).toMatch(ja);
  });

  it('has words for every reason and every task of the closed lists', () => {
    for (const language of Language.options) {
      for (const reason of EvidenceReason.options)
        expect(said(notice('evidence-better', { ...page, reason, before }, language))).toBeTruthy();
      for (const reason of RefundReason.options)
        expect(said(notice('fee-refunded', { ...ofCase, fee, reason }, language))).toBeTruthy();
      for (const reason of ExtensionReason.options)
        expect(
          said(notice('extension', { ...page, clock: answer, reason }, language)),
        ).toBeTruthy();
    }
    expect(Object.keys(TASK_WORDS)).toHaveLength(8);
    expect(reasonsFor('refused').length).toBeGreaterThan(0);
  });

  it('offers no further try after the last refused document', () => {
    const last = notice('evidence-refused', { ...page, reason: 'expired', before: null }, 'en');
    expect(last.action).toBeUndefined();
    expect(said(last)).toMatch(/separate e-mail/);
  });

  it('names the commission of Japan under APPI (L-18)', () => {
    const closed = notice('closed-unverified', { ...page, regime: 'appi' }, 'ja');
    expect(said(closed)).toMatch(/個人情報保護委員会/);
  });

  it('knows no extension of an opt-out (L-02)', () => {
    const [clock] = clocksFor('ccpa.opt-out', receivedAt);
    if (!clock) throw new Error('an opt-out has a clock');
    expect(() => notice('extension', { ...page, clock, reason: 'systems' }, 'en')).toThrow(
      NoExtension,
    );
  });

  it('keeps the code out of the subject line', () => {
    expect(write('second-factor', 'en').subject).not.toMatch(/042137/);
  });
});

describe('the layout', () => {
  const hostile = notice(
    'misdirected',
    {
      organisation: '<script>alert(1)</script>',
      contactAddress: '"><img src=x>',
      caseId: null,
      url: 'javascript:alert(1)',
    },
    'en',
  );

  it('escapes everything and links to the web only', () => {
    const html = renderHtml(hostile);
    expect(html).not.toMatch(/<script|<img|href="javascript/);
    expect(html).toContain('&lt;script&gt;');
  });

  it.each(EVERY)('of %s (%s) fetches nothing from anywhere', (purpose, language) => {
    const html = renderHtml(write(purpose, language));
    expect(html).not.toMatch(/<img|<link|<script|url\(|@import|src=/);
    expect(html).toContain(`<html lang="${language}">`);
  });

  it('puts the link on a line of its own in plain text', () => {
    expect(renderText(write('answer-ready', 'en'))).toContain(`\n${page.url}\n`);
  });
});

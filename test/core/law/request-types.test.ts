/** The table of request types, row by row, as the law has it and apart from the code's own. */
import { describe, expect, it } from 'vitest';
import { planFor } from '../../../core/law/plan-for.ts';
import type { Right } from '../../../core/law/rights.ts';
import { ruleFor } from '../../../core/law/rules.ts';

/** Received Thursday 19 November 2026, in Tokyo and in Los Angeles. */
const receivedAt = '2026-11-19T08:30:00.000Z';
const inCalifornia = '2026-11-19T17:00:00.000Z';

interface Row {
  statute: string;
  /** Target and limit of the acknowledgement; null: no day in law. */
  acknowledge: [string, string] | null;
  answer: [string, string | null];
  identity: string;
  fee: number;
  outcomes: string;
}

function holds(right: Right, row: Row): void {
  const regime = right.startsWith('ccpa') ? 'ccpa' : 'appi';
  const plan = planFor({
    regime,
    rights: [right],
    receivedAt: regime === 'ccpa' ? inCalifornia : receivedAt,
  });
  const dates = (kind: string) => {
    const clock = plan.clocks.find((one) => one.kind === kind);
    return clock ? [clock.target, clock.limit] : null;
  };
  const { level, points, declaration, document } = plan.verification;
  expect({
    statute: ruleFor(right).statute,
    acknowledge: dates('acknowledge'),
    answer: dates('answer'),
    identity: `${level}, ${points} points, document ${document}${declaration ? ', declaration' : ''}`,
    fee: plan.fee?.amount ?? 0,
    outcomes: ruleFor(right).outcomes.join(' '),
  }).toEqual(row);
  const atOnce = right === 'ccpa.opt-out' || right === 'ccpa.limit';
  expect(plan.unverified).toEqual(atOnce ? [right] : []);
  expect(plan.verified).toEqual(atOnce ? [] : [right]);
}

const APPI_ANSWER: [string, null] = ['2026-12-02', null];
const CCPA_DATES: { acknowledge: [string, string]; answer: [string, string] } = {
  acknowledge: ['2026-12-01', '2026-12-04'],
  answer: ['2026-12-31', '2027-01-03'],
};
const AT_ONCE: Pick<Row, 'acknowledge' | 'answer' | 'identity' | 'fee'> = {
  acknowledge: null,
  answer: ['2026-12-07', '2026-12-11'],
  identity: 'none, 0 points, document never',
  fee: 0,
};

describe('the request type', () => {
  it('appi.disclose is paid, proven by a document, answered without delay', () => {
    holds('appi.disclose', {
      statute: 'APPI 33(1)',
      acknowledge: null,
      answer: APPI_ANSWER,
      identity: 'proportionate, 2 points, document always',
      fee: 500,
      outcomes: 'disclose partial refuse not-held method-changed',
    });
  });

  it('appi.disclose-provision is as disclosure', () => {
    holds('appi.disclose-provision', {
      statute: 'APPI 33(5)',
      acknowledge: null,
      answer: APPI_ANSWER,
      identity: 'proportionate, 2 points, document always',
      fee: 500,
      outcomes: 'disclose partial refuse not-held method-changed',
    });
  });

  it('appi.purpose is free', () => {
    holds('appi.purpose', {
      statute: 'APPI 32(2)',
      acknowledge: null,
      answer: APPI_ANSWER,
      identity: 'proportionate, 2 points, document if-points-fail',
      fee: 0,
      outcomes: 'notify refuse',
    });
  });

  it('appi.correct is free', () => {
    holds('appi.correct', {
      statute: 'APPI 34',
      acknowledge: null,
      answer: APPI_ANSWER,
      identity: 'proportionate, 2 points, document if-points-fail',
      fee: 0,
      outcomes: 'corrected partial refuse not-held',
    });
  });

  it('appi.cease is free', () => {
    holds('appi.cease', {
      statute: 'APPI 35(1), 35(5)',
      acknowledge: null,
      answer: APPI_ANSWER,
      identity: 'proportionate, 2 points, document if-points-fail',
      fee: 0,
      outcomes: 'ceased erased alternative refuse not-held',
    });
  });

  it('appi.cease-provision is free', () => {
    holds('appi.cease-provision', {
      statute: 'APPI 35(3)',
      acknowledge: null,
      answer: APPI_ANSWER,
      identity: 'proportionate, 2 points, document if-points-fail',
      fee: 0,
      outcomes: 'ceased alternative refuse not-held',
    });
  });

  it('ccpa.know-categories asks for reasonable identity: two points', () => {
    holds('ccpa.know-categories', {
      ...CCPA_DATES,
      statute: 'Civ. 1798.110, 1798.115',
      identity: 'reasonable, 2 points, document if-points-fail',
      fee: 0,
      outcomes: 'grant partial deny not-held',
    });
  });

  it('ccpa.know-specific asks for three points and a declaration', () => {
    holds('ccpa.know-specific', {
      ...CCPA_DATES,
      statute: 'Civ. 1798.110(a)(5), 1798.130',
      identity: 'reasonably-high, 3 points, document if-points-fail, declaration',
      fee: 0,
      outcomes: 'grant partial deny downgrade not-held',
    });
  });

  it('ccpa.delete is answered within 45 days', () => {
    holds('ccpa.delete', {
      ...CCPA_DATES,
      statute: 'Civ. 1798.105',
      identity: 'reasonable, 2 points, document if-points-fail',
      fee: 0,
      outcomes: 'grant partial deny not-held',
    });
  });

  it('ccpa.correct is answered within 45 days', () => {
    holds('ccpa.correct', {
      ...CCPA_DATES,
      statute: 'Civ. 1798.106',
      identity: 'reasonable, 2 points, document if-points-fail',
      fee: 0,
      outcomes: 'corrected deleted-instead deny not-held',
    });
  });

  it('ccpa.opt-out asks for nothing and takes 15 business days at most', () => {
    holds('ccpa.opt-out', { ...AT_ONCE, statute: 'Civ. 1798.120', outcomes: 'done deny' });
  });

  it('ccpa.limit asks for nothing and takes 15 business days at most', () => {
    holds('ccpa.limit', { ...AT_ONCE, statute: 'Civ. 1798.121', outcomes: 'done not-needed deny' });
  });

  it('inquiry asks for nothing and is answered in two weeks', () => {
    holds('inquiry', {
      statute: 'APPI 40',
      acknowledge: null,
      answer: APPI_ANSWER,
      identity: 'none, 0 points, document never',
      fee: 0,
      outcomes: 'answered',
    });
  });
});

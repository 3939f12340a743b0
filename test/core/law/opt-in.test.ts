import { describe, expect, it } from 'vitest';
import { OPT_IN, optInAnswer } from '../../../core/law/opt-in.ts';
import { isSignal } from '../../../core/law/signal.ts';

const NONE = { optedOutAt: null, limitedAt: null, optedInAt: null, age: null };
/** In the evening of 18 November in Los Angeles. */
const OUT = '2026-11-19T04:00:00.000Z';

describe('asking to opt in (L-24, L-25)', () => {
  it('L-24: who has chosen nothing may be asked, and opting in takes two steps', () => {
    expect(optInAnswer(NONE, OUT)).toMatchObject({
      optedOut: false,
      maySell: true,
      mayAsk: true,
      mayAskFrom: null,
      steps: OPT_IN.steps,
    });
  });

  it.each(['optedOutAt', 'limitedAt'] as const)(
    'L-24: after %s nobody is asked for twelve whole months of Los Angeles',
    (choice) => {
      const choices = { ...NONE, [choice]: OUT };
      const mayAskFrom = '2027-11-19';
      expect(optInAnswer(choices, OUT)).toMatchObject({ mayAsk: false, mayAskFrom });
      expect(optInAnswer(choices, '2027-11-19T07:59:59.999Z')).toMatchObject({ mayAsk: false });
      expect(optInAnswer(choices, '2027-11-19T08:00:00.000Z')).toMatchObject({ mayAsk: true });
    },
  );

  it('L-24: the later of opt-out and limit counts, and an opt-in ends only what was before it', () => {
    const later = '2027-03-01T20:00:00.000Z';
    const both = { ...NONE, optedOutAt: OUT, limitedAt: later };
    expect(optInAnswer(both, later).mayAskFrom).toBe('2028-03-02');
    const between = optInAnswer({ ...both, optedInAt: '2027-01-01T00:00:00.000Z' }, later);
    expect(between).toMatchObject({ optedOut: false, limited: true, maySell: true, mayAsk: false });
  });

  it.each([
    [12, 'parent', false],
    [13, 'self', false],
    [15, 'self', false],
    [16, 'self', true],
  ] as const)(
    'L-25: at %i an opt-in is by the %s, and sale without one is %s',
    (age, by, maySell) => {
      expect(optInAnswer({ ...NONE, age }, OUT)).toMatchObject({ by, maySell });
      const optedIn = optInAnswer({ ...NONE, age, optedInAt: OUT }, OUT);
      expect(optedIn.maySell).toBe(true);
    },
  );

  it.each([
    ['1', true],
    ['0', false],
    ['1, 1', false],
    [' 1', false],
    ['true', false],
    [undefined, false],
  ])('L-23: a browser that sends %j opts out: %s', (value, is) => {
    expect(isSignal(value)).toBe(is);
  });
});

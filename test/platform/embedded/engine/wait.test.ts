import { describe, expect, it } from 'vitest';
import { machine, open } from './harness.ts';

const wait = (fields: object) =>
  machine({ A: { Type: 'Wait', ...fields, Next: 'B' }, B: { Type: 'Succeed' } });

describe('Wait', () => {
  it.each([
    ['Seconds', { Seconds: 60 }],
    ['Seconds as an expression', { Seconds: '{% $states.input.minutes * 60 %}' }],
    ['Timestamp', { Timestamp: '2026-11-19T17:01:00+09:00' }],
    ['Timestamp as an expression', { Timestamp: '{% $states.input.at %}' }],
  ])('waits until the instant that %s gives, and not longer', async (_, fields) => {
    const lab = await open(wait(fields));
    await lab.run({ minutes: 1, at: '2026-11-19T08:01:00Z' });
    await lab.pass(59.9);
    expect(lab.status()).toBe('RUNNING');
    await lab.pass(0.1);
    expect(lab.status()).toBe('SUCCEEDED');
    expect(lab.output()).toEqual({ minutes: 1, at: '2026-11-19T08:01:00Z' });
  });

  it('does not wait for an instant that is past', async () => {
    const lab = await open(wait({ Timestamp: '2026-11-18T00:00:00Z' }));
    await lab.run();
    expect(lab.status()).toBe('SUCCEEDED');
  });

  it.each([
    ['Seconds', { Seconds: "{% 'soon' %}" }],
    ['Seconds', { Seconds: '{% -1 %}' }],
    ['Timestamp', { Timestamp: "{% 'tomorrow' %}" }],
  ])(
    'fails with States.QueryEvaluationError when %s gives no such thing',
    async (field, fields) => {
      const lab = await open(wait(fields));
      await lab.run();
      expect(lab.failure().error).toBe('States.QueryEvaluationError');
      expect(lab.failure().cause).toContain(field);
    },
  );

  it('fires by itself when the clock is the real one', async () => {
    const lab = await open(wait({ Seconds: 1 }), {}, { clock: { now: () => new Date() } });
    await lab.run();
    expect(lab.status()).toBe('RUNNING');
    await expect.poll(() => lab.status(), { timeout: 3000 }).toBe('SUCCEEDED');
  });
});

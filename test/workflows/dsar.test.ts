import { readFileSync } from 'node:fs';
import validate from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { IN_DOUBT_MS } from '../../platform/aws/mailer.ts';
import { STEPS } from '../../workflows/contract.ts';
import { dsar } from '../../workflows/dsar.ts';
import released from '../../workflows/released.json' with { type: 'json' };

const file = new URL('../../workflows/dsar.asl.json', import.meta.url);
const emitted: unknown = JSON.parse(readFileSync(file, 'utf8'));

/** Every object anywhere in a JSON value. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(value)) for (const item of value) yield* objectsIn(item);
  else if (typeof value === 'object' && value !== null) {
    yield Object.fromEntries(Object.entries(value));
    for (const item of Object.values(value)) yield* objectsIn(item);
  }
}

/** Of a call's ways to try again, the one for mails. */
const Delay = z
  .array(
    z.object({
      ErrorEquals: z.array(z.string()),
      IntervalSeconds: z.number(),
      MaxAttempts: z.number(),
      BackoffRate: z.number(),
      MaxDelaySeconds: z.number().optional(),
      JitterStrategy: z.string().optional(),
    }),
  )
  .transform((retriers, context) => {
    const mails = retriers.find(({ ErrorEquals }) => ErrorEquals.includes('MailUnderWay'));
    if (mails) return { MaxDelaySeconds: Number.POSITIVE_INFINITY, ...mails };
    context.addIssue({ code: 'custom', message: 'no way for mails' });
    return z.NEVER;
  });

const Released = z.record(
  z.string(),
  z.object({ input: z.array(z.string()), output: z.array(z.string()) }),
);

function keysOf(schema: z.ZodType | undefined, io: 'input' | 'output') {
  const Required = z.object({ required: z.array(z.string()).default([]) });
  return Required.parse(schema ? z.toJSONSchema(schema, { io, unrepresentable: 'any' }) : {});
}

describe('the emitted workflow', () => {
  it('is what the modules say: run `npm run workflows` after a change', () => {
    expect(emitted).toEqual(JSON.parse(JSON.stringify(dsar)));
  });

  it('is valid Amazon States Language', () => {
    const { isValid, errorsText } = validate(dsar);
    expect(errorsText?.('\n') ?? '').toBe('');
    expect(isValid).toBe(true);
  });

  it('calls every step of the contract, and no other', () => {
    const called = [...objectsIn(emitted)].flatMap(({ FunctionName }) =>
      typeof FunctionName === 'string' ? FunctionName.replace(/^\$\{(.*)\}$/, '$1') : [],
    );
    expect([...new Set(called)].sort()).toEqual(Object.keys(STEPS).sort());
  });

  it('gives every call of a step a way to try again', () => {
    const calls = [...objectsIn(emitted)].filter(({ Type }) => Type === 'Task');
    expect(calls.length).toBeGreaterThan(20);
    for (const call of calls) expect(call).toHaveProperty('Retry');
  });

  it('asks again for a mail that may be under way only when that is known, and for half an hour at least', () => {
    for (const call of [...objectsIn(emitted)].filter(({ Type }) => Type === 'Task')) {
      const {
        IntervalSeconds: first,
        MaxAttempts,
        MaxDelaySeconds,
        BackoffRate,
        JitterStrategy,
      } = Delay.parse(call.Retry);
      const pauses = Array.from({ length: MaxAttempts }, (_, index) =>
        Math.min(first * BackoffRate ** index, MaxDelaySeconds),
      );
      expect(JitterStrategy).toBeUndefined();
      expect(first * 1000).toBeGreaterThan(IN_DOUBT_MS);
      expect(pauses.reduce((sum, pause) => sum + pause)).toBeGreaterThan(30 * 60);
    }
  });

  it('keeps what executions begun before it call, and asks no more of it (docs/deploying.md)', () => {
    for (const [name, { input, output }] of Object.entries(Released.parse(released))) {
      const step = Object.entries(STEPS).find(([known]) => known === name)?.[1];
      expect(step, name).toBeDefined();
      const now = { in: keysOf(step?.input, 'input'), out: keysOf(step?.output, 'output') };
      expect(input, `${name} is given`).toEqual(expect.arrayContaining(now.in.required));
      expect(now.out.required, `${name} gives back`).toEqual(expect.arrayContaining(output));
    }
    expect(Object.keys(released).length).toBeGreaterThan(10);
  });

  it('waits only by task token, and never sleeps: deadlines are the sweep’s', () => {
    const types = new Set([...objectsIn(emitted)].map(({ Type }) => Type));
    expect(types).not.toContain('Wait');
  });

  it('lets every wait of a case that was merged into another end it', () => {
    const flows = [...objectsIn(emitted)].flatMap(({ States }) =>
      typeof States === 'object' && States !== null ? [Object.entries(States)] : [],
    );
    const routes = flows.flatMap((states) => {
      const named = new Map(states);
      return states.flatMap(([, state]) =>
        String(state.Resource).endsWith('waitForTaskToken')
          ? [{ kind: state.Arguments.Payload.kind, choice: JSON.stringify(named.get(state.Next)) }]
          : [],
      );
    });
    expect(routes.length).toBeGreaterThan(8);
    // Beside other stores, the next wait behind the Map hears of it; what is decided is never merged.
    const beside = ['collect-by-hand', 'carry-out'];
    for (const { kind, choice } of routes)
      if (!beside.includes(kind)) expect(choice, kind).toContain("in ['withdrawn', 'merged']");
  });
});

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { failure } from '../../../functions/lambda/failure.ts';
import { handled } from '../../../functions/lambda/handled.ts';
import { METRICS } from '../../../functions/lambda/metrics.ts';
import { log } from '../../../functions/lambda/telemetry.ts';
import { BadSettings } from '../../../platform/settings.ts';
import { printed } from '../../support/printed.ts';

const CASE = 'KJ-7F3K2-9QXM4';

const Emf = z.object({
  _aws: z.object({
    CloudWatchMetrics: z.tuple([
      z.object({
        Namespace: z.literal('Kaiji'),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.tuple([z.object({ Name: z.string(), Unit: z.string() })]),
      }),
    ]),
  }),
});

describe('what a function tells', () => {
  it('is one line of JSON, and a metric of its own where it is counted, without the case', () => {
    const lines = printed();
    log('case closed', { caseId: CASE, outcome: 'answered' });
    const [told, counted, ...more] = lines().map((line) => JSON.parse(line));
    expect(told).toMatchObject({
      level: 'INFO',
      message: 'case closed',
      caseId: CASE,
      outcome: 'answered',
    });
    expect(Emf.parse(counted)._aws.CloudWatchMetrics).toEqual([
      {
        Namespace: 'Kaiji',
        Dimensions: [['service', 'outcome']],
        Metrics: [{ Name: 'CasesClosed', Unit: 'Count' }],
      },
    ]);
    expect(counted).toMatchObject({ CasesClosed: 1, outcome: 'answered' });
    expect(JSON.stringify(counted)).not.toContain(CASE);
    expect(more).toEqual([]);
  });

  it('counts by the facts that hold a number', () => {
    const lines = printed();
    log('swept', { looked: 12, failed: 0 });
    expect(lines().join('\n')).toMatch(/"SweepLooked":12/);
    expect(lines().join('\n')).toMatch(/"SweepFailed":0/);
  });

  it('is told apart in no metric by a case, a person or a time', () => {
    const by = Object.values(METRICS)
      .flat()
      .flatMap((one) => ('by' in one ? [one.by] : []));
    expect(new Set(by)).toEqual(
      new Set(['channel', 'outcome', 'kind', 'store', 'purpose', 'stage', 'path']),
    );
  });
});

describe('a function', () => {
  beforeEach(() => {
    vi.stubEnv('POWERTOOLS_LOGGER_LOG_EVENT', 'true');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('tells that it ran, for which case and how long; its event is never printed', async () => {
    const lines = printed();
    const run = handled('plan', async (event: { caseId: string; name: string }) => event.name);
    await expect(
      run({ caseId: CASE, name: 'Hanako Yamada' }, { awsRequestId: 'request-1' }),
    ).resolves.toBe('Hanako Yamada');
    expect(lines().map((line) => JSON.parse(line))).toMatchObject([
      { message: 'function ran', function: 'plan', caseId: CASE, requestId: 'request-1' },
    ]);
    expect(JSON.parse(lines()[0] ?? '').ms).toBeGreaterThanOrEqual(0);
    expect(lines().join()).not.toContain('Hanako');
  });

  it('fails by name alone, and what was counted before it failed is counted', async () => {
    const lines = printed();
    const run = handled('plan', async () => {
      log('case stuck', { caseId: CASE });
      throw new TypeError('no row for hanako@example.com', { cause: new Error('Hanako Yamada') });
    });
    const thrown: unknown = await run({}).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ name: 'TypeError', message: 'plan failed' });
    expect(thrown).not.toHaveProperty('cause');
    expect(lines().join()).toContain('"CasesStuck":1');
    expect(JSON.parse(lines().at(-1) ?? '')).toMatchObject({
      level: 'WARN',
      message: 'function failed',
      function: 'plan',
      error: 'TypeError',
    });
    expect(lines().join() + inspect(thrown)).not.toMatch(/hanako/i);
  });

  it.each(['no row for hanako@example.com', ''])('takes "%s" for no name', (name) => {
    const lines = printed();
    const error = new Error();
    error.name = name;
    expect(failure(error, { function: 'plan' }).name).toBe('Error');
    expect(lines().join()).not.toContain('hanako');
  });

  it('that is deployed with a wrong setting says which', async () => {
    const lines = printed();
    const run = handled('plan', async () => {
      throw new BadSettings('KAIJI_TABLE: expected a text');
    });
    await expect(run({})).rejects.toThrow('plan failed');
    expect(lines().join()).toContain('KAIJI_TABLE: expected a text');
  });
});

describe('a call that X-Ray has chosen', () => {
  const ROOT = '1-5759e988-bd862e3fe1be46a994272793';

  /** What reaches X-Ray's daemon, which Lambda has beside each function. */
  async function daemon(): Promise<string[]> {
    const socket = createSocket('udp4');
    const taken: string[] = [];
    socket.on('message', (message) => taken.push(message.toString()));
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    vi.stubEnv('AWS_XRAY_DAEMON_ADDRESS', `127.0.0.1:${socket.address().port}`);
    vi.stubEnv('AWS_EXECUTION_ENV', 'AWS_Lambda_nodejs24.x');
    vi.stubEnv('LAMBDA_TASK_ROOT', '/var/task');
    vi.stubEnv('_X_AMZN_TRACE_ID', `Root=${ROOT};Parent=53995c3f42cd8ad8;Sampled=1`);
    onTestFinished(() => {
      socket.close();
      vi.unstubAllEnvs();
    });
    return taken;
  }

  it('has its part in the trace, found by its case; neither payload nor words of an error', async () => {
    const lines = printed();
    const taken = await daemon();
    const run = handled('plan', async (_event: { caseId: string; name: string }) => {
      throw new TypeError('no row for hanako@example.com');
    });
    await expect(run({ caseId: CASE, name: 'Hanako Yamada' })).rejects.toThrow('plan failed');
    await vi.waitFor(() => expect(taken).toHaveLength(1));
    const part: unknown = JSON.parse(taken[0]?.split('\n')[1] ?? '');
    expect(part).toMatchObject({
      name: '## plan',
      trace_id: ROOT,
      type: 'subsegment',
      fault: true,
      annotations: { function: 'plan', caseId: CASE, error: 'TypeError' },
    });
    expect(taken.join() + lines().join()).not.toMatch(/hanako/i);
  });
});

import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { Database } from '../../../../platform/embedded/database.ts';
import { EngineClosed } from '../../../../platform/embedded/engine/errors.ts';
import { ask, call, machine, open, temporaryFile } from './harness.ts';

describe('an execution', () => {
  it('is started once for a name', async () => {
    const lab = await open(machine({ A: call('f') }), { f: (p: unknown) => p });
    await Promise.all([lab.engine.start('one', { n: 1 }), lab.engine.start('one', { n: 2 })]);
    await lab.run({ n: 3 });
    expect(lab.output()).toEqual({ n: 1 });
    expect(lab.calls).toHaveLength(1);
  });

  it('is stopped with everything inside it, and stays stopped', async () => {
    const tokens: string[] = [];
    const branch = (name: string) => ({ StartAt: name, States: { [name]: ask('ask') } });
    const P = { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true };
    const lab = await open(machine({ P }), {
      ask: ({ token }: { token: string }) => tokens.push(token),
    });
    await lab.run();
    const twice = [
      lab.engine.stop('one', 'Withdrawn', 'by the requester'),
      lab.engine.stop('one', 'Again', ''),
    ];
    await Promise.all(twice);
    await lab.engine.stop('one', 'Later', '');
    expect(lab.status()).toBe('ABORTED');
    expect(lab.failure()).toEqual({ error: 'Withdrawn', cause: 'by the requester' });
    expect(lab.events().filter((type) => type === 'ExecutionAborted')).toHaveLength(1);
    for (const token of tokens)
      await expect(lab.engine.complete(token, {})).rejects.toThrow('nothing waits');
  });

  it('does not begin a handler that waited for its turn when it was stopped', async () => {
    let finish = () => {};
    const lab = await open(
      machine({ A: call('f') }),
      {
        f: () =>
          new Promise<void>((resolve) => {
            finish = resolve;
          }),
      },
      { concurrency: 1 },
    );
    await lab.engine.start('one', {});
    await lab.engine.start('two', {});
    await lab.engine.stop('two', 'E', '');
    finish();
    await lab.engine.idle();
    expect(lab.calls).toHaveLength(1);
  });

  it('that is unknown is described as nothing, and stopping it changes nothing', async () => {
    const lab = await open(machine({ A: { Type: 'Succeed' } }));
    await lab.engine.stop('nobody', 'E', '');
    expect(lab.engine.describe('nobody')).toBeUndefined();
    expect(lab.engine.history('nobody')).toEqual([]);
  });

  it('refuses an input above 256 KiB', async () => {
    const lab = await open(machine({ A: { Type: 'Succeed' } }));
    await expect(lab.engine.start('one', 'x'.repeat(256 * 1024))).rejects.toThrow('262144 bytes');
    expect(lab.status()).toBeUndefined();
  });
});

describe('close', () => {
  it('waits for the handlers that run, writes what they did, and begins no more', async () => {
    const file = temporaryFile();
    const lab = await open(
      machine({ A: call('slow', { Next: 'B' }), B: call('next') }),
      { slow: () => new Promise((resolve) => setTimeout(resolve, 10)), next: () => 'done' },
      { file },
    );
    await lab.engine.start('one', {});
    await lab.engine.close();
    expect(lab.calls.map(([name]) => name)).toEqual(['slow']);
    await expect(lab.engine.start('two', {})).rejects.toBeInstanceOf(EngineClosed);
    lab.database.close();

    const again = await open(machine({ A: { Type: 'Succeed' } }), { next: () => 'done' }, { file });
    await again.engine.idle();
    expect(again.calls.map(([name]) => name)).toEqual(['next']);
    expect(again.output()).toBe('done');
  });
});

describe('a write that fails', () => {
  it('is told, changes nothing, and what was to be written is done again', async () => {
    class Failing extends Database {
      failures = 0;
      override async write<T>(work: (db: DatabaseSync) => T): Promise<T> {
        if (this.failures > 0) {
          this.failures -= 1;
          throw new Error('disk full');
        }
        return super.write(work);
      }
    }
    const database = new Failing(':memory:');
    const faults: string[] = [];
    const report = (fault: Error) => faults.push(fault.message);
    const lab = await open(
      machine({ A: call('f', { Next: 'B' }), B: call('f') }),
      {
        f: () => {
          if (lab.calls.length === 1) database.failures = 1;
          return lab.calls.length;
        },
      },
      { database, report },
    );
    await lab.engine.start('one', {});
    await expect.poll(() => lab.status(), { timeout: 5000 }).toBe('SUCCEEDED');
    expect(faults).toEqual(['disk full']);
    expect(lab.calls).toHaveLength(3);
  });
});

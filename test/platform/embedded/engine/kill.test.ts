import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Database } from '../../../../platform/embedded/database.ts';
import { Journal } from '../../../../platform/embedded/engine/journal.ts';
import { temporaryFile } from './harness.ts';

const KILLS = 4;

function victim(file: string): ChildProcess {
  return spawn(process.execPath, [fileURLToPath(new URL('./victim.ts', import.meta.url)), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

describe('kill -9', () => {
  it('loses no execution and makes no transition twice, whenever it strikes', async () => {
    const file = temporaryFile();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = victim(file);
      if (child.stdout !== null) await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, kill * 15));
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const last = victim(file);
    const printed = last.stdout === null ? '' : await text(last.stdout);
    const outputs = JSON.parse(printed.split('\n').at(-2) ?? '[]');
    expect(outputs).toEqual(Array.from({ length: 20 }, (_, n) => 3 * (n + 1) + 4));

    const database = new Database(file);
    const journal = new Journal(database);
    const histories = outputs.map((_: unknown, n: number) =>
      journal
        .history(`case-${n}`)
        .map(({ type, state = '' }) => `${type} ${state}`)
        .filter((event) => !event.startsWith('TaskSubmitted')) // not when the answer was quicker
        .sort(),
    );
    database.close();
    for (const history of histories) expect(history).toEqual(histories[0]);
    expect(histories[0].filter((event: string) => event.startsWith('TaskSucceeded'))).toHaveLength(
      6,
    );
  });
});

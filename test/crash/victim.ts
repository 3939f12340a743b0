/**
 * The real service in a process that is to be killed. Loads everything, then waits to be told
 * to live; kills itself, as `kill -9` would, right before or after a write of a kind it was told.
 */
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { type Kaiji, startKaiji } from '../../platform/embedded/kaiji.ts';
import { readInstallation } from '../../platform/embedded/settings.ts';
import { fromParent, type Life, type Told } from './messages.ts';
import { watchWrites } from './writes.ts';

let life: Life | null = null;
let kaiji: Kaiji | null = null;
let ahead = 0;

/** In one write to a pipe, so that it arrives although the process is gone the moment after. */
const say = (told: Told) => writeSync(1, `${JSON.stringify(told)}\n`);

const written = new Map<string, number>();

watchWrites((side, kinds) => {
  if (!life) return;
  if (side === 'before') for (const kind of kinds) written.set(kind, (written.get(kind) ?? 0) + 1);
  const due = life.deadly.filter(
    (one) =>
      one.side === side &&
      kinds.includes(one.kind) &&
      one.occurrence <= (written.get(one.kind) ?? 0),
  );
  if (due.length > 0) {
    say({ told: 'dying', side, kinds: due.map(({ kind }) => kind) });
    process.kill(process.pid, 'SIGKILL');
  }
  if (side === 'after') say({ told: 'wrote', kinds: [...kinds] });
});

async function begin(asked: Life): Promise<void> {
  life = asked;
  ahead = asked.ahead;
  kaiji = await startKaiji({
    installation: readInstallation(process.env),
    clock: { now: () => new Date(Date.now() + ahead) },
    log: (event, facts) => say({ told: 'log', event, facts }),
  });
  // What was compiled serves the next one too: a killed process would not keep it.
  flushCompileCache();
  say({ told: 'up', firstSignIn: kaiji.firstSignIn });
}

process.on('message', async (message) => {
  const asked = fromParent.parse(message);
  if (asked.ask === 'live') await begin(asked);
  if (asked.ask === 'wait') ahead = asked.ahead;
  if (asked.ask === 'stop') {
    life = null;
    await kaiji?.close();
    process.exit(0);
  }
});
process.on('disconnect', () => process.exit(1));
say({ told: 'loaded' });

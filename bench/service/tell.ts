/** Loaded before `main.ts` by the benchmark: says, when asked by the parent, what the process has used. */
import { subscribe } from 'node:diagnostics_channel';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/** Of light writes nothing is flushed; they say so before they begin. */
let light = false;
let commits = 0;
const exec = DatabaseSync.prototype.exec;
DatabaseSync.prototype.exec = function counted(this: DatabaseSync, sql: string) {
  if (sql.startsWith('PRAGMA synchronous')) light = sql.endsWith('NORMAL');
  if (sql === 'COMMIT' && !light) commits += 1;
  return exec.call(this, sql);
};

/** Requests at our own door; the demo's stores have doors in this process, too. */
let requests = 0;
const Started = z.object({ request: z.object({ socket: z.object({ localPort: z.number() }) }) });
subscribe('http.server.request.start', (message) => {
  const { localPort } = Started.parse(message).request.socket;
  if (String(localPort) === process.env.KAIJI_PORT) requests += 1;
});

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({
    cpuMs: (user + system) / 1000,
    rssMegabytes: process.memoryUsage.rss() / 2 ** 20,
    peakRssMegabytes: process.resourceUsage().maxRSS / 1024,
    commits,
    requests,
  });
});
// Whoever listens only to this wants to end.
process.channel?.unref();

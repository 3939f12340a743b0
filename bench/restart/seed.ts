/** Makes many cases that wait for their contact to be confirmed, by the product's own functions. */
import { randomBytes } from 'node:crypto';
import { openRequest, Submission } from '../../functions/acts/open-request.ts';
import { systemClock } from '../../platform/embedded/clock.ts';
import { startKaiji } from '../../platform/embedded/kaiji.ts';
import { readInstallation } from '../../platform/embedded/settings.ts';

/** So many are opened before the engine is waited for: more would only fill the memory. */
const AT_ONCE = 200;

const [, , directory = '', cases = '0'] = process.argv;
const kaiji = await startKaiji({
  installation: readInstallation({ KAIJI_DATA: directory, KAIJI_PORT: '0', KAIJI_SMTP_PORT: '0' }),
  clock: systemClock,
  log: () => undefined,
});
// Ten thousand signatures and files would take minutes, and a start does not look at them.
kaiji.context.ports.mailer = {
  send: async () => undefined,
  forget: async () => undefined,
  erase: async () => undefined,
};
for (let opened = 0; opened < Number(cases); opened += AT_ONCE) {
  await Promise.all(
    Array.from({ length: Math.min(AT_ONCE, Number(cases) - opened) }, (_, n) =>
      openRequest(
        kaiji.context,
        Submission.parse({
          language: 'ja',
          residence: 'japan',
          rights: ['appi.disclose'],
          period: null,
          delivery: 'electronic',
          name: '山田 花子',
          email: `hanako-${opened + n}@example.jp`,
          nonce: randomBytes(24).toString('base64url'),
        }),
      ),
    ),
  );
  await kaiji.workflow.idle();
}
await kaiji.close();

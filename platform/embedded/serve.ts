/** The service on this machine, until Ctrl-C. */
import { systemClock } from './clock.ts';
import { startKaiji } from './kaiji.ts';
import { readInstallation } from './settings.ts';

const installation = readInstallation(process.env);
const log = (event: string, facts: Readonly<Record<string, unknown>>) =>
  console.log(JSON.stringify({ at: new Date().toISOString(), event, ...facts }));

try {
  const kaiji = await startKaiji({ installation, clock: systemClock, log });
  const { baseUrl, smtpPort, firstSignIn } = kaiji;
  const lines: [string, string | null][] = [
    ['Portal', `${baseUrl}/`],
    ['Console', `${baseUrl}/console`],
    ['Sign in (once)', firstSignIn],
    ['Mailbox', installation.smtpRelay ? null : `${baseUrl}/mailbox`],
    ['SMTP', `127.0.0.1:${smtpPort}, for ${installation.contactAddress}`],
    ['Data', installation.dataDirectory],
  ];
  console.log('Kaiji 開示 is up.\n');
  for (const [name, address] of lines) if (address) console.log(`  ${name.padEnd(15)} ${address}`);
  console.log('\nCtrl-C stops it; started again, it goes on where it was.\n');

  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void kaiji.close().then(() => process.exit(0));
    });
} catch (error) {
  console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
  process.exit(1);
}

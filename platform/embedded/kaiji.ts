/**
 * The whole service in one process: the only place that chooses what stands behind each port.
 * Everything durable lies under one directory; started again there, it goes on where it was.
 */
import type { Context } from '../../functions/context.ts';
import { daysToRenew, publishedCertificates } from '../../functions/published-certificates.ts';
import { repairRows, sweep } from '../../functions/scheduled/sweep.ts';
import type { DemoStores } from './demo/stores.ts';
import { openDoors } from './doors.ts';
import { openHttpDoor } from './http.ts';
import { type MakeOptions, makeContext } from './make-context.ts';
import type { EmbeddedWorkflow } from './workflow.ts';

/** Often enough for a laptop's requester, cheap enough to forget: one indexed query when nothing is due. */
const SWEEP_EVERY_MS = 60_000;

export interface Kaiji {
  context: Context;
  workflow: EmbeddedWorkflow;
  demo: DemoStores | null;
  baseUrl: string;
  smtpPort: number;
  /** Until somebody has signed in to the console: where the first operator does. */
  firstSignIn: string | null;
  sweep(): Promise<void>;
  close(): Promise<void>;
}

export async function startKaiji(
  start: Pick<MakeOptions, 'installation' | 'clock' | 'log'>,
): Promise<Kaiji> {
  const { installation, log } = start;
  const onTrouble = (error: unknown) =>
    log('trouble', { error: error instanceof Error ? error.name : 'unknown' });
  const http = await openHttpDoor(installation.port);
  const baseUrl = installation.baseUrl ?? `http://127.0.0.1:${http.port}`;
  const options = { ...start, baseUrl, onTrouble };
  const made = await makeContext(options);
  const { context, opened, workflow, demo } = made;
  const doors = await openDoors(http, made, options);
  const sweeps = oneAfterTheOther(async () => {
    await doors.uploads.tellOfForgotten(onTrouble);
    await sweep(context);
  });

  await tellOfCertificate(context);
  await workflow.open();
  opened.standIn?.start();
  opened.relay?.start();
  await repairRows(context);
  await sweeps.now();
  const timer = setInterval(() => void sweeps.now().catch(onTrouble), SWEEP_EVERY_MS);

  return {
    context,
    workflow,
    demo,
    baseUrl,
    smtpPort: doors.smtpPort,
    firstSignIn: await doors.signIn.firstLink({
      email: installation.firstOperator,
      name: 'Privacy officer',
      roles: ['operator', 'approver'],
      language: 'en',
    }),
    sweep: sweeps.now,
    close: async () => {
      clearInterval(timer);
      await doors.close();
      await opened.relay?.stop();
      await opened.standIn?.stop();
      await sweeps.settled();
      await workflow.close();
      await demo?.close();
      opened.database.close();
    },
  };
}

async function tellOfCertificate({ ports, log }: Context): Promise<void> {
  const [present] = await publishedCertificates(ports.signer);
  const days = present ? daysToRenew(present, ports.clock.now()) : null;
  if (days !== null) log('signing certificate ends', { days });
}

/** Whoever asked hears of a failure; the next run and the stop only wait for it. */
function oneAfterTheOther(work: () => Promise<void>) {
  let last: Promise<void> = Promise.resolve();
  return {
    now: (): Promise<void> => {
      const run = last.then(work);
      last = run.catch(() => undefined);
      return run;
    },
    settled: (): Promise<void> => last,
  };
}

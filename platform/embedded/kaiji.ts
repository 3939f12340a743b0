/**
 * The whole service in one process: the only place that chooses what stands behind each port.
 * Everything durable lies under one directory; started again there, it goes on where it was.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Finder } from '../../connectors/finder.ts';
import { BadDataMap, type DataMap, parseDataMap } from '../../core/data-map.ts';
import { COMPANY } from '../../core/law/company.ts';
import { notice } from '../../core/notices/index.ts';
import { evidenceStored } from '../../functions/acts/evidence.ts';
import type { Context, Settings } from '../../functions/context.ts';
import { mailArrived, recordBounce } from '../../functions/intake/email.ts';
import {
  type InboundMail,
  readInboundMail,
  UnreadableMail,
} from '../../functions/intake/inbound-mail.ts';
import { send } from '../../functions/notify.ts';
import { peerAddress } from '../../functions/pages/rate-limit.ts';
import { repairRows, sweep } from '../../functions/scheduled/sweep.ts';
import { stepRunner } from '../../functions/steps.ts';
import dsar from '../../workflows/dsar.asl.json' with { type: 'json' };
import { Cases } from '../cases.ts';
import type { Clock, Ports } from '../ports.ts';
import { type ConsoleSignIn, consoleSignIn } from './console-signin.ts';
import type { Database } from './database.ts';
import { type DemoStores, startDemoStores } from './demo/stores.ts';
import { openHttpDoor } from './http.ts';
import { httpApp } from './http-app.ts';
import { openPorts } from './open-ports.ts';
import { Operators } from './operators.ts';
import type { Installation } from './settings.ts';
import { MailRefused, type MailSession, openSmtpDoor } from './smtp.ts';
import { VaultUploads } from './vault-upload.ts';
import { EmbeddedWorkflow } from './workflow.ts';

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

export interface KaijiOptions {
  installation: Installation;
  clock: Clock;
  /** One line an occurrence: case ids and counts, never anything personal. */
  log: Context['log'];
}

export async function startKaiji({ installation, clock, log }: KaijiOptions): Promise<Kaiji> {
  const http = await openHttpDoor(installation.port);
  const baseUrl = installation.baseUrl ?? `http://127.0.0.1:${http.port}`;
  const settings = settingsOf(installation, baseUrl);
  const onTrouble = (error: unknown) =>
    log('trouble', { error: error instanceof Error ? error.name : 'unknown' });

  // Parts that call each other: what one is told of reaches the others once all are there.
  let context: Context | null = null;
  const whole = (): Context => {
    if (!context) throw new NotReady('the service is still starting');
    return context;
  };
  const opened = await openPorts({
    installation,
    clock,
    baseUrl,
    organisation: settings.organisation.name.en,
    onUndeliverable: ({ messageId }) =>
      recordBounce(whole(), { originalMessageId: messageId, permanent: true }),
    onTrouble,
  });
  const { database, vault } = opened;
  const demo = installation.dataMapFile
    ? null
    : await startDemoStores({ dataDir: installation.dataDirectory });
  const finder = new Finder({
    dataMap: demo?.dataMap ?? readDataMap(installation.dataMapFile),
    environment: { ...installation.environment, ...demo?.environment },
    vault,
    clock,
  });
  const workflow = new EmbeddedWorkflow({
    database,
    clock,
    definition: dsar,
    invoke: (name, payload) => runStep(name, payload),
    report: onTrouble,
  });
  const ports: Ports = { ...opened.ports, workflow };
  context = { ports, cases: new Cases(ports), settings, finder, log };
  const runStep = stepRunner(context);

  const uploads = new VaultUploads({
    ...{ vault, database, clock, keyring: ports.keyring },
    onStored: (key) => evidenceStored(whole(), key),
  });
  const signIn = signInFor(context, { database, baseUrl, onTrouble });
  const { requestLimit } = installation;
  http.serve(httpApp(context, { opened, uploads, signIn, requestLimit }));
  const smtp = await openSmtpDoor({
    port: installation.smtpPort,
    contactAddress: installation.contactAddress,
    clock,
    onMail: async (raw, session) => mailArrived(whole(), await readable(raw, session)),
    onTrouble,
    ...(requestLimit && { mailsPerMinute: requestLimit }),
  });

  const cases = context;
  let sweeping: Promise<void> = Promise.resolve();
  const sweepNow = () => {
    const swept = sweeping.then(async () => {
      await uploads.tellOfForgotten(onTrouble);
      await sweep(cases);
    });
    // Whoever asked hears of a failure; the next one and the stop only wait for it.
    sweeping = swept.catch(() => undefined);
    return swept;
  };
  await workflow.open();
  opened.standIn?.start();
  opened.relay?.start();
  await repairRows(context);
  await sweepNow();
  const timer = setInterval(() => void sweepNow().catch(onTrouble), SWEEP_EVERY_MS);

  return {
    context,
    workflow,
    demo,
    baseUrl,
    smtpPort: smtp.port,
    firstSignIn: await signIn.firstLink({
      email: installation.firstOperator,
      name: 'Privacy officer',
      roles: ['operator', 'approver'],
      language: 'en',
    }),
    sweep: sweepNow,
    close: async () => {
      clearInterval(timer);
      await smtp.close();
      await http.close();
      await opened.relay?.stop();
      await opened.standIn?.stop();
      await signIn.settled();
      await sweeping;
      await workflow.close();
      await demo?.close();
      database.close();
    },
  };
}

/** @throws {MailRefused} in words for the sender's mail server, which tells the sender */
async function readable(raw: Uint8Array, session: MailSession): Promise<InboundMail> {
  try {
    return await readInboundMail(raw, session);
  } catch (error) {
    if (!(error instanceof UnreadableMail)) throw error;
    throw new MailRefused(`This mail cannot be read (${error.reason})`, { cause: error });
  }
}

/** Something arrived before all parts were there; whoever sent it tries again. */
class NotReady extends Error {
  override readonly name = 'NotReady';
}

function settingsOf(installation: Installation, baseUrl: string): Settings {
  const { contactAddress, fromAddress, thirdPartyAddresses } = installation;
  return {
    organisation: {
      name: { en: COMPANY.name, ja: COMPANY.name },
      address: COMPANY.address,
      phone: COMPANY.phone,
    },
    contactAddress,
    fromAddress,
    mailDomain: fromAddress.split('@').at(-1) ?? 'localhost',
    baseUrl,
    thirdPartyAddresses,
  };
}

/** @throws {BadDataMap} that says every fault with its place */
function readDataMap(file: string | null): DataMap {
  if (file === null) throw new BadDataMap('no data map: set KAIJI_DATA_MAP to its file');
  return parseDataMap(JSON.parse(readFileSync(file, 'utf8')));
}

/** Operators sign in by mailed links; the mail is signed like any other. */
function signInFor(
  context: Context,
  parts: { database: Database; baseUrl: string; onTrouble: (error: unknown) => void },
): ConsoleSignIn {
  const { database, baseUrl, onTrouble } = parts;
  const { settings, ports } = context;
  return consoleSignIn({
    database,
    operators: new Operators(database, randomBytes),
    clock: ports.clock,
    randomBytes,
    origin: () => baseUrl,
    sendLink: async ({ email, language }, url) => {
      const organisation = settings.organisation.name[language];
      const facts = { organisation, contactAddress: settings.contactAddress, url };
      await send(context, {
        messageId: `sign-in.${randomBytes(12).toString('hex')}@${settings.mailDomain}`,
        to: email,
        words: notice('operator-sign-in', facts, language),
      });
    },
    onSendFailed: onTrouble,
    remoteOf: peerAddress,
    stylesheet: '/assets/console.css',
  });
}

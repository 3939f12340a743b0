/** The service that the demo visits: one that is running, or one of its own that leaves nothing behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readInstallation } from '../../platform/embedded/settings.ts';
import type { Doors } from '../support/people.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Host {
  doors: Doors;
  /** `null` for a running service: there the operator asks for a mailed link. */
  firstSignIn: string | null;
  operator: string;
  /** In words, for the first lines of the demo. */
  said: string;
  end(): Promise<void>;
}

/** The service cannot be visited; the message says why and what to do. */
export class NoHost extends Error {
  override readonly name = 'NoHost';
}

/** @throws {NoHost} */
export async function findHost(environment: Environment): Promise<Host> {
  return (await running(environment)) ?? ownHost(environment);
}

async function running(environment: Environment): Promise<Host | null> {
  const { port, smtpPort, contactAddress, firstOperator } = readInstallation(environment);
  const baseUrl = `http://127.0.0.1:${port}`;
  if (!(await answers(`${baseUrl}/.well-known/kaiji/certificates.pem`))) return null;
  if (!(await answers(`${baseUrl}/mailbox`)))
    throw new NoHost(
      `Kaiji runs at ${baseUrl} and sends real mail. The demo makes cases up: it needs the mailbox page.`,
    );
  return {
    doors: { baseUrl, smtpPort, contactAddress },
    firstSignIn: null,
    operator: firstOperator,
    said: `the service that runs at ${baseUrl}`,
    end: async () => {},
  };
}

async function answers(address: string): Promise<boolean> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(2_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

/** Settings that would take a service of our own to real stores, real mail or real money. */
const REAL = /^(KAIJI_|STRIPE_)/;
const START_MS = 30_000;

async function ownHost(environment: Environment): Promise<Host> {
  const directory = mkdtempSync(join(tmpdir(), 'kaiji-demo-'));
  const main = new URL('../../platform/embedded/main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [main], {
    env: {
      ...Object.fromEntries(Object.entries(environment).filter(([name]) => !REAL.test(name))),
      KAIJI_DATA: directory,
      KAIJI_PORT: '0',
      KAIJI_SMTP_PORT: '0',
      KAIJI_REQUEST_LIMIT: '1000',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // A demo that ends by Ctrl-C leaves nothing behind either.
  const clean = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', () => {
    child.kill('SIGKILL');
    clean();
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const said = await whatItPrints(child);
  const { contactAddress, firstOperator } = readInstallation({});
  return {
    doors: { baseUrl: said.portal, smtpPort: said.smtpPort, contactAddress },
    firstSignIn: said.signIn,
    operator: firstOperator,
    said: `a service of its own at ${said.portal}, in a directory that goes afterwards`,
    end: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
      clean();
    },
  };
}

interface Printed {
  portal: string;
  signIn: string;
  smtpPort: number;
}

async function whatItPrints(child: ChildProcess): Promise<Printed> {
  const { stdout } = child;
  if (!stdout) throw new NoHost('the service has no output to read');
  let text = '';
  const up = new Promise<Printed>((resolve) => {
    createInterface({ input: stdout }).on('line', (line) => {
      text += `${line}\n`;
      const portal = /Portal\s+(\S+?)\/?$/m.exec(text)?.[1];
      const signIn = /Sign in \(once\)\s+(\S+)/.exec(text)?.[1];
      const smtpPort = /SMTP\s+127\.0\.0\.1:(\d+)/.exec(text)?.[1];
      if (portal && signIn && smtpPort) resolve({ portal, signIn, smtpPort: Number(smtpPort) });
    });
  });
  const never = (why: string) => new NoHost(`the service ${why}\n${text}`);
  return Promise.race([
    up,
    once(child, 'exit').then(([code]) => Promise.reject(never(`ended with ${code}`))),
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(never(`is not up after ${START_MS / 1000} s`)), START_MS).unref();
    }),
  ]);
}

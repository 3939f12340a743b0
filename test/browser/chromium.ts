/** An installed Chromium, without a screen and without a word to anybody but the service. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED = '/usr/bin/chromium';

/** `CHROMIUM`, or Debian's; `null` where there is none, and then the run says so. */
export const executablePath: string | null =
  process.env.CHROMIUM ?? (existsSync(INSTALLED) ? INSTALLED : null);

if (executablePath === null)
  console.warn(
    '\n  skipped: the browser journey needs Chromium. Install it (apt-get install chromium),\n' +
      '  or name one: CHROMIUM=/path/to/chrome npx vitest run test/browser\n',
  );

/** With a profile of its own, which goes when it is closed. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: executablePath ?? INSTALLED,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

import { randomBytes } from 'node:crypto';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { securityHeaders } from '../../functions/pages/security.ts';
import { cognitoSignIn } from '../../platform/aws/console-signin.ts';
import { AwsOperators } from '../../platform/aws/operators.ts';
import { listening, testTable } from '../support/aws-table.ts';
import { StandInCognito } from '../support/cognito.ts';
import { executablePath, launch } from './chromium.ts';

/** The address of an app that is made once its address is known. */
async function served(): Promise<{ origin: string; app: Hono }> {
  const app = new Hono();
  const server = createAdaptorServer({ fetch: app.fetch });
  onTestFinished(() => void server.close());
  if (!('closeAllConnections' in server)) throw new Error('expected a server of HTTP/1');
  return { origin: await listening(server), app };
}

/** A page with the console's headers and forms, behind the real sign-in. */
async function openConsole(page: Page) {
  const [{ origin, app }, cognitoDoor] = [await served(), await served()];
  const clock = { now: () => new Date() };
  const cognito = await StandInCognito.make({ origin: cognitoDoor.origin, console: origin, clock });
  cognitoDoor.app.route('/', cognito.app);
  const { table } = await testTable();
  const operators = new AwsOperators(table);
  const parts = { table, operators, clock, randomBytes, log: () => {} };
  const signIn = cognitoSignIn({ ...parts, environment: cognito.environment });
  app.route('/', signIn.app);
  app.use('/console/*', securityHeaders({ https: false }));
  app.all('/console/*', async (c) => {
    const operator = await signIn.access.authenticate(c.req.raw);
    if (!operator) return c.redirect(signIn.access.signInPath(), 303);
    return c.html(html`<h1>${operator.name}</h1>
<form method="post" action="${signIn.access.signOutPath}">
<input type="hidden" name="formToken" value="${signIn.access.formToken(c.req.raw)}"><button>out</button></form>
<form method="post" action="/console/act"><button>act</button></form>`);
  });
  await page.goto(`${origin}/console`);
  const heading = () => page.locator('h1').textContent();
  return { origin, heading, operators };
}

describe.skipIf(executablePath === null)('signing in to the console on AWS, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  }, 60_000);
  afterAll(() => browser.close());
  const newPage = async () => {
    const context = await browser.newContext({ locale: 'ja-JP' });
    onTestFinished(() => context.close());
    return context.newPage();
  };

  it('goes to Cognito and back by itself, and out of both by one button', async () => {
    const page = await newPage();
    const { origin, heading } = await openConsole(page);
    await page.waitForURL(`${origin}/console`);
    expect(await heading()).toBe('山田 花子');
    await page.click('text=out');
    await page.waitForURL(`${origin}/console/signed-out`);
    expect(await heading()).toBe('サインアウトしました');
  });

  it('leads a form that comes after the end of the session to Cognito, too', async () => {
    const page = await newPage();
    const { origin, heading, operators } = await openConsole(page);
    await page.waitForURL(`${origin}/console`);
    await operators.left('2f3c-hanako');
    await page.click('text=act');
    await expect.poll(() => operators.list(), { timeout: 15_000 }).toHaveLength(1);
    await page.waitForURL(`${origin}/console`);
    expect(await heading()).toBe('山田 花子');
  });
});

/**
 * The front door as AWS has it, on one port of this machine: what CloudFront and API Gateway do to a request and its answer,
 * and which function gets it. Beside them what only tests have: the mailboxes of people, and Stripe's pages.
 */
import { Readable } from 'node:stream';
import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import PostalMime from 'postal-mime';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { EDGE_HEADER } from '../../functions/lambda/http.ts';
import type { FunctionName } from '../../functions/lambda/roster.ts';
import type { TestSes } from './aws-ses.ts';
import type { Functions } from './lambda-functions.ts';

export const EDGE_WORD = 'the word that only the edge knows';
/** What the company's own sites prove themselves with. */
export const SERVICE_WORD = 'the word of the companys own sites';

const Answer = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.string()),
  cookies: z.array(z.string()).default([]),
  body: z.string(),
  isBase64Encoded: z.boolean(),
});

/** Behind the edge, the first that fits. */
const ROUTES: readonly [RegExp, FunctionName][] = [
  [/^\/webhooks\/stripe$/, 'stripe'],
  [/^\/signal(\/|$)/, 'services'],
  [/^\/p\/.*\/answer\/(package|letter)$/, 'downloads'],
  [/^/, 'portal'],
];

export function edge(functions: () => Functions, ses: TestSes): Hono {
  const app = new Hono();
  app.route('/', mailboxes(ses));
  app.all('*', async (c) => {
    const event = await eventOf(c);
    const [, name = 'portal'] = ROUTES.find(([path]) => path.test(event.rawPath)) ?? [];
    if (name === 'downloads') {
      const { statusCode, headers, cookies, body } = await functions().stream(name, event);
      return answered(statusCode, headers, cookies, Readable.toWeb(body));
    }
    const answer = Answer.parse(await functions().call(name, event));
    const { statusCode, headers, cookies, isBase64Encoded } = answer;
    const body = Buffer.from(answer.body, isBase64Encoded ? 'base64' : 'utf8');
    return answered(statusCode, headers, cookies, statusCode === 304 ? null : body);
  });
  app.onError((error, c) => c.text(`the function failed: ${error.name}`, 502));
  return app;
}

/** @returns where it stands, until the running test ends */
export async function listen(app: Hono): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
    resolve(`http://127.0.0.1:${port}`),
  );
  onTestFinished(async () => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    await new Promise<void>((closed) => server.close(() => closed()));
  });
  return promise;
}

function answered(
  status: number,
  headers: Record<string, string>,
  cookies: string[],
  body: ConstructorParameters<typeof Response>[0],
): Response {
  const all = new Headers(headers);
  for (const cookie of cookies) all.append('set-cookie', cookie);
  return new Response(body, { status, headers: all });
}

/** As API Gateway gives it in version 2.0, under its own name and not the one that the browser asked for. */
async function eventOf(c: Context) {
  const { pathname, search } = new URL(c.req.url);
  const { cookie, host: _, ...headers } = c.req.header();
  const domainName = 'a1b2c3d4e5.execute-api.ap-northeast-1.amazonaws.com';
  const body = Buffer.from(await c.req.arrayBuffer());
  const isText = /^(text\/|application\/json)/.test(headers['content-type'] ?? '');
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: pathname,
    rawQueryString: search.slice(1),
    ...(cookie && { cookies: cookie.split(/;\s*/) }),
    headers: {
      ...headers,
      host: domainName,
      'x-forwarded-for': '203.0.113.7, 130.176.0.1',
      'x-forwarded-proto': 'https',
      [EDGE_HEADER]: EDGE_WORD,
    },
    requestContext: {
      accountId: '123456789012',
      apiId: 'a1b2c3d4e5',
      domainName,
      domainPrefix: 'a1b2c3d4e5',
      http: {
        method: c.req.method,
        path: pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '130.176.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: '$default',
      stage: '$default',
      time: '22/Nov/2026:12:00:00 +0000',
      timeEpoch: 1795348800000,
    },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** What reached people, in the form in which `Mailbox` reads it. */
function mailboxes(ses: TestSes): Hono {
  const app = new Hono();
  app.get('/mailbox', async (c) => {
    const lines = await Promise.all(
      ses.taken.map(async ({ to, raw }, id) => {
        const { subject = '' } = await PostalMime.parse(raw);
        return html`<li><a href="/mailbox/${id}">${subject}</a><div class="faint">${to} ·</div></li>`;
      }),
    );
    return c.html(html`<ul class="mails">${lines.toReversed()}</ul>`);
  });
  app.get('/mailbox/:id/raw', (c) => c.body(ses.taken[Number(c.req.param('id'))]?.raw ?? ''));
  return app;
}

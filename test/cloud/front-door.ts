/**
 * The edge, played by what was deployed: the distribution's own paths, origins and headers say where a request goes, and the
 * local cloud takes it from there. Beside them, the mailboxes of whom we write to, and Stripe's pages.
 */
import { once } from 'node:events';
import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { type HTMLElement, parse } from 'node-html-parser';
import type { LocalCloud } from './local-cloud.ts';
import { mailboxes } from './mailboxes.ts';
import { signedFor } from './wire.ts';

/** As the edge sees whoever comes, and as the API sees the edge. */
const CAME_BY = '203.0.113.9, 198.51.100.1';

interface Behaviour {
  /** Of the path; the default has none. */
  matches: RegExp;
  host: string;
  /** Put before the path; empty or `/stage`. */
  path: string;
  headers: Readonly<Record<string, string>>;
}

export interface FrontDoor {
  origin: string;
  close(): Promise<void>;
}

export async function openFrontDoor(parts: {
  cloud: LocalCloud;
  /** Of the distribution. */
  domain: string;
  stripePages: Hono;
}): Promise<FrontDoor> {
  const { cloud, domain, stripePages } = parts;
  const behaviours = await behavioursOf(cloud.endpoint, domain);
  const app = new Hono();
  app.route('/', mailboxes(cloud.sentMail));
  app.all('/checkout/*', (c) => stripePages.fetch(c.req.raw, c.env));
  app.all('*', (c) => {
    const { pathname } = new URL(c.req.url);
    const behaviour = behaviours.find(({ matches }) => matches.test(pathname));
    return behaviour ? forward(c, cloud.endpoint, behaviour) : c.text('no behaviour', 502);
  });
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  if (!server.listening) await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

function forward(c: Context, endpoint: string, behaviour: Behaviour): Promise<Response> {
  const { host, path, headers } = behaviour;
  const { pathname, search } = new URL(c.req.url);
  const [id = ''] = host.split('.');
  // An HTTP API's one stage has no name in addresses, a REST API's has.
  const place = `_aws/execute-api/${id}${path || '/$default'}`;
  const given = new Headers(c.req.raw.headers);
  for (const name of ['host', 'connection', 'content-length', 'transfer-encoding'])
    given.delete(name);
  for (const [name, value] of Object.entries(headers)) given.set(name, value);
  given.set('x-forwarded-for', CAME_BY);
  const hasBody = !['GET', 'HEAD'].includes(c.req.method);
  return fetch(`${endpoint}/${place}${pathname}${search}`, {
    method: c.req.method,
    headers: given,
    redirect: 'manual',
    ...(hasBody && { body: c.req.raw.body, duplex: 'half' }),
  });
}

/** The distribution's configuration, from CloudFront itself. */
async function behavioursOf(endpoint: string, domain: string): Promise<Behaviour[]> {
  const list = await xml(`${endpoint}/2020-05-31/distribution`);
  const ours = list
    .querySelectorAll('distributionsummary')
    .find((one) => text(one, 'domainname') === domain);
  if (!ours) throw new Error(`CloudFront knows no distribution at ${domain}`);
  const config = await xml(`${endpoint}/2020-05-31/distribution/${text(ours, 'id')}/config`);
  const origins = new Map(
    config.querySelectorAll('origins > items > origin').map((origin) => [
      text(origin, 'id'),
      {
        host: text(origin, 'domainname'),
        path: text(origin, 'originpath'),
        headers: Object.fromEntries(
          origin
            .querySelectorAll('origincustomheader')
            .map((one) => [text(one, 'headername'), text(one, 'headervalue')]),
        ),
      },
    ]),
  );
  return [
    ...config.querySelectorAll('cachebehaviors > items > cachebehavior'),
    ...config.querySelectorAll('defaultcachebehavior'),
  ].map((behaviour) => {
    const origin = origins.get(text(behaviour, 'targetoriginid'));
    if (!origin) throw new Error('a behaviour of the distribution names no origin');
    const pattern = text(behaviour, 'pathpattern') || '*';
    return { matches: wildcard(pattern), ...origin };
  });
}

const wildcard = (pattern: string): RegExp =>
  new RegExp(
    `^/?${pattern
      .replace(/^\//, '')
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );

async function xml(address: string): Promise<HTMLElement> {
  const answer = await fetch(address, { headers: signedFor('cloudfront') });
  if (!answer.ok) throw new Error(`CloudFront: ${answer.status} ${await answer.text()}`);
  return parse(await answer.text());
}

const text = (node: HTMLElement, name: string): string =>
  node.querySelector(name)?.text.trim() ?? '';

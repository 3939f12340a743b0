/** All doors of HTTP behind one port: portal, console, uploads, Stripe's webhooks, and the demo's helpers. */
import { Hono, type Context as Request } from 'hono';
import { paymentHappened } from '../../functions/acts/pay.ts';
import { consoleApp } from '../../functions/console/app.ts';
import type { Context } from '../../functions/context.ts';
import { serviceDoor } from '../../functions/intake/service-door.ts';
import { rateLimit } from '../../functions/pages/rate-limit.ts';
import { portalApp, portalNotFound } from '../../functions/portal/app.ts';
import { stripeWebhook } from '../../functions/webhooks/stripe.ts';
import type { ConsoleSignIn } from './console-signin.ts';
import { mailboxPage } from './mailbox-page.ts';
import type { OpenPorts } from './open-ports.ts';
import { ownHostOnly } from './own-host.ts';
import type { VaultUploads } from './vault-upload.ts';
import { SqliteWebhookLedger } from './webhook-ledger.ts';

/** From one address in ten minutes. Each costs the disk up to 10 MB, and a line of its case's log. */
const UPLOADS = 60;

export function httpApp(
  context: Context,
  parts: {
    opened: OpenPorts;
    uploads: VaultUploads;
    signIn: ConsoleSignIn;
    requestLimit: number | null;
    serviceSecret: string | null;
  },
): Hono {
  const { opened, uploads, signIn, requestLimit, serviceSecret } = parts;
  const limits = requestLimit ? { requests: requestLimit, posts: requestLimit } : undefined;
  const { database, ports, outbox, relay, standIn } = opened;
  const app = new Hono();
  app.use(ownHostOnly(context.settings.baseUrl));
  app.route(
    '/',
    stripeWebhook({
      payments: ports.payments,
      ledger: new SqliteWebhookLedger(database, ports.clock),
      onPaymentEvent: (event) => paymentHappened(context, event),
    }),
  );
  if (serviceSecret) app.route('/', serviceDoor(context, serviceSecret));
  app.use('/vault/upload', uploadLimit(context, requestLimit ?? UPLOADS));
  app.route('/', uploads.routes);
  if (standIn) app.route('/', standIn.pages);
  // Whoever reads mail here can act for its receiver: only where there is no other way to read it.
  if (!relay) app.route('/', mailboxPage(outbox));
  app.route('/', signIn.app);
  app.route('/', consoleApp(context, signIn.access));
  app.route('/', portalApp(context, { ...(limits && { limits }) }));
  app.notFound(portalNotFound(context));
  // Answers that Stripe takes for "send it again", and says nothing of what went wrong.
  app.onError((error, c) => {
    context.log('request failed', { path: c.req.routePath, error: error.name });
    return c.text('Something went wrong on our side. Please try again.', 500);
  });
  return app;
}

function uploadLimit({ ports }: Context, limit: number) {
  const refuse = (c: Request) => c.text('Too many files. Please wait ten minutes.', 429);
  return rateLimit({ clock: ports.clock, limit, windowSeconds: 600, refuse });
}

/**
 * The operators' console. Pages read cases; forms record acts that the rules accept or refuse.
 * Mounted at the root, after the sign-in.
 */
import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { routePath } from 'hono/route';
import type { ConsoleAccess } from '../../platform/console-access.ts';
import type { Context } from '../context.ts';
import { assets, stylesheet } from '../pages/assets.ts';
import { securityHeaders } from '../pages/security.ts';
import { actRoutes } from './case/acts.ts';
import { commandRoutes } from './case/commands.ts';
import { caseRoutes } from './case/routes.ts';
import { enterRoutes } from './enter/routes.ts';
import { frame } from './frame.ts';
import { metricsRoutes } from './metrics/routes.ts';
import { queueRoutes } from './queue-routes.ts';
import { refusalPage } from './refusal.ts';
import { restoredRoutes } from './restored/routes.ts';
import { storesPage } from './stores-page.ts';
import { type Env, ownFormsOnly, signedIn } from './visit.ts';

/** Forms of the console carry a few lines of text. */
const FORM_BYTES = 64 * 1024;

/** Before it is known who asks, and in which language. */
const BROKEN = `Something went wrong on our side. Please reload this page in a few minutes.

システムに問題が発生しました。数分待ってから、このページを再読み込みしてください。`;

/** @param access who is signed in, and whether a form is their own: embedded by mail, on AWS Cognito */
export function consoleApp(context: Context, access: ConsoleAccess): Hono<Env> {
  const app = new Hono<Env>();
  app.route(
    '/',
    assets({
      'console.css': stylesheet(new URL('./console.css', import.meta.url)),
      'queue.js': readFileSync(new URL('./queue.js', import.meta.url), 'utf8'),
    }),
  );
  // Hono's `/console/*` stands for `/console` too.
  app.use('/console/*', securityHeaders({ https: context.settings.baseUrl.startsWith('https:') }));
  app.use('/console/*', async (c, next) => {
    await next();
    // `no-referrer`, the usual, would take the Origin from our own forms.
    c.header('referrer-policy', 'same-origin');
  });
  app.use('/console/*', signedIn(context, access));
  app.use(
    '/console/*',
    bodyLimit({ maxSize: FORM_BYTES, onError: (c) => refusalPage(c, 'tooLarge') }),
  );
  app.use('/console/*', ownFormsOnly(access));

  app.route('/', queueRoutes(context));
  app.get('/console/stores', async (c) => {
    const { visit } = c.var;
    const body = storesPage(visit, context.dataMap, await context.finder.health());
    return c.html(frame(visit, { title: visit.words.stores.title, at: 'stores', body }));
  });
  app.route('/', enterRoutes(context));
  app.route('/', metricsRoutes(context));
  app.route('/', restoredRoutes(context));
  app.route('/', caseRoutes(context, access));
  app.route('/', actRoutes(context, access));
  app.route('/', commandRoutes(context, access));
  app.all('/console/*', (c) => refusalPage(c, 'notFound'));

  app.onError((error, c) => {
    context.log('console page failed', { path: routePath(c), error: error.name });
    if (!c.var.visit) return c.text(BROKEN, 500);
    return refusalPage(c, 'broken');
  });
  return app;
}

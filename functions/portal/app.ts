/** The requester's portal: its routes, and what guards them. */
import { Hono, type Context as Request } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { AnswerFile } from '../../core/case/events.ts';
import { Refused } from '../../core/case/refused.ts';
import { MixedRegimes } from '../../core/law/plan-for.ts';
import type { Context } from '../context.ts';
import { rateLimit } from '../pages/rate-limit.ts';
import { sameOrigin, securityHeaders } from '../pages/security.ts';
import { answerPage, codePage, enterCode, renewLink, requestCode } from './answer.ts';
import { sendAnswerFile } from './answer-file.ts';
import { portalAssets } from './assets.ts';
import { authorityPage, authoritySent } from './authority.ts';
import { casePage } from './case.ts';
import { checkLetter, checkPage } from './check.ts';
import { completePage, sendCompletion } from './complete.ts';
import { confirmAddress } from './confirm.ts';
import { contestPage, sendContest } from './contest.ts';
import { LARGEST_FORM } from './entries.ts';
import { evidencePage, evidenceSent } from './evidence.ts';
import { homePage } from './home.ts';
import { CERTIFICATES_PEM, certificatesPem, JWK_SET, jwkSet, keysPage } from './keys.ts';
import { lostLinkPage, sendLostLink } from './lost-link.ts';
import { paid, pay } from './pay.ts';
import { answerToPermission, permissionPage } from './permission.ts';
import { pointsPage, sendPoints } from './points.ts';
import { sendReceipt } from './receipt.ts';
import { receivedPage, requestPage, sendRequest } from './request.ts';
import { gpcSupport } from './signal.ts';
import type { CaseEnv, PortalOptions, Site } from './site.ts';
import { theCase } from './the-case.ts';
import { failed, foreignOrigin, notFound, tooLarge, tooOften } from './trouble.ts';
import { withdrawPage, withdrawRequest } from './withdraw.ts';

const STRIPE = 'https://checkout.stripe.com';
const WINDOW_SECONDS = 600;
/** A family or an office behind one address; a machine sends more. */
const REQUESTS = 60;
const POSTS = 120;
/** Parts of an answer: each stands in the log, which stays small. */
const DOWNLOADS = 120;

/** Mounted at `/`; answers only the paths named here. */
export function portalApp(context: Context, options: PortalOptions = {}): Hono<CaseEnv> {
  const site: Site = { context, options };
  const app = new Hono<CaseEnv>();
  guard(app, site);

  app.get('/', homePage(site));
  app.get('/keys', keysPage(site));
  app.get(CERTIFICATES_PEM, certificatesPem(site));
  app.get(JWK_SET, jwkSet(site));
  app.get('/.well-known/gpc.json', gpcSupport);
  app.get('/verify', (c) => c.redirect('/check', 301));
  app.get('/check', checkPage(site));
  app.post('/check', checkLetter(site));
  app.get('/request', requestPage(site));
  app.post('/request', sendRequest(site));
  app.get('/request/received', receivedPage(site));
  app.get('/lost-link', lostLinkPage(site));
  app.post('/lost-link', sendLostLink(site));
  app.get('/paid', paid(site));

  app.get('/permission/:link', permissionPage(site));
  app.post('/permission/:link', answerToPermission(site));

  app.get('/p/:link', casePage(site));
  app.post('/p/:link/confirm', confirmAddress(site));
  app.get('/p/:link/complete', completePage(site));
  app.post('/p/:link/complete', sendCompletion(site));
  app.get('/p/:link/authority', authorityPage(site));
  app.get('/p/:link/authority/sent', authoritySent(site));
  app.get('/p/:link/points', pointsPage(site));
  app.post('/p/:link/points', sendPoints(site));
  app.get('/p/:link/evidence', evidencePage(site));
  app.get('/p/:link/evidence/sent', evidenceSent(site));
  app.post('/p/:link/pay', pay(site));
  app.get('/p/:link/withdraw', withdrawPage(site));
  app.post('/p/:link/withdraw', withdrawRequest(site));
  app.get('/p/:link/answer', answerPage(site));
  app.post('/p/:link/answer/code', requestCode(site));
  app.get('/p/:link/answer/code', codePage(site));
  app.post('/p/:link/answer/enter', enterCode(site));
  app.post('/p/:link/answer/renew', renewLink(site));
  app.get('/p/:link/answer/contest', contestPage(site));
  app.post('/p/:link/answer/contest', sendContest(site));
  app.get('/p/:link/answer/package', sendAnswerFile(site, 'package'));
  app.get('/p/:link/answer/letter', sendAnswerFile(site, 'letter'));
  app.get('/p/:link/answer/receipt', sendReceipt(site));
  app.all('/p/*', notFound(site));

  app.route('/', portalAssets());
  app.onError(async (error, c) => {
    // Answered already, by another window or the passing of time: show where things stand.
    const home = /^\/p\/[^/]+/.exec(c.req.path)?.[0];
    if (error instanceof Refused && home) return c.redirect(`${home}?already`, 303);
    if (error instanceof MixedRegimes) return c.redirect('/request', 303);
    return failed(site)(error, c);
  });
  return app;
}

/** The page for paths that nobody answers; for whoever mounts the portal. */
export function portalNotFound(context: Context): (c: Request) => Promise<Response> {
  const page = notFound({ context, options: {} });
  const headers = securityHeaders({ https: isHttps(context) });
  return async (c) => {
    await headers(c, async () => {
      c.res = await page(c);
    });
    return c.res;
  };
}

const isHttps = ({ settings }: Context) => settings.baseUrl.startsWith('https:');

function guard(app: Hono<CaseEnv>, site: Site): void {
  const { context, options } = site;
  const { baseUrl } = context.settings;
  const headers = securityHeaders({
    https: isHttps(context),
    formTargets: options.checkoutOrigins ?? [STRIPE],
  });
  const limited = (limit: number, methods?: readonly string[]) =>
    rateLimit({
      clock: context.ports.clock,
      limit,
      ...(methods && { methods }),
      windowSeconds: WINDOW_SECONDS,
      refuse: tooOften(site),
      ...(options.addressOf && { addressOf: options.addressOf }),
    });
  const ours = sameOrigin(baseUrl, foreignOrigin(site));
  const bounded = bodyLimit({ maxSize: LARGEST_FORM, onError: tooLarge(site) });
  const requests = limited(options.limits?.requests ?? REQUESTS);
  const posts = limited(options.limits?.posts ?? POSTS);

  for (const path of [
    '/',
    '/keys',
    '/check',
    '/verify',
    '/paid',
    '/request/*',
    '/lost-link',
    '/.well-known/*',
  ])
    app.use(path, headers);
  app.use('/check', requests, ours, bounded);
  app.use('/request', requests, ours, bounded);
  app.use('/lost-link', requests, ours, bounded);
  app.use('/p/*', headers, posts, ours, bounded);
  app.use('/permission/*', headers, posts, ours, bounded);
  app.use('/p/:link/*', theCase(site));
  const downloads = limited(options.limits?.downloads ?? DOWNLOADS, ['GET']);
  for (const file of AnswerFile.options) app.use(`/p/:link/answer/${file}`, downloads);
}

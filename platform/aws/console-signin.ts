/**
 * The operators' sign-in on AWS: Cognito's managed login asks for password and second factor, and its groups say who may do
 * what. The session that follows is our own, so that it can be ended at once.
 */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { ConsoleAccess } from '../console-access.ts';
import { foreignPage, languageOf, type Page, protect, render } from '../console-page.ts';
import { newSecret } from '../console-session.ts';
import {
  Back,
  consoleAccess,
  cookieName,
  HOME,
  SIGN_IN,
  SIGN_OUT,
  secretIn,
  setSession,
} from '../console-session-cookie.ts';
import type { Clock } from '../ports.ts';
import {
  BadToken,
  Cognito,
  CognitoUnavailable,
  GrantRefused,
  OAuthError,
  SIGNED_IN,
  SIGNED_OUT,
} from './cognito.ts';
import {
  beginFlow,
  type Flow,
  flowSecretIn,
  flowThatCameBack,
  keepFlowSecret,
} from './console-flow.ts';
import { AwsConsoleSessions } from './console-sessions.ts';
import { leadingPage, leavingPage, leftPage, troublePage } from './console-signin-pages.ts';
import { readSignInSettings } from './console-signin-settings.ts';
import { Trouble, WORDS } from './console-signin-words.ts';
import { standingOf } from './console-standing.ts';
import { operatorOf, type VisitorParts } from './console-visitor.ts';
import type { AwsOperators } from './operators.ts';
import type { Table } from './table.ts';

const STYLESHEET = '/assets/console.css';

/** What the browser brings back from Cognito. */
const Returned = z.object({
  state: z.string().max(2048).catch(''),
  code: z.string().min(1).max(2048).optional().catch(undefined),
  error: OAuthError.optional(),
});
const LATER: readonly OAuthError[] = ['server_error', 'temporarily_unavailable'];

export interface CognitoSignInParts {
  table: Table;
  operators: AwsOperators;
  clock: Clock;
  randomBytes: (length: number) => Uint8Array;
  environment: Readonly<Record<string, string | undefined>>;
  /** Names of errors, never anything personal. */
  log: VisitorParts['log'];
  fetch?: typeof fetch;
}

export interface CognitoSignIn {
  /** `/console/sign-in`, `/console/signed-in`, `/console/sign-out`, `/console/signed-out`; mount at the root, before the console. */
  app: Hono;
  access: ConsoleAccess;
}

/** What the routes share. */
interface Desk extends VisitorParts {
  access: ConsoleAccess;
  origin: string;
  randomBytes: CognitoSignInParts['randomBytes'];
}

/** @throws {BadSettings} */
export function cognitoSignIn(parts: CognitoSignInParts): CognitoSignIn {
  const { table, operators, clock, randomBytes, log } = parts;
  const settings = readSignInSettings(parts.environment);
  const cognito = new Cognito({ settings, clock, fetch: parts.fetch ?? fetch });
  const sessions = new AwsConsoleSessions(table, clock, randomBytes);
  const visitors = { sessions, operators, cognito, clock, log };
  const origin = settings.KAIJI_BASE_URL;
  const access = consoleAccess({
    operatorOf: (secret) => operatorOf(visitors, secret),
    nameOf: (operatorId) => operators.nameOf(operatorId),
    origin: () => origin,
  });
  const desk = { ...visitors, access, origin, randomBytes };
  const app = new Hono();
  // Hono's `/*` stands for the path without it, too.
  for (const path of [`${SIGN_IN}/*`, SIGNED_IN, SIGN_OUT, SIGNED_OUT])
    app.use(path, bodyLimit({ maxSize: 8192 }), protect);
  app.get(SIGN_IN, (c) => begin(desk, c));
  app.get(`${SIGN_IN}/:trouble`, (c) => sayTrouble(desk, c, c.req.param('trouble')));
  app.get(SIGNED_IN, (c) => comeBack(desk, c));
  app.post(SIGN_OUT, (c) => leave(desk, c));
  app.get(SIGNED_OUT, (c) => show(c, leftPage));
  app.onError((failure, c) => trouble(desk, c, 'unavailable', { failure }));
  return { app, access };
}

async function begin({ access, cognito, clock, randomBytes, origin }: Desk, c: Context) {
  const back = Back.parse(c.req.query('back'));
  if (await access.authenticate(c.req.raw)) return c.redirect(back, 303);
  const secret = flowSecretIn(c, origin) ?? newSecret(randomBytes);
  const flow = beginFlow(secret, { back, now: clock.now(), salt: newSecret(randomBytes) });
  keepFlowSecret(c, origin, secret);
  return show(c, (words) => leadingPage(words, cognito.signInUrl(flow, languageOf(c))));
}

async function comeBack(desk: Desk, c: Context) {
  const { state, code, error } = Returned.parse(c.req.query());
  const secret = flowSecretIn(c, desk.origin);
  const flow = secret === undefined ? null : flowThatCameBack(secret, state, desk.clock.now());
  // Of two tabs, or after going back, the other one has signed in already.
  if (!flow && (await desk.access.authenticate(c.req.raw))) return c.redirect(HOME, 303);
  if (!flow) return trouble(desk, c, 'stale', {});
  const { back } = flow;
  if (error !== undefined)
    return trouble(desk, c, LATER.includes(error) ? 'unavailable' : 'refused', {
      back,
      said: error,
    });
  if (code === undefined) return trouble(desk, c, 'stale', { back });
  try {
    return await enter(desk, c, code, flow);
  } catch (failure) {
    return trouble(desk, c, whyOf(failure), { back, failure });
  }
}

function whyOf(failure: unknown): Trouble {
  if (failure instanceof GrantRefused) return 'stale';
  return failure instanceof BadToken ? 'refused' : 'unavailable';
}

/** Whoever was signed in before in this browser is signed out. */
async function enter(desk: Desk, c: Context, code: string, flow: Flow) {
  const { cognito, operators, sessions, origin } = desk;
  const { claims, refreshToken } = await cognito.signedIn(code, flow);
  const standing = standingOf(claims, languageOf(c));
  if (standing.kind === 'no-group') await operators.left(claims.sub);
  if (standing.kind !== 'operator') return trouble(desk, c, standing.kind, { back: flow.back });
  if (refreshToken === undefined) throw new BadToken('there is no refresh token beside it');
  await operators.signedIn(standing.operator);
  const former = secretIn(c.req.raw, cookieName(origin));
  if (former !== null) await sessions.end(former);
  setSession(c, origin, await sessions.begin(standing.operator.id, refreshToken));
  keepFlowSecret(c, origin, null);
  return c.redirect(flow.back, 303);
}

async function leave({ access, sessions, cognito, origin }: Desk, c: Context) {
  const { formToken } = await c.req.parseBody();
  if (!access.acceptsForm(c.req.raw, formToken)) {
    const language = languageOf(c);
    const way = { href: HOME, text: WORDS[language].title };
    return render(c, STYLESHEET, language, foreignPage(language, way));
  }
  const secret = secretIn(c.req.raw, cookieName(origin));
  if (secret !== null) await sessions.end(secret);
  setSession(c, origin, null);
  return show(c, (words) => leavingPage(words, cognito.signOutUrl()));
}

function show(c: Context, page: (words: (typeof WORDS)['en' | 'ja']) => Page) {
  const language = languageOf(c);
  return render(c, STYLESHEET, language, page(WORDS[language]));
}

interface Facts {
  back?: string;
  failure?: unknown;
  said?: OAuthError | undefined;
}

/** To a page that can be read again, in either language, and whose address holds no code. */
function trouble({ log }: Desk, c: Context, why: Trouble, { back = HOME, failure, said }: Facts) {
  const error = failure instanceof Error ? failure.name : '';
  const heard = failure instanceof CognitoUnavailable ? failure.said : said;
  log('console sign-in failed', { why, error, said: heard ?? '' });
  const query = back === HOME ? '' : `?${new URLSearchParams({ back })}`;
  return c.redirect(`${SIGN_IN}/${why}${query}`, 303);
}

function sayTrouble({ access, cognito }: Desk, c: Context, what: string) {
  const { data: known } = Trouble.safeParse(what);
  if (known === undefined) return c.redirect(SIGN_IN, 303);
  const again = access.signInPath(c.req.query('back'));
  const ways = { again, signOut: cognito.signOutUrl() };
  return show(c, (words) => troublePage(words, known, ways));
}

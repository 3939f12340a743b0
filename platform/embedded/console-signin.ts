/**
 * The operators' sign-in on one machine: an address, a link by mail, a button, a session.
 * What an asker sees and how long it takes is the same whether or not the address is an
 * operator's: looking it up and mailing happen after the answer.
 */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { ConsoleAccess, Operator } from '../console-access.ts';
import { isSameOrigin } from '../console-forms.ts';
import { foreignPage, type Language, languageOf, protect, render } from '../console-page.ts';
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
import { ConsoleSessions } from './console-sessions.ts';
import { askPage, busyPage, confirmPage, sentPage, stalePage } from './console-signin-pages.ts';
import { WORDS } from './console-signin-words.ts';
import type { Database } from './database.ts';
import { type NewOperator, normalisedEmail, type Operators } from './operators.ts';
import { RateLimit } from './rate-limit.ts';

const QUARTER_SECONDS = 15 * 60;
/** Mails to one address, and attempts from one remote, in a quarter of an hour. */
const MAILS_PER_ADDRESS = 5;
const ATTEMPTS_PER_REMOTE = 20;

const Email = z.email().max(254);

export interface ConsoleSignInParts {
  database: Database;
  operators: Operators;
  clock: Clock;
  randomBytes: (length: number) => Uint8Array;
  /** Where browsers reach this service, no slash at the end. `https:` makes cookies `Secure`. */
  origin: () => string;
  /** Mails the link to the operator, in the operator's language. */
  sendLink: (operator: Operator, url: string) => Promise<void>;
  /** The mail could not be sent. There is nobody to answer any more: it is for the log. */
  onSendFailed: (error: unknown) => void;
  /** The address of the other end, for the rate limit. */
  remoteOf: (c: Context) => string;
  /** Path of the stylesheet. */
  stylesheet: string;
}

export interface ConsoleSignIn {
  /** `/console/sign-in`, `/console/sign-in/:token`, `/console/sign-out`; mount at the root, before the console. */
  app: Hono;
  access: ConsoleAccess;
  /** A link to print at start until somebody has signed in, good for 24 hours; then `null`. */
  firstLink(settings: NewOperator): Promise<string | null>;
  /** Once every mail asked for so far has been sent or has failed. Before stopping. */
  settled(): Promise<void>;
}

export function consoleSignIn(parts: ConsoleSignInParts): ConsoleSignIn {
  const { database, operators, clock, randomBytes, stylesheet } = parts;
  const sessions = new ConsoleSessions(database, clock, randomBytes);
  const quarter = { windowSeconds: QUARTER_SECONDS, clock };
  const perAddress = new RateLimit({ limit: MAILS_PER_ADDRESS, ...quarter });
  const perRemote = new RateLimit({ limit: ATTEMPTS_PER_REMOTE, ...quarter });
  const sending = new Set<Promise<void>>();
  const urlOf = (token: string) => `${parts.origin()}${SIGN_IN}/${token}`;
  const access = consoleAccess({
    operatorOf: async (secret) => {
      const id = await sessions.operatorOf(secret);
      return id === null ? null : operators.get(id);
    },
    nameOf: async (operatorId) => operators.nameOf(operatorId),
    origin: parts.origin,
  });
  const foreign = (c: Context, lang: Language, href: string) =>
    render(c, stylesheet, lang, foreignPage(lang, { href, text: WORDS[lang].title }));

  async function send(email: string, back: string): Promise<void> {
    // The answer goes out first: what follows must not be felt in it.
    await new Promise((resolve) => setTimeout(resolve, 20));
    const operator = operators.byEmail(email);
    if (operator) await parts.sendLink(operator, urlOf(await sessions.newLink(operator.id, back)));
  }

  function sendLater(email: string, back: string): void {
    const sent = send(email, back)
      .catch(parts.onSendFailed)
      .finally(() => sending.delete(sent));
    sending.add(sent);
  }

  const app = new Hono();
  app.use(`${SIGN_IN}/*`, bodyLimit({ maxSize: 8192 }), protect);
  app.use(SIGN_OUT, bodyLimit({ maxSize: 8192 }), protect);

  app.get(SIGN_IN, async (c) => {
    const lang = languageOf(c);
    const back = Back.parse(c.req.query('back'));
    if (await access.authenticate(c.req.raw)) return c.redirect(back, 303);
    return render(c, stylesheet, lang, askPage(WORDS[lang], SIGN_IN, { lang, back }));
  });

  app.post(SIGN_IN, async (c) => {
    const form = await c.req.parseBody();
    const lang = languageOf(c, form.lang);
    const words = WORDS[lang];
    const back = Back.parse(form.back);
    const again = access.signInPath(back);
    if (!isSameOrigin(c.req.raw, parts.origin())) return foreign(c, lang, again);
    if (!perRemote.allows(parts.remoteOf(c))) return render(c, stylesheet, lang, busyPage(words));
    const typed = typeof form.email === 'string' ? form.email : '';
    const email = Email.safeParse(normalisedEmail(typed)).data;
    if (email === undefined) {
      const fields = { lang, back, email: typed.slice(0, 254), wrong: true };
      return render(c, stylesheet, lang, askPage(words, SIGN_IN, fields));
    }
    // Beyond the limit the words stay the same: a limit that shows would be a hint too.
    if (perAddress.allows(email)) sendLater(email, back);
    return render(c, stylesheet, lang, sentPage(words, again));
  });

  app.get(`${SIGN_IN}/:token`, (c) => {
    const lang = languageOf(c);
    const words = WORDS[lang];
    const page = sessions.isGood(c.req.param('token'))
      ? confirmPage(words)
      : stalePage(words, SIGN_IN);
    return render(c, stylesheet, lang, page);
  });

  app.post(`${SIGN_IN}/:token`, async (c) => {
    const lang = languageOf(c);
    const words = WORDS[lang];
    if (!isSameOrigin(c.req.raw, parts.origin())) return foreign(c, lang, SIGN_IN);
    const session = await sessions.signIn(c.req.param('token'));
    if (!session) return render(c, stylesheet, lang, stalePage(words, SIGN_IN));
    setSession(c, parts.origin(), session.secret);
    return c.redirect(session.back, 303);
  });

  app.post(SIGN_OUT, async (c) => {
    const { formToken } = await c.req.parseBody();
    const lang = languageOf(c);
    if (!access.acceptsForm(c.req.raw, formToken)) return foreign(c, lang, HOME);
    const secret = secretIn(c.req.raw, cookieName(parts.origin()));
    if (secret !== null) await sessions.signOut(secret);
    setSession(c, parts.origin(), null);
    return c.redirect(SIGN_IN, 303);
  });

  return {
    app,
    access,
    async firstLink(settings) {
      const operator = await operators.first(settings);
      return operator && urlOf(await sessions.newLink(operator.id, HOME, 'first'));
    },
    async settled() {
      while (sending.size > 0) await Promise.all(sending);
    },
  };
}

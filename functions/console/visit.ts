/** One request by one operator: who it is, in which language, and what the role allows. */
import type { Context as HonoContext } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Actor } from '../../core/case/events.ts';
import type { Language } from '../../core/law/rights.ts';
import { acts, type ConsoleAccess, type Operator } from '../../platform/console-access.ts';
import type { Context } from '../context.ts';
import { inOtherLanguage, languageOf } from '../pages/language.ts';
import { refusalPage } from './refusal.ts';
import { CONSOLE_WORDS, type ConsoleWords } from './words/words.ts';

export interface Visit {
  operator: Operator;
  /** Under this name the operator's acts stand in the log. */
  by: Actor;
  language: Language;
  words: ConsoleWords;
  formToken: string;
  signOutPath: string;
  /** Auditors read the record; they change nothing and see nothing personal. */
  mayAct: boolean;
  mayApprove: boolean;
  /** The page that is shown, in the other language. */
  otherLanguage: string;
  now: Date;
}

export type Env = { Variables: { visit: Visit } };
export type ConsoleContext = HonoContext<Env>;

/** Nobody passes without having signed in; a page asked for is come back to afterwards. */
export function signedIn(context: Pick<Context, 'ports'>, access: ConsoleAccess) {
  return createMiddleware<Env>(async (c, next) => {
    const operator = await access.authenticate(c.req.raw);
    if (!operator) {
      const { pathname } = new URL(c.req.url);
      return c.redirect(access.signInPath(c.req.method === 'GET' ? pathname : undefined), 303);
    }
    c.set('visit', visitOf(c, operator, access, context.ports.clock.now()));
    return next();
  });
}

function visitOf(c: HonoContext, operator: Operator, access: ConsoleAccess, now: Date): Visit {
  const language = languageOf(c, operator.language);
  return {
    operator,
    by: `operator:${operator.id}`,
    language,
    words: CONSOLE_WORDS[language],
    formToken: access.formToken(c.req.raw),
    signOutPath: access.signOutPath,
    mayAct: acts(operator),
    mayApprove: operator.roles.includes('approver'),
    otherLanguage: inOtherLanguage(c, language),
    now,
  };
}

/** Forms count only when one of our own pages of this session sent them. */
export function ownFormsOnly(access: ConsoleAccess) {
  return createMiddleware<Env>(async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const { formToken } = await c.req.parseBody();
    if (access.acceptsForm(c.req.raw, formToken)) return next();
    return refusalPage(c, 'foreign');
  });
}

/** Changing anything, and reading what is personal, is for operators and approvers. */
export const actingRoles = createMiddleware<Env>(async (c, next) =>
  c.var.visit.mayAct ? next() : refusalPage(c, 'mayNot'),
);

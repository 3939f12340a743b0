/** `/console/enter`: an operator opens a case for somebody who asked another way (L-31). */
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { ReceiptOutOfRange } from '../../../core/law/entry.ts';
import { MixedRegimes } from '../../../core/law/plan-for.ts';
import { Entered, enterRequest } from '../../acts/enter-request.ts';
import type { Context } from '../../context.ts';
import type { FieldErrors } from '../../pages/form.ts';
import { type Fields, fieldsOf } from '../forms.ts';
import { frame } from '../frame.ts';
import { addressIn } from '../posting-fields.ts';
import { actingRoles, type ConsoleContext, type Env } from '../visit.ts';
import { POSTING_WORDS } from '../words/posting.ts';
import { enterPage } from './page.ts';
import { ENTER_WORDS } from './words.ts';

export function enterRoutes(context: Context): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/console/enter', actingRoles, (c) => shown(c, {}, {}));

  app.post('/console/enter', actingRoles, async (c) => {
    const { visit } = c.var;
    const words = ENTER_WORDS[visit.language].errors;
    const fields = await fieldsOf(c);
    const read = Entered.safeParse(valuesOf(fields));
    const unsaid = asksQuestion(fields) && !fields.message?.[0]?.trim();
    const nowhere = read.data?.delivery === 'paper' && !read.data.postalAddress;
    if (!read.success || unsaid || nowhere) {
      const wrong = new Set(read.error?.issues.map(({ path }) => String(path[0])));
      if (unsaid) wrong.add('message');
      const named = Object.entries(words).filter(([name]) => wrong.has(name));
      const postal = nowhere && { postalAddress: POSTING_WORDS[visit.language].addressNeeded };
      return shown(c, fields, { ...Object.fromEntries(named), ...postal });
    }
    try {
      const caseId = await enterRequest(context, visit.by, read.data);
      return c.redirect(`/console/cases/${caseId}`, 303);
    } catch (error) {
      if (error instanceof MixedRegimes) return shown(c, fields, { rights: words.mixed });
      if (error instanceof ReceiptOutOfRange) return shown(c, fields, { on: words[error.which] });
      throw error;
    }
  });
  return app;
}

function shown(c: ConsoleContext, fields: Fields, errors: FieldErrors) {
  const { visit } = c.var;
  const given = Entered.shape.nonce.safeParse(fields.nonce?.[0]).data;
  const nonce = given ?? randomBytes(24).toString('base64url');
  const framed = {
    title: ENTER_WORDS[visit.language].title,
    at: 'enter' as const,
    body: enterPage(visit, nonce, fields, errors),
    otherLanguage: `/console/enter?lang=${visit.language === 'en' ? 'ja' : 'en'}`,
  };
  return c.html(frame(visit, framed), Object.keys(fields).length > 0 ? 422 : 200);
}

const asksQuestion = (fields: Fields): boolean => fields.rights?.includes('inquiry') ?? false;

function valuesOf(fields: Fields): Record<string, unknown> {
  const one = (name: string) => fields[name]?.[0]?.trim() || undefined;
  return {
    ...{ how: one('how'), on: one('on'), residence: one('residence'), nonce: one('nonce') },
    ...{ name: one('name'), email: one('email'), phone: one('phone'), message: one('message') },
    ...(one('delivery') === 'paper' && {
      postalAddress: addressIn({ address: fields.postalAddress ?? [] }) || undefined,
    }),
    ...{ delivery: one('delivery'), language: one('language'), period: null },
    rights: [...new Set(fields.rights)],
  };
}

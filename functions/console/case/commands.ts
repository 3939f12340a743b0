/** What operators may do to a case outside its tasks: each a form of its own, answered with a page. */
import { Hono } from 'hono';
import { CaseId } from '../../../core/ids.ts';
import { NoSuchCase } from '../../../platform/cases.ts';
import type { ConsoleAccess } from '../../../platform/console-access.ts';
import { extend } from '../../acts/extend.ts';
import { merge } from '../../acts/merge.ts';
import { replan } from '../../acts/replan.ts';
import type { Context } from '../../context.ts';
import { extensionReasonOf, type Fields, fieldsOf, mergeOf, replanOf } from '../forms.ts';
import { refusalPage } from '../refusal.ts';
import { actingRoles, type Env, type Visit } from '../visit.ts';
import { messageFor } from './acts.ts';
import { doneAddress } from './notice.ts';
import { showCase } from './routes.ts';

interface Commanded {
  visit: Visit;
  caseId: CaseId;
  fields: Fields;
}

/** The name is the last part of the form's address. */
const COMMANDS = {
  extend: (context: Context, { visit, caseId, fields }: Commanded) =>
    extend(context, caseId, visit.by, extensionReasonOf(fields)),
  merge: (context: Context, { visit, caseId, fields }: Commanded) =>
    merge(context, caseId, visit.by, mergeOf(fields)),
  replan: (context: Context, { visit, caseId, fields }: Commanded) =>
    replan(context, caseId, visit.by, replanOf(fields)),
};

export function commandRoutes(context: Context, access: ConsoleAccess): Hono<Env> {
  const app = new Hono<Env>();
  for (const name of ['extend', 'merge', 'replan'] as const)
    app.post(`/console/cases/:id/${name}`, actingRoles, async (c) => {
      const { visit } = c.var;
      const caseId = CaseId.safeParse(c.req.param('id')).data;
      if (!caseId) return refusalPage(c, 'notFound');
      const fields = await fieldsOf(c);
      try {
        await COMMANDS[name](context, { visit, caseId, fields });
        return c.redirect(doneAddress(caseId, name), 303);
      } catch (error) {
        if (error instanceof NoSuchCase) return refusalPage(c, 'notFound');
        const message = messageFor(visit, error);
        if (message === null) throw error;
        return showCase(c, context, access, caseId, { form: name, message, values: fields });
      }
    });
  return app;
}

/** What operators may do to a case outside its tasks: each a form of its own, answered with a page. */
import { Hono } from 'hono';
import { CaseId } from '../../../core/ids.ts';
import { NoSuchCase } from '../../../platform/cases.ts';
import type { ConsoleAccess } from '../../../platform/console-access.ts';
import { answerInquiry } from '../../acts/answer-inquiry.ts';
import { noteContest } from '../../acts/contest.ts';
import { doubt, judgeDoubt } from '../../acts/doubt.ts';
import { extend } from '../../acts/extend.ts';
import { mendContact } from '../../acts/mend-contact.ts';
import { merge } from '../../acts/merge.ts';
import { replan } from '../../acts/replan.ts';
import type { Context } from '../../context.ts';
import {
  approvalOf,
  doubtOf,
  extensionReasonOf,
  type Fields,
  fieldsOf,
  mergeOf,
  replanOf,
  rightOf,
  textOf,
} from '../forms.ts';
import { mendingOf } from '../mend-contact-fields.ts';
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
  'mend-contact': async (context: Context, { visit, caseId, fields }: Commanded) => {
    await mendContact(context, caseId, visit, mendingOf(fields));
  },
  replan: (context: Context, { visit, caseId, fields }: Commanded) =>
    replan(context, caseId, visit.by, replanOf(fields)),
  doubt: (context: Context, { visit, caseId, fields }: Commanded) =>
    doubt(context, caseId, visit.by, doubtOf(fields)),
  'judge-doubt': (context: Context, { visit, caseId, fields }: Commanded) =>
    judgeDoubt(context, caseId, visit, rightOf(fields), approvalOf(fields)),
  'answer-inquiry': (context: Context, { visit, caseId, fields }: Commanded) =>
    answerInquiry(context, caseId, visit.by, textOf(fields, 'reply')),
  'note-contest': (context: Context, { visit, caseId, fields }: Commanded) =>
    noteContest(context, caseId, visit.by, rightOf(fields), textOf(fields, 'note')),
};

/** A page has one such form for each right that was carried out at once. */
const formOf = (name: keyof typeof COMMANDS, { right }: Fields): string =>
  name === 'doubt' || name === 'judge-doubt' ? `${name}-${right?.[0]}` : name;

export function commandRoutes(context: Context, access: ConsoleAccess): Hono<Env> {
  const app = new Hono<Env>();
  for (const name of [
    'extend',
    'merge',
    'mend-contact',
    'replan',
    'doubt',
    'judge-doubt',
    'note-contest',
    'answer-inquiry',
  ] as const)
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
        return showCase(c, context, access, caseId, {
          form: formOf(name, fields),
          message,
          values: fields,
        });
      }
    });
  return app;
}

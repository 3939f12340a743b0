/** The operator's forms: each one an act on the case, answered with a page. */
import { Hono } from 'hono';
import { rightsToDecide } from '../../../core/case/answer.ts';
import { changesDecided } from '../../../core/case/changes.ts';
import { type RefusalReason, Refused } from '../../../core/case/refused.ts';
import { CaseId, type TaskId } from '../../../core/ids.ts';
import { NoSuchCase, TooBusy } from '../../../platform/cases.ts';
import type { ConsoleAccess } from '../../../platform/console-access.ts';
import { approve } from '../../acts/approve.ts';
import { byHand } from '../../acts/by-hand.ts';
import { carryOut } from '../../acts/carry-out.ts';
import { decide } from '../../acts/decide.ts';
import { judge, judgeAuthority } from '../../acts/judge.ts';
import { postAnswer } from '../../acts/post-answer.ts';
import { unstick } from '../../acts/unstick.ts';
import type { Context } from '../../context.ts';
import { carriedOutOf } from '../carry-out-fields.ts';
import {
  approvalOf,
  byHandOf,
  decisionsOf,
  type Fields,
  FormIncomplete,
  fieldsOf,
  judgementOf,
  proofJudgementOf,
  taskOf,
  unstickOf,
} from '../forms.ts';
import { addressIn, handingOf } from '../posting-fields.ts';
import { refusalPage } from '../refusal.ts';
import { actingRoles, type ConsoleContext, type Env, type Visit } from '../visit.ts';
import { byHandFormName } from './by-hand-form.ts';
import { carryOutFormName } from './carry-out-form.ts';
import { coverSheet } from './cover.ts';
import { letterPreview } from './letter.ts';
import { alreadyAddress, doneAddress } from './notice.ts';
import { showCase } from './routes.ts';

interface Posted {
  visit: Visit;
  caseId: CaseId;
  task: TaskId;
  fields: Fields;
}

/** The name is the last part of the form's address. */
const ACTS = {
  judge: (context: Context, { visit, caseId, fields }: Posted) =>
    judge(context, caseId, visit.by, judgementOf(fields)),
  'judge-authority': (context: Context, { visit, caseId, fields }: Posted) =>
    judgeAuthority(context, caseId, visit.by, proofJudgementOf(fields)),
  decide: async (context: Context, { visit, caseId, task, fields }: Posted) => {
    const rights = rightsToDecide(await context.cases.read(caseId));
    const { decisions, ...inWords } = decisionsOf(fields, rights);
    await decide(context, caseId, visit.by, task, decisions, inWords);
  },
  approve: (context: Context, { visit, caseId, task, fields }: Posted) =>
    approve(context, caseId, visit, task, approvalOf(fields)),
  'by-hand': (context: Context, { visit, caseId, task, fields }: Posted) =>
    byHand(context, caseId, visit.by, task, byHandOf(fields)),
  'carry-out': async (context: Context, { visit, caseId, task, fields }: Posted) => {
    const decided = changesDecided(await context.cases.read(caseId));
    await carryOut(context, caseId, visit.by, task, carriedOutOf(fields, decided));
  },
  'post-answer': (context: Context, { visit, caseId, task, fields }: Posted) =>
    postAnswer(context, caseId, visit.by, task, handingOf(fields)),
  unstick: (context: Context, { visit, caseId, task, fields }: Posted) =>
    unstick(context, caseId, visit.by, task, unstickOf(fields)),
};

type Act = keyof typeof ACTS;

/** Somebody was faster, or the same form came twice: nothing is wrong, nothing is changed. */
const SETTLED: readonly RefusalReason[] = ['already-answered', 'nothing-to-judge', 'case-closed'];

export function actRoutes(context: Context, access: ConsoleAccess): Hono<Env> {
  const app = new Hono<Env>();
  for (const name of [
    'judge',
    'judge-authority',
    'decide',
    'approve',
    'by-hand',
    'carry-out',
    'post-answer',
    'unstick',
  ] as const)
    app.post(`/console/cases/:id/${name}`, actingRoles, (c) =>
      take(c, context, access, name, async (posted) => {
        await ACTS[name](context, posted);
        return c.redirect(doneAddress(posted.caseId, name), 303);
      }),
    );
  app.post('/console/cases/:id/letter', actingRoles, (c) =>
    take(c, context, access, 'decide', async ({ visit, caseId, fields }) => {
      const letter = await letterPreview(context, visit, caseId, fields);
      c.header('content-disposition', `inline; filename="${caseId}-letter.pdf"`);
      return c.body(Buffer.from(letter), 200, { 'content-type': 'application/pdf' });
    }),
  );
  app.post('/console/cases/:id/cover-sheet', actingRoles, (c) =>
    take(c, context, access, 'post-answer', async ({ visit, caseId, fields }) => {
      const state = await context.cases.read(caseId);
      const cover = await coverSheet(context, state, addressIn(fields), visit.now);
      c.header('content-disposition', `inline; filename="${caseId}-cover.pdf"`);
      return c.body(Buffer.from(cover), 200, { 'content-type': 'application/pdf' });
    }),
  );
  return app;
}

/** @throws whatever has no words of ours */
async function take(
  c: ConsoleContext,
  context: Context,
  access: ConsoleAccess,
  form: Act,
  answer: (posted: Posted) => Promise<Response>,
) {
  const { visit } = c.var;
  const caseId = CaseId.safeParse(c.req.param('id')).data;
  const fields = await fieldsOf(c);
  const task = taskOf(fields);
  if (!caseId || !task?.startsWith(`${caseId}/`)) return refusalPage(c, 'notFound');
  try {
    return await answer({ visit, caseId, task, fields });
  } catch (error) {
    if (error instanceof NoSuchCase) return refusalPage(c, 'notFound');
    if (error instanceof Refused && SETTLED.includes(error.reason))
      return c.redirect(alreadyAddress(task), 303);
    const message = messageFor(visit, error);
    if (message === null) throw error;
    const trouble = { form: formName(form, task), message, values: fields };
    return showCase(c, context, access, caseId, trouble);
  }
}

/** `null` for what has no words of ours. */
export function messageFor({ words: { refused } }: Visit, error: unknown): string | null {
  if (error instanceof Refused) return refused[error.reason];
  if (error instanceof FormIncomplete) return refused['form-incomplete'];
  if (error instanceof TooBusy) return refused.busy;
  return null;
}

function formName(form: Act, task: TaskId): string {
  if (form === 'by-hand') return byHandFormName(storeIn(task));
  if (form === 'carry-out') return carryOutFormName(storeIn(task));
  return form;
}

/** `KJ-…/collect-by-hand-kikokugo#2` → `kikokugo`. */
const storeIn = (task: TaskId): string =>
  task.replace(/^[^/]*\/(?:collect-by-hand|carry-out)-/, '').replace(/(\.\d+)?(#\d+)?$/, '');

/** The case page and what is read from it. */
import { Hono } from 'hono';
import type { SealedCommit } from '../../../core/case/chain.ts';
import { logFileOf } from '../../../core/case/log-file.ts';
import { CaseId, StoreId } from '../../../core/ids.ts';
import { BrokenLog } from '../../../platform/cases.ts';
import type { ConsoleAccess } from '../../../platform/console-access.ts';
import { viewFindings } from '../../acts/view-personal.ts';
import type { Context } from '../../context.ts';
import { frame } from '../frame.ts';
import { refusalPage } from '../refusal.ts';
import { actingRoles, type ConsoleContext, type Env } from '../visit.ts';
import { brokenPage } from './broken-page.ts';
import { answerFileResponse } from './cover.ts';
import { attachmentResponse, evidenceResponse } from './evidence.ts';
import { foundPage, previewsOf } from './found-page.ts';
import { loadCase } from './load.ts';
import { noticeIn } from './notice.ts';
import { casePage } from './page.ts';
import type { Trouble } from './view.ts';

export function caseRoutes(context: Context, access: ConsoleAccess): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/console/cases/:id', (c) => showCase(c, context, access, c.req.param('id'), null));

  app.get('/console/cases/:id/evidence/:evidence', actingRoles, async (c) => {
    const { id, evidence } = c.req.param();
    return (await evidenceResponse(c, context, id, evidence)) ?? refusalPage(c, 'notFound');
  });

  app.get('/console/cases/:id/attachment/:file', actingRoles, async (c) => {
    const { id, file } = c.req.param();
    return (await attachmentResponse(c, context, id, file)) ?? refusalPage(c, 'notFound');
  });

  // For every role: what is personal stays sealed. Also of a log that is broken.
  app.get('/console/cases/:id/log.json', async (c) => {
    const caseId = CaseId.safeParse(c.req.param('id')).data;
    const commits = caseId ? await context.ports.caseLog.read(caseId) : [];
    if (!caseId || commits.length === 0) return refusalPage(c, 'notFound');
    const madeAt = c.var.visit.now.toISOString();
    const file = logFileOf(caseId, commits, { madeAt, operators: await namesIn(access, commits) });
    return c.body(`${JSON.stringify(file, null, 1)}\n`, 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${caseId}-log.json"`,
    });
  });

  app.get('/console/cases/:id/answer/:file', actingRoles, async (c) => {
    const { id, file } = c.req.param();
    const view = await loadCase(context, access, c.var.visit, id);
    const response = view && (await answerFileResponse(c, context, view.state, file));
    return response ?? refusalPage(c, 'notFound');
  });

  app.get('/console/cases/:id/found/:store', actingRoles, async (c) => {
    const { id, store: given } = c.req.param();
    const view = await loadCase(context, access, c.var.visit, id);
    const store = StoreId.safeParse(given).data;
    const finding = view?.state.findings.find((one) => one.store === store);
    if (!view || !store || !finding) return refusalPage(c, 'notFound');
    await viewFindings(context, view.state, view.visit.by, store);
    const previews = await previewsOf(context.ports.vault, finding);
    const body = foundPage(view, store, previews);
    return c.html(frame(view.visit, { title: view.visit.words.findings.found(store), body }));
  });
  return app;
}

const OPERATOR = 'operator:';

async function namesIn(
  access: ConsoleAccess,
  commits: readonly SealedCommit[],
): Promise<Record<string, string>> {
  const actors = new Set(commits.flatMap(({ events }) => events.map(({ by }) => by)));
  const names: Record<string, string> = {};
  for (const actor of [...actors].filter((by) => by.startsWith(OPERATOR)).sort()) {
    const id = actor.slice(OPERATOR.length);
    const name = await access.nameOf(id);
    if (name) names[id] = name;
  }
  return names;
}

/** Also after a form that was not accepted: the same page, with what is wrong beside the form. */
export async function showCase(
  c: ConsoleContext,
  context: Context,
  access: ConsoleAccess,
  id: string,
  trouble: Trouble | null,
) {
  const { visit } = c.var;
  const title = visit.words.case.of(id);
  const otherLanguage = trouble
    ? `/console/cases/${id}?lang=${visit.language === 'en' ? 'ja' : 'en'}`
    : undefined;
  const framed = { title, at: 'queue' as const, ...(otherLanguage && { otherLanguage }) };
  try {
    const view = await loadCase(context, access, visit, id, trouble);
    if (!view) return refusalPage(c, 'notFound');
    const body = casePage(view, trouble ? null : noticeIn(view, c.req.query()));
    return c.html(frame(visit, { ...framed, body }), trouble ? 422 : 200);
  } catch (error) {
    if (!(error instanceof BrokenLog)) throw error;
    context.log('log of a case does not hold', { caseId: id });
    const caseId = CaseId.parse(id);
    const body = brokenPage(visit, caseId, await context.ports.caseLog.read(caseId));
    return c.html(frame(visit, { ...framed, body }), 500);
  }
}

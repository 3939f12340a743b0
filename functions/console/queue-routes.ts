/** The queue, the closed cases, and finding one. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Context } from '../context.ts';
import { certificateNote } from './certificate-note.ts';
import { frame } from './frame.ts';
import { queuePage, type Show, searchPage } from './queue-page.ts';
import { search } from './search.ts';
import { actingRoles, type Env } from './visit.ts';

const ROWS_PER_PAGE = 40;

export function queueRoutes(context: Context): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/console', async (c) => {
    const { visit } = c.var;
    const show = showOf(c.req.query('show'));
    const after = c.req.query('after')?.slice(0, 100);
    const queue = queuePage(visit, show, { ...(await rowsOf(context, show, after)), after });
    const body = html`${await certificateNote(context, visit)}${queue}`;
    const title = show === 'closed' ? visit.words.queue.closedTitle : visit.words.queue.title;
    return c.html(frame(visit, { title, at: 'queue', body }));
  });

  app.post('/console/search', actingRoles, async (c) => {
    const { visit } = c.var;
    const { q } = await c.req.parseBody();
    const given = typeof q === 'string' ? q.slice(0, 254) : '';
    const found = await search(context, given);
    if (found.kind === 'case') return c.redirect(`/console/cases/${found.caseId}`, 303);
    const rows = found.kind === 'rows' ? found.rows : null;
    const body = searchPage(visit, given, rows);
    const title = visit.words.search.title;
    const otherLanguage = `/console?lang=${visit.language === 'en' ? 'ja' : 'en'}`;
    return c.html(frame(visit, { title, body, otherLanguage }), rows ? 200 : 422);
  });
  return app;
}

const showOf = (given: string | undefined): Show =>
  given === 'mine' || given === 'closed' ? given : 'open';

function rowsOf({ ports }: Context, show: Show, after: string | undefined) {
  const page = { limit: ROWS_PER_PAGE, ...(after && { after }) };
  if (show === 'closed') return ports.caseIndex.closed(page);
  return ports.caseIndex.queue({ ...page, operatorTaskOnly: show === 'mine' });
}

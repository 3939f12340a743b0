/** `/console/metrics`: the figures of a year, as a page and as a file. */
import { stringify } from 'csv-stringify/sync';
import { Hono } from 'hono';
import { daysToAnswer, Line, NOTHING } from '../../../core/case/metrics.ts';
import type { Context } from '../../context.ts';
import { type Figures, figuresOf } from '../../figures.ts';
import { frame } from '../frame.ts';
import { refusalPage } from '../refusal.ts';
import type { Env } from '../visit.ts';
import { metricsPage } from './page.ts';
import { METRICS_WORDS } from './words.ts';

const YEAR = /^20\d\d$/;

export function metricsRoutes(context: Context): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/console/metrics', async (c) => {
    const { visit } = c.var;
    const given = c.req.query('year');
    if (given !== undefined && !YEAR.test(given)) return refusalPage(c, 'notFound');
    const figures = await figuresOf(context, given === undefined ? undefined : Number(given));
    const title = METRICS_WORDS[visit.language].title(figures.year);
    return c.html(frame(visit, { title, at: 'metrics', body: metricsPage(visit, figures) }));
  });

  app.get('/console/metrics/:file{20\\d\\d\\.csv}', async (c) => {
    const year = Number(c.req.param('file').slice(0, 4));
    return c.body(csvOf(await figuresOf(context, year)), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="requests-${year}.csv"`,
    });
  });
  return app;
}

/** A line for each right, also where nothing was received; `denied_on` is `ground: count` joined by `; `. */
function csvOf({ year, sums }: Figures): string {
  const lines = Line.options.map((line) => {
    const sum = sums.get(line) ?? NOTHING;
    const days = daysToAnswer(sum);
    return {
      year,
      right: line,
      received: sum.received,
      granted: sum.whole,
      granted_in_part: sum.part,
      denied: sum.denied,
      ended_without_answer: sum.ended,
      open: sum.open,
      median_days: days?.median ?? '',
      mean_days: days ? days.mean.toFixed(2) : '',
      denied_on: Object.entries(sum.deniedOn)
        .map(([ground, count]) => `${ground}: ${count}`)
        .join('; '),
    };
  });
  return stringify(lines, { header: true });
}

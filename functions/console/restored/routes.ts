/** `/console/restored`: what has to be done once more in a store that was put back (L-16). */
import { Hono } from 'hono';
import { startOf } from '../../../core/law/calendar.ts';
import { Day } from '../../../core/law/plan.ts';
import type { Context } from '../../context.ts';
import type { FieldErrors } from '../../pages/form.ts';
import { changesToRepeat } from '../../restored.ts';
import { type Fields, fieldsOf } from '../forms.ts';
import { frame } from '../frame.ts';
import { actingRoles, type ConsoleContext, type Env } from '../visit.ts';
import { type Listed, MOST_LINES, restoredPage } from './page.ts';
import { RESTORED_WORDS } from './words.ts';

export function restoredRoutes(context: Context): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/console/restored', actingRoles, (c) => shown(c, context, {}, {}, null));

  app.post('/console/restored', actingRoles, async (c) => {
    const words = RESTORED_WORDS[c.var.visit.language].errors;
    const fields = await fieldsOf(c);
    const store = context.dataMap.stores.find(({ id }) => id === fields.store?.[0]);
    const since = Day.safeParse(fields.since?.[0]).data;
    const lines = linesIn(fields.lines?.[0] ?? '');
    if (!store || !since || lines.length > MOST_LINES)
      return shown(
        c,
        context,
        fields,
        {
          ...(!store && { store: words.store }),
          ...(!since && { since: words.since }),
          ...(lines.length > MOST_LINES && { lines: words.lines(MOST_LINES) }),
        },
        null,
      );
    // The day begins first in Japan: nothing of it is left out, wherever the backup was made.
    const asked = { store: store.id, since: startOf('Asia/Tokyo', since), lines };
    const found = await changesToRepeat(context, asked);
    return shown(c, context, fields, {}, { found, store, since, lines });
  });
  return app;
}

/** Each once. */
const linesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

function shown(
  c: ConsoleContext,
  { dataMap }: Context,
  fields: Fields,
  errors: FieldErrors,
  listed: Listed | null,
) {
  const { visit } = c.var;
  const framed = {
    title: RESTORED_WORDS[visit.language].title,
    at: 'stores' as const,
    body: restoredPage(visit, dataMap, fields, errors, listed),
    otherLanguage: `/console/restored?lang=${visit.language === 'en' ? 'ja' : 'en'}`,
  };
  return c.html(frame(visit, framed), Object.keys(errors).length > 0 ? 422 : 200);
}

/** The door to everything below `/p/<link>`: the link is the capability, and its page is never kept. */

import type { Next, Context as Request } from 'hono';
import { ZONES, type Zone } from '../../core/law/calendar.ts';
import { caseOfLink } from '../links.ts';
import { languageOf } from '../pages/language.ts';
import type { CaseEnv, CaseRequest, Site } from './site.ts';
import { notFound } from './trouble.ts';

export const theCase =
  (site: Site) =>
  async (c: Request<CaseEnv>, next: Next): Promise<Response | undefined> => {
    const link = c.req.param('link') ?? '';
    const state = await caseOfLink(site.context, link);
    if (!state) return notFound(site)(c);
    c.set('state', state);
    c.set('language', languageOf(c, state.language));
    c.set('home', `/p/${link}`);
    await next();
    return undefined;
  };

/** Back to the case's page, where the next step shows. */
export const home = (c: CaseRequest, query = ''): Response =>
  c.redirect(`${c.get('home')}${query}`, 303);

export const zoneOf = (c: CaseRequest): Zone => ZONES[c.get('state').regime];

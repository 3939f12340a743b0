/** What the portal's pages are made with. */
import type { Context as Request } from 'hono';
import type { CaseState } from '../../core/case/state.ts';
import type { Language } from '../../core/law/rights.ts';
import type { Context } from '../context.ts';

export interface PortalOptions {
  /** Origins of the payment page: a form may lead there. Stripe's own by default. */
  checkoutOrigins?: readonly string[];
  /** The requester's network address, where a proxy stands before us. */
  addressOf?: (c: Request) => string;
  /** Posts, and downloads or parts of them, allowed to one address in ten minutes. */
  limits?: { requests?: number; posts?: number; downloads?: number };
  /** What the answer to a lost link takes at least, in milliseconds, found or not (L-32). */
  evenTime?: number;
}

export interface Site {
  context: Context;
  options: PortalOptions;
}

/** Set for every page below `/p/`. */
export interface CaseEnv {
  Variables: {
    state: CaseState;
    language: Language;
    /** `/p/<link>`: never leaves the case's own pages. */
    home: string;
  };
}

export type CaseRequest = Request<CaseEnv>;

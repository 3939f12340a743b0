/** The portal as a function: files go from the browser straight to S3, addresses come from the edge. */
import { z } from 'zod';
import { portalApp, portalNotFound } from '../portal/app.ts';
import { viewerAddress } from './http.ts';
import type { Started } from './started.ts';

/** Where browsers post files, and where they pay. */
const PORTAL = z.object({ KAIJI_UPLOAD_ORIGIN: z.url().transform((url) => new URL(url).origin) });
const STRIPE = 'https://checkout.stripe.com';

export function portal({ context, house }: Started) {
  const { KAIJI_UPLOAD_ORIGIN: uploads } = house.read(PORTAL);
  const app = portalApp(context, { formTargets: [STRIPE, uploads], addressOf: viewerAddress });
  app.notFound(portalNotFound(context));
  return { house, app };
}

/** The portal as a function: addresses of whoever asks come from the edge. */
import { portalApp, portalNotFound } from '../portal/app.ts';
import { viewerAddress } from './http.ts';
import type { Started } from './started.ts';

export function portal({ context, house }: Started) {
  const app = portalApp(context, { addressOf: viewerAddress });
  app.notFound(portalNotFound(context));
  return { house, app };
}

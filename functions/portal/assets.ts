/** The portal's style, script and picture. */
import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';
import { assets, stylesheet } from '../pages/assets.ts';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

const PICTURE = read('../pages/kaiji.svg');

export function portalAssets(): Hono {
  const app = assets({
    'portal.css': stylesheet(new URL('./style.css', import.meta.url)),
    'mask.js': read('./mask.js'),
    'kaiji.svg': PICTURE,
  });
  // Asked for by browsers on pages that name no picture.
  app.get('/favicon.ico', (c) =>
    c.body(PICTURE, 200, { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=86400' }),
  );
  return app;
}

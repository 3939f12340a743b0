/** The portal's style, script and picture. */
import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import type { Hono } from 'hono';
import { assets, stylesheet } from '../pages/assets.ts';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

const PICTURE = read('../pages/kaiji.svg');

const PROOF = new URL('../proof/', import.meta.url);

/** The check runs in browsers as it runs here: the same modules, without their types. */
function proofModules(): Record<string, string> {
  const names = readdirSync(PROOF).filter((name) => name.endsWith('.ts'));
  return Object.fromEntries(
    names.map((name) => [
      `proof/${name}`,
      stripTypeScriptTypes(readFileSync(new URL(name, PROOF), 'utf8')),
    ]),
  );
}

export function portalAssets(): Hono {
  const app = assets({
    'portal.css': stylesheet(new URL('./style.css', import.meta.url)),
    'mask.js': read('./mask.js'),
    'portal/check.js': read('./check.js'),
    ...proofModules(),
    'kaiji.svg': PICTURE,
  });
  // Asked for by browsers on pages that name no picture.
  app.get('/favicon.ico', (c) =>
    c.body(PICTURE, 200, { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=86400' }),
  );
  return app;
}

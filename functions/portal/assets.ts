/** The portal's style, script and picture. */
import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';
import { assets, stylesheet } from '../pages/assets.ts';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

export function portalAssets(): Hono {
  return assets({
    'portal.css': stylesheet(new URL('./style.css', import.meta.url)),
    'mask.js': read('./mask.js'),
    'kaiji.svg': read('../pages/kaiji.svg'),
  });
}

/** Styles, scripts and pictures, read once and served with their hash. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Hono } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  ts: 'text/javascript; charset=utf-8',
};

const baseStyle = new URL('./base.css', import.meta.url);

/** Our own style after the shared one, in one file. */
export function stylesheet(...own: readonly URL[]): string {
  return [baseStyle, ...own].map((file) => readFileSync(file, 'utf8')).join('\n');
}

/** Serves each text under `/assets/<name>`; browsers ask again each time and mostly hear 304. */
export function assets(files: Readonly<Record<string, string>>): Hono {
  const app = new Hono();
  for (const [name, text] of Object.entries(files)) {
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
    const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain; charset=utf-8';
    app.get(`/assets/${name}`, (c) => {
      c.header('etag', etag);
      c.header('cache-control', 'public, no-cache');
      if (c.req.header('if-none-match') === etag) return c.body(null, 304);
      return c.body(text, 200, { 'content-type': type });
    });
  }
  return app;
}

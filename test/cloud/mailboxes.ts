/** Every mailbox of the world outside: what the local cloud's SES has sent, shown as the demo's mailbox shows it. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Hono } from 'hono';
import { html } from 'hono/html';
import PostalMime from 'postal-mime';

/** Mails do not change, and tests look often. */
const recipients = new Map<string, string[]>();

/** Routes `/mailbox` and `/mailbox/:id/raw`. */
export function mailboxes(folder: string): Hono {
  const app = new Hono();
  app.get('/mailbox', async (c) => {
    const mails = await Promise.all(
      readdirSync(folder)
        .filter((file) => file.endsWith('.eml'))
        .toSorted()
        .toReversed()
        .map(async (file) => ({ id: basename(file, '.eml'), to: await addressees(folder, file) })),
    );
    const lines = mails.flatMap(({ id, to }) =>
      to.map(
        (address) =>
          html`<li><a href="/mailbox/${id}">${id}</a><div class="faint">${address} · ${id}</div></li>`,
      ),
    );
    return c.html(html`<ul class="mails">${lines}</ul>`);
  });
  app.get('/mailbox/:id/raw', (c) => {
    const file = join(folder, `${basename(c.req.param('id'))}.eml`);
    return c.body(new Uint8Array(readFileSync(file)), 200, { 'content-type': 'message/rfc822' });
  });
  return app;
}

async function addressees(folder: string, file: string): Promise<string[]> {
  const known = recipients.get(file);
  if (known) return known;
  const { to = [] } = await PostalMime.parse(readFileSync(join(folder, file)));
  const found = to.flatMap(({ address }) => address ?? []);
  recipients.set(file, found);
  return found;
}

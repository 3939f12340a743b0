import { readdirSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Officer, passport, Requester } from '../support/people.ts';
import { doorsOf, type Service, startService } from '../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.end());

/** What is answered to a request that names this host, or asks for this whole address. */
const askedAs = (host: string, path: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(service.baseUrl);
    request({ host: '127.0.0.1', port, path, headers: { host } }, (answer) => {
      const pieces: string[] = [];
      answer.setEncoding('utf8').on('data', (piece: string) => pieces.push(piece));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: pieces.join('') }));
    })
      .on('error', reject)
      .end();
  });

describe('the HTTP door', () => {
  it('is shut to names that are not its own, so that none can be pointed at it', async () => {
    for (const path of ['/mailbox', '/console', '/', '/assets/portal.css'])
      expect(await askedAs('evil.example', path)).toEqual({
        status: 421,
        text: 'Nothing is served here under this name.',
      });
    expect((await askedAs('127.0.0.1', 'http://evil.example/mailbox')).status).toBe(421);
    const { port } = new URL(service.baseUrl);
    for (const own of [`127.0.0.1:${port}`, `localhost:${port}`])
      expect((await askedAs(own, '/mailbox')).status).toBe(200);
  });
});

describe('what lies on disk', () => {
  it('is for its owner only, whatever stands around it', async () => {
    const files = readdirSync(service.directory).filter((name) => name.startsWith('kaiji.db'));
    expect(files.length).toBeGreaterThan(1);
    for (const name of [...files, 'keys', 'keys/master.key', 'vault', 'mailbox'])
      expect([name, statSync(join(service.directory, name)).mode & 0o077]).toEqual([name, 0]);
  });

  it('holds nothing of a person in plain but who is written to', async () => {
    const name = 'Kanaria Testperson';
    const person = new Requester(doorsOf(service), 'kanaria@canary.example', 'en');
    const message = 'my canary words';
    await person.asks('japan', ['appi.disclose'], name, { phone: '080-7777-1234', message });
    await person.confirms();
    await person.offersPoints({ name, phone: '080-7777-1234', school: 'Canary School' });
    await person.mayDo('evidence');
    await service.workflow.idle();
    const plain = [name, message, '080-7777-1234', '08077771234', 'Canary School', person.email];
    const told = [...plain, ...plain.map((one) => Buffer.from(one).toString('base64'))];
    const holds = (bytes: Buffer) => told.filter((one) => bytes.includes(one));
    const database = new DatabaseSync(join(service.directory, 'kaiji.db'), { readOnly: true });
    const Table = z.object({ name: z.string() });
    const found = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
      .all()
      .map((row) => Table.parse(row).name)
      .flatMap((table) =>
        database
          .prepare(`SELECT * FROM "${table}"`)
          .all()
          .flatMap((row) =>
            Object.entries(row).flatMap(([column, value]) => {
              const bytes =
                value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value));
              return holds(bytes).map((one) => `${table}.${column}: ${one}`);
            }),
          ),
      );
    database.close();
    expect(new Set(found)).toEqual(new Set([`mails.recipient: ${person.email}`]));
    for (const file of readdirSync(join(service.directory, 'vault')))
      expect(holds(readFileSync(join(service.directory, 'vault', file)))).toEqual([]);
    expect(service.logged.filter((line) => holds(Buffer.from(line)).length > 0)).toEqual([]);
  });
});

describe('the webhook', () => {
  it('takes in the payment of a case that is not there, once and for all, and logs it', async () => {
    const { webhookSecret } = z
      .object({ webhookSecret: z.string() })
      .parse(JSON.parse(readFileSync(join(service.directory, 'stripe-stand-in.json'), 'utf8')));
    const payload = JSON.stringify({
      id: 'evt_lost',
      object: 'event',
      type: 'checkout.session.completed',
      data: {
        object: {
          id: 'cs_lost',
          metadata: { case: 'KJ-00000-00000' },
          payment_status: 'paid',
          payment_intent: 'pi_lost',
          amount_total: 500,
          currency: 'usd',
        },
      },
    });
    const signature = new Stripe('sk_test_x').webhooks.generateTestHeaderString({
      payload,
      secret: webhookSecret,
    });
    const answer = await fetch(`${service.baseUrl}/webhooks/stripe`, {
      method: 'POST',
      headers: { 'stripe-signature': signature },
      body: payload,
    });
    expect(answer.status).toBe(200);
    expect(service.logged.join()).toContain('payment of an unknown case');
  });
});

describe('the mail door', () => {
  it('answers an address that the web form would not take', async () => {
    const somebody = new Requester(doorsOf(service), 'a#b/c@example.org', 'en');
    await somebody.writes({ subject: 'My data', text: 'Please tell me what you hold.' });
    await somebody.takesLinkFrom('KJ-');
    expect((await somebody.opensCase()).text).toContain(somebody.caseId);
  });
});

describe('mail in the name of somebody who does not answer', () => {
  it('brings them three mails a day and no more; what was written is kept', async () => {
    const victim = new Requester(doorsOf(service), 'victim@example.org', 'en');
    for (let count = 1; count <= 5; count += 1)
      await victim.writes({ subject: `Request ${count}`, text: 'Please.' });
    await service.workflow.idle();
    expect(await victim.mailbox.ids()).toHaveLength(3);
    const { rows } = await service.context.ports.caseIndex.queue({ limit: 50 });
    const states = await Promise.all(rows.map(({ caseId }) => service.state(caseId)));
    const theirs = states.filter(({ requester }) => requester?.email === victim.email);
    expect(theirs.map(({ mails }) => mails.length).toSorted()).toEqual([1, 1, 3]);
    await service.pass({ days: 1, hours: 1 });
    await victim.writes({ subject: 'Request 6', text: 'Please.' });
    await service.workflow.idle();
    expect(await victim.mailbox.ids()).toHaveLength(4);
  });
});

describe('a case whose log was damaged', () => {
  it('keeps neither the service from starting nor the others from being worked on', async () => {
    const damaged = await new Requester(doorsOf(service), 'one@example.org', 'en').asks(
      'california',
      ['ccpa.opt-out'],
      'One',
    );
    await service.closed(damaged.caseId);
    const { directory } = service;
    await service.close();
    const database = new DatabaseSync(join(directory, 'kaiji.db'));
    database
      .prepare(`UPDATE commits SET body = replace(body, 'workflow', 'worklfow') WHERE case_id = ?`)
      .run(damaged.caseId);
    database.prepare('DELETE FROM case_rows WHERE case_id = ?').run(damaged.caseId);
    database.close();
    service = await startService({ KAIJI_REQUEST_LIMIT: '30' }, directory);
    expect(service.logged.join()).toContain('row not repaired');
    const other = new Requester(doorsOf(service), 'two@example.org', 'en');
    await other.asks('california', ['ccpa.opt-out'], 'Two');
    expect((await service.closed(other.caseId)).closed?.outcome).toBe('answered');
    const officer = await new Officer(doorsOf(service)).signsIn(service.firstSignIn);
    await officer.browser.visit(`/console/cases/${damaged.caseId}`);
    expect(officer.browser.status).toBe(500);
  });
});

describe('uploads', () => {
  it('are counted as other posts are', async () => {
    const answers = new Set<number>();
    for (let count = 1; count <= 31; count += 1) {
      const body = new FormData();
      body.append('file', passport());
      answers.add(
        (await fetch(`${service.baseUrl}/vault/upload`, { method: 'POST', body })).status,
      );
    }
    expect([...answers]).toEqual([403, 429]);
  });
});

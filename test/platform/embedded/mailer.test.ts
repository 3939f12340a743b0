import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../platform/embedded/clock.ts';
import type { Database } from '../../../platform/embedded/database.ts';
import { EmbeddedMailer } from '../../../platform/embedded/mailer.ts';
import { dataDirectory, testDatabase } from '../../support/data-directory.ts';

const platform = new URL('../../../platform/embedded/', import.meta.url).href;

/** Sends forever, and says on standard output which mails were accepted. */
const SENDER = `
  const { Database } = await import('${platform}database.ts');
  const { EmbeddedMailer } = await import('${platform}mailer.ts');
  const [directory] = process.argv.slice(1);
  const database = new Database(directory + '/kaiji.db');
  const clock = { now: () => new Date() };
  const mailer = new EmbeddedMailer({ database, directory: directory + '/mailbox', clock, relayed: false });
  for (let n = 1; ; n++) {
    const raw = Buffer.from('Subject: ' + n);
    await mailer.send({ messageId: n + '@k.example', from: 'a@k.example', to: 'b@k.example', raw });
    process.stdout.write(n + '\\n');
  }
`;

describe('the embedded mailer', () => {
  it('keeps nothing of a mail that a crash kept from being accepted', async () => {
    const directory = dataDirectory();
    const open = (database: Database) =>
      new EmbeddedMailer({ database, directory, clock: systemClock, relayed: false });
    const database = testDatabase();
    const mail = { messageId: 'one@k.example', from: 'a@k.example', to: 'b@k.example' };
    await open(database).send({ ...mail, raw: Buffer.from('Subject: one') });
    const accepted = readdirSync(directory);
    writeFileSync(join(directory, `${'0'.repeat(32)}.eml`), 'Subject: two');
    open(database);
    expect(readdirSync(directory)).toEqual(accepted);
  });

  it('has every mail it accepted, and no half one, after kill -9', async () => {
    const directory = dataDirectory();
    const child = spawn(process.execPath, ['--input-type=module', '-e', SENDER, directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
      if (said.includes('25\n')) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const promised = said.trim().split('\n').length;
    const mailer = new EmbeddedMailer({
      database: testDatabase(join(directory, 'kaiji.db')),
      directory: join(directory, 'mailbox'),
      clock: systemClock,
      relayed: false,
    });
    const accepted = mailer.list(1_000);
    expect(accepted.length).toBeGreaterThanOrEqual(promised);
    for (const { id, messageId } of accepted)
      expect(Buffer.from(await mailer.raw(id)).toString()).toBe(
        `Subject: ${parseInt(messageId, 10)}`,
      );
    const again = { messageId: '1@k.example', from: 'a@k.example', to: 'b@k.example' };
    await mailer.send({ ...again, raw: Buffer.from('twice') });
    expect(mailer.list(1_000)).toHaveLength(accepted.length);
    expect(readdirSync(join(directory, 'mailbox')).length).toBeLessThanOrEqual(accepted.length + 1);
  });

  it('writes the same file again when a crash came between file and record', async () => {
    const directory = dataDirectory();
    const parts = { database: testDatabase(), directory, clock: systemClock, relayed: false };
    const mail = { messageId: '1@k.example', from: 'a@k.example', to: 'b@k.example' };
    await new EmbeddedMailer(parts).send({ ...mail, raw: Buffer.from('one') });
    await parts.database.write((db) => db.exec('DELETE FROM mails'));
    writeFileSync(join(directory, 'half.eml.new'), 'half a ma');
    const after = new EmbeddedMailer(parts);
    await after.send({ ...mail, raw: Buffer.from('two') });
    expect(readdirSync(directory)).toHaveLength(1);
    expect(after.list(10)).toHaveLength(1);
  });
});

import { readdirSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  MailRelay,
  type MailRelayParts,
  RejectedForGood,
  smtpDelivery,
  type Undeliverable,
} from '../../../platform/embedded/mail-relay.ts';
import { EmbeddedMailer } from '../../../platform/embedded/mailer.ts';
import { dataDirectory, testDatabase } from '../../support/data-directory.ts';

const MINUTE = 60_000;
const mail = (n: number) => ({
  messageId: `${n}@k.example`,
  from: 'a@k.example',
  to: `b${n}@k.example`,
  raw: Buffer.from(`Message-ID: <${n}@k.example>\r\n\r\nhello\r\n`),
});

function relayWith(deliver: MailRelayParts['deliver']) {
  const directory = dataDirectory();
  const database = testDatabase();
  const time = { now: Date.parse('2026-11-19T12:00:00.000Z') };
  const clock = { now: () => new Date(time.now) };
  const outbox = new EmbeddedMailer({ database, directory, clock, relayed: true });
  const lost: Undeliverable[] = [];
  const troubles: unknown[] = [];
  const parts: MailRelayParts = {
    outbox,
    database,
    clock,
    deliver,
    onUndeliverable: async (mail) => void lost.push(mail),
    onTrouble: (error) => troubles.push(error),
  };
  return { relay: new MailRelay(parts), parts, lost, troubles, time, directory };
}

describe('the mail relay', () => {
  it('hands every mail over once and keeps no copy', async () => {
    const sent: string[] = [];
    const { relay, directory } = relayWith(async ({ to }) => void sent.push(to));
    await relay.send(mail(1));
    await relay.send(mail(2));
    await relay.deliverDue();
    await relay.send(mail(1));
    await relay.deliverDue();
    expect(sent).toEqual(['b1@k.example', 'b2@k.example']);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('tries again with growing pauses while the server is away, mail by mail', async () => {
    let tries = 0;
    const { relay, time, lost } = relayWith(async ({ to }) => {
      if (to === 'b1@k.example' && ++tries < 4) throw new Error('451 try later');
    });
    await relay.send(mail(1));
    await relay.send(mail(2));
    for (const [wait, expected] of [
      [0, 1],
      [MINUTE - 1, 1],
      [1, 2],
      [MINUTE, 2],
      [MINUTE, 3],
      [4 * MINUTE, 4],
      [60 * MINUTE, 4],
    ] as const) {
      time.now += wait;
      await relay.deliverDue();
      expect(tries).toBe(expected);
    }
    expect(lost).toEqual([]);
  });

  it('reports what the server refuses for good, and never tries it again', async () => {
    let tries = 0;
    const { relay, lost, time } = relayWith(async () => {
      tries += 1;
      throw new RejectedForGood('550 no such user');
    });
    await relay.send(mail(1));
    await relay.deliverDue();
    time.now += 24 * 60 * MINUTE;
    await relay.deliverDue();
    expect(lost).toEqual([{ messageId: '1@k.example', reason: 'rejected' }]);
    expect(tries).toBe(1);
  });

  it('gives up after five days and says so', async () => {
    const { relay, lost, time } = relayWith(async () => {
      throw new Error('no route');
    });
    await relay.send(mail(1));
    for (let hour = 0; hour < 5 * 24 + 2; hour++) {
      await relay.deliverDue();
      time.now += 61 * MINUTE;
    }
    expect(lost).toEqual([{ messageId: '1@k.example', reason: 'gave-up' }]);
  });

  it('tells of a lost mail again when the telling failed, and does not hold up the others', async () => {
    const sent: string[] = [];
    const { parts, troubles, time, lost } = relayWith(async ({ to }) => {
      if (to === 'b1@k.example') throw new RejectedForGood('550');
      sent.push(to);
    });
    let broken = true;
    const relay = new MailRelay({
      ...parts,
      onUndeliverable: async (mail) => {
        if (broken) throw new Error('not now');
        lost.push(mail);
      },
    });
    await relay.send(mail(1));
    await relay.send(mail(2));
    await relay.deliverDue();
    expect(sent).toEqual(['b2@k.example']);
    expect(troubles).toHaveLength(1);
    broken = false;
    time.now += 60 * MINUTE;
    await relay.deliverDue();
    expect(lost).toEqual([{ messageId: '1@k.example', reason: 'rejected' }]);
  });

  it('leaves alone what was accepted while there was no relay', async () => {
    const sent: string[] = [];
    const { relay, parts, directory } = relayWith(async ({ to }) => void sent.push(to));
    const { database, clock } = parts;
    await new EmbeddedMailer({ database, directory, clock, relayed: false }).send(mail(1));
    await relay.deliverDue();
    expect(sent).toEqual([]);
  });

  it('wakes by itself for a new mail, and speaks SMTP', async () => {
    const received: string[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: ({ address }, _session, done) =>
        done(
          address === 'b1@k.example'
            ? Object.assign(new Error('unknown'), { responseCode: 550 })
            : null,
        ),
      onData: (stream, session, done) => {
        let text = '';
        stream.on('data', (piece) => {
          text += piece;
        });
        stream.on('end', () => {
          received.push(`${session.envelope.rcptTo[0]?.address}: ${text}`);
          done();
        });
      },
    });
    onTestFinished(() => server.close());
    const port = await new Promise<number>((resolve) => {
      const listener = server.listen(0, '127.0.0.1', () => {
        const address = listener.address();
        if (address && typeof address === 'object') resolve(address.port);
      });
    });
    const { relay, lost } = relayWith(smtpDelivery(`smtp://127.0.0.1:${port}`));
    relay.start();
    onTestFinished(() => relay.stop());
    await relay.send(mail(1));
    await relay.send(mail(2));
    await expect.poll(() => received.length).toBe(1);
    expect(received[0]).toBe('b2@k.example: Message-ID: <2@k.example>\r\n\r\nhello\r\n');
    expect(lost).toEqual([{ messageId: '1@k.example', reason: 'rejected' }]);
  });
});

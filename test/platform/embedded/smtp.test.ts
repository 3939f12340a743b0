import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import nodemailer from 'nodemailer';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  MailRefused,
  type MailSession,
  openSmtpDoor,
  type SmtpDoorParts,
} from '../../../platform/embedded/smtp.ts';

type Taken = { raw: Buffer; session: MailSession };

async function door(changes: Partial<SmtpDoorParts> = {}) {
  const taken: Taken[] = [];
  const troubles: unknown[] = [];
  const time = { now: 0 };
  const { port, close } = await openSmtpDoor({
    port: 0,
    addresses: ['Privacy@k.example'],
    clock: { now: () => new Date(time.now) },
    onMail: async (raw, session) => void taken.push({ raw: Buffer.from(raw), session }),
    onTrouble: (error) => troubles.push(error),
    ...changes,
  });
  onTestFinished(close);
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    name: 'client.example',
  });
  onTestFinished(() => transport.close());
  const send = (raw: string | Buffer, to = 'privacy@k.example', from = 'hanako@example.jp') =>
    transport.sendMail({ envelope: { from, to: [to] }, raw });
  return { port, taken, troubles, time, send };
}

const HELLO = 'From: hanako@example.jp\r\nSubject: 開示\r\n\r\n.hello\r\n';

describe('the mail door', () => {
  it('hands over the raw mail with its envelope', async () => {
    const { send, taken } = await door();
    await send(HELLO);
    expect(taken[0]?.raw.toString()).toBe(HELLO);
    expect(taken[0]?.session).toEqual({
      envelopeFrom: 'hanako@example.jp',
      remoteAddress: '127.0.0.1',
      helo: expect.any(String),
      contentHash: createHash('sha256').update(HELLO).digest('hex'),
    });
  });

  it('takes a bounce, whose envelope has no sender', async () => {
    const { send, taken } = await door();
    await send(HELLO, 'privacy@k.example', '');
    expect(taken[0]?.session.envelopeFrom).toBe('');
  });

  it('gives the same content hash to a mail that comes twice', async () => {
    const { send, taken } = await door();
    await send(HELLO);
    await send(HELLO);
    await send(`${HELLO}!`);
    const hashes = taken.map(({ session }) => session.contentHash);
    expect(hashes[0]).toBe(hashes[1]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });

  it('is no relay', async () => {
    const { send, taken } = await door();
    await expect(send(HELLO, 'somebody@elsewhere.example')).rejects.toMatchObject({
      responseCode: 550,
    });
    expect(taken).toEqual([]);
  });

  it('asks the sender to try again when a mail could not be kept, and says no more', async () => {
    const { send, troubles } = await door({
      onMail: async () => {
        throw new Error('the disk at /var/lib is full');
      },
    });
    await expect(send(HELLO)).rejects.toMatchObject({
      responseCode: 451,
      response: expect.not.stringContaining('/var/lib'),
    });
    expect(troubles).toHaveLength(1);
  });

  it('tells the sender why a mail can never be taken', async () => {
    const { send, troubles } = await door({
      onMail: async () => {
        throw new MailRefused('several senders in one mail');
      },
    });
    await expect(send(HELLO)).rejects.toMatchObject({
      responseCode: 554,
      response: expect.stringContaining('several senders'),
    });
    expect(troubles).toEqual([]);
  });

  it('says yes only after the mail was kept', async () => {
    let keep = () => {};
    const kept = new Promise<void>((resolve) => {
      keep = resolve;
    });
    const { send } = await door({ onMail: () => kept });
    let answered = false;
    const sending = send(HELLO).then(() => {
      answered = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(answered).toBe(false);
    keep();
    await sending;
  });

  it('refuses a mail of more than 25 MB, also from one that lies about its size', async () => {
    const { send, taken, port } = await door();
    const big = Buffer.alloc(25 * 1024 * 1024 + 1, 'x\r\n');
    await expect(send(big)).rejects.toMatchObject({ responseCode: 552 });
    const answers = await talk(port, [
      'EHLO liar.example',
      'MAIL FROM:<a@b.example> SIZE=10',
      'RCPT TO:<privacy@k.example>',
      'DATA',
      `${big.toString()}\r\n.`,
    ]);
    expect(answers.at(-1)).toMatch(/^552/);
    expect(taken).toEqual([]);
  });

  it('slows down an address that sends too many', async () => {
    const { send, time, taken } = await door({ mailsPerMinute: 2 });
    await send(HELLO);
    await send(HELLO);
    await expect(send(HELLO)).rejects.toMatchObject({ responseCode: 450 });
    time.now += 60_000;
    await send(HELLO);
    expect(taken).toHaveLength(3);
  });

  it('says neither what it runs on nor who is known', async () => {
    const { port } = await door();
    const answers = await talk(port, ['EHLO x', 'VRFY hanako', 'EXPN all', 'AUTH LOGIN', 'HELP']);
    expect(answers.join('\n')).not.toMatch(/node|smtp-server|linux|version/i);
    expect(answers.slice(2).every((answer) => !/hanako|^235/.test(answer))).toBe(true);
  });

  it('fails at once when the port is taken', async () => {
    const { port } = await door();
    await expect(door({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

/** Sends each line once the one before it was answered; the answers, greeting first. */
function talk(port: number, lines: string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const answers: string[] = [];
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    let text = '';
    socket.on('error', reject);
    socket.on('data', (piece) => {
      text += piece;
      if (!/^\d{3} .*\r\n$/m.test(text)) return;
      answers.push(text.trim());
      text = '';
      const next = lines[answers.length - 1];
      if (next === undefined) resolve(answers);
      else socket.write(`${next}\r\n`);
    });
  });
}

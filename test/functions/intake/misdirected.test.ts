import { describe, expect, it } from 'vitest';
import { mailArrived } from '../../../functions/intake/email.ts';
import { readInboundMail } from '../../../functions/intake/inbound-mail.ts';
import { openPortal } from '../portal/requester.ts';

const at = openPortal();
let sent = 0;

async function arrives(from: string, subject: string, text: string): Promise<void> {
  sent += 1;
  const raw = Buffer.from(
    [
      `From: ${from}`,
      'To: privacy@leverages.example',
      `Subject: ${subject}`,
      `Message-ID: <${sent}@mail.example>`,
      '',
      text,
    ].join('\r\n'),
  );
  const session = { envelopeFrom: from, remoteAddress: '127.0.0.1', helo: 'mail.example' };
  await mailArrived(at().rig.context, await readInboundMail(raw, session));
}

const casesOpen = async () =>
  (await at().rig.context.ports.caseIndex.queue({ limit: 10 })).rows.length;

describe('a mail that says nothing (L-31)', () => {
  it('L-31: is answered with directions, once a day to one address, and opens no case', async () => {
    const from = 'empty@example.com';
    await arrives(from, 'Re:', '');
    await arrives(from, '', ' \r\n');
    expect(await casesOpen()).toBe(0);
    const mails = await at().rig.mails(from);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain('could not tell from it what you would like us to do');
    expect(mails[0]?.text).toContain(`${at().rig.baseUrl}/request`);
    at().rig.clock.walk(24);
    await arrives(from, '', '');
    expect(await at().rig.mails(from)).toHaveLength(2);
    expect(JSON.stringify(at().rig.logged)).not.toContain(from);
  });

  it('L-31: a single word, in the subject or the text, is a request and opens a case', async () => {
    await arrives('word@example.com', 'Unsubscribe', '');
    await arrives('other@example.com', '', '削除');
    expect(await casesOpen()).toBe(2);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { unzipped } from '../support/open-package.ts';
import { Officer, passport, Requester } from '../support/people.ts';
import { doorsOf, type Service, startService } from '../support/service.ts';

let service: Service;
let officer: Officer;
beforeAll(async () => {
  service = await startService();
  officer = await new Officer(doorsOf(service)).signsIn(service.firstSignIn);
});
afterAll(() => service.end());

const points = {
  name: 'Emily Tanaka',
  phone: '(415) 555-0142',
  dateOfBirth: '1994-09-30',
  school: 'Redwood State University',
};

/** From the mail to the case's first page. */
async function begins(email: string): Promise<Requester> {
  const emily = new Requester(doorsOf(service), email, 'en');
  await emily.writes({
    from: `Emily Tanaka <${email}>`,
    subject: 'What do you know about me?',
    text: 'Hello, under the CCPA please send me everything you have. My boss is boss@example.net.',
    attachments: [
      { filename: 'note.pdf', content: Buffer.from('%PDF-1.7\n%%EOF\n') },
      { filename: 'tool.exe', content: Buffer.from('MZ not a document') },
    ],
  });
  await emily.takesLinkFrom('confirm and complete your request');
  await emily.mayDo('complete');
  await emily.browser.visit(`${new URL(emily.link).pathname}/complete?residence=california`);
  await emily.browser.submit('/complete', { rights: ['ccpa.know-specific'], name: 'Emily Tanaka' });
  return emily;
}

describe('ccpa.know-specific by e-mail, in English', () => {
  it('goes from the mail to a signed answer, without a fee', { timeout: 60_000 }, async () => {
    const emily = await begins('emily.tanaka@example.com');
    await emily.offersPoints(points, 'Emily Tanaka');
    await officer.decides(emily.caseId);
    const files = await unzipped(await emily.fetchesAnswer());
    const state = await service.closed(emily.caseId);

    expect(state).toMatchObject({
      channel: 'email',
      regime: 'ccpa',
      closed: { outcome: 'answered' },
    });
    expect(state.identity).toEqual({ outcome: 'verified', basis: 'points' });
    expect(state.plan?.fee).toBeNull();
    expect(state.checkouts).toEqual([]);
    expect(state.mails[0]).toMatchObject({ refused: ['wrong-type'] });
    expect(state.mails[0]?.attachments).toHaveLength(1);
    // What it came with is destroyed with the close, as evidence is (L-10).
    expect(await service.context.ports.vault.list(`${emily.caseId}/mail/`)).toEqual([]);

    const data = [...files].filter(([path]) => path.startsWith('data/')).map(([, text]) => text);
    expect(data.join()).toContain('Redwood State University');
    expect(data.join()).toContain('social-security-number');
    expect(files.get('manifest.json')).toContain('social-security-number');
    expect(data.join()).not.toMatch(/\b\d{3}-\d{2}-\d{4}\b/);
  });

  it('asks the sender and nobody whom the mail names (L-31)', async () => {
    const { Mailbox } = await import('../support/mailbox.ts');
    expect(await new Mailbox(service.baseUrl, 'boss@example.net').ids()).toEqual([]);
  });

  it('is one case, however often the same mail arrives', async () => {
    const taro = new Requester(doorsOf(service), 'taro@example.com', 'en');
    const mail = {
      subject: 'My data',
      text: 'Please.',
      headers: { date: 'Thu, 19 Nov 2026 08:00:00 +0000', 'message-id': '<1@example.com>' },
    };
    await taro.writes(mail);
    await taro.writes(mail);
    await taro.mailbox.waitFor('confirm and complete');
    expect(await taro.mailbox.ids()).toHaveLength(1);
  });

  it('answers no automatic mail, so that two machines never write to each other for ever', async () => {
    const robot = new Requester(doorsOf(service), 'robot@example.com', 'en');
    await robot.writes({
      subject: 'Out of office',
      text: 'I am away.',
      headers: { 'auto-submitted': 'auto-replied' },
    });
    await eventually(
      async () => service.logged.some((line) => line.includes('automatic mail ignored')),
      () => 'the mail was never looked at',
    );
    expect(await robot.mailbox.ids()).toEqual([]);
  });

  it('not verifiable to the high degree is evaluated as know-categories (L-13)', async () => {
    const emily = await begins('Emily.Tanaka@example.com');
    const two = {
      name: points.name,
      phone: points.phone,
      dateOfBirth: '1991-01-01',
      employer: 'X',
    };
    await emily.offersPoints(two, 'Emily Tanaka');
    for (const _try of [1, 2]) {
      await emily.uploads('student-id', passport());
      await officer.judges(emily.caseId, 'refused', 'name-differs');
    }
    await emily.mailbox.waitFor('categories');
    await officer.decides(emily.caseId);
    const files = await unzipped(await emily.fetchesAnswer());
    const state = await service.closed(emily.caseId);
    expect(state.identity?.outcome).toBe('downgraded');
    expect(state.decisions).toMatchObject([{ right: 'ccpa.know-categories', outcome: 'grant' }]);
    expect([...files.keys()].filter((path) => path.startsWith('data/'))).toEqual([
      'data/index.json',
    ]);
  });
});

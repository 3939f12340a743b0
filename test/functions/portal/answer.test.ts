import { describe, expect, it } from 'vitest';
import { cookieOf, openPortal } from './requester.ts';

const at = openPortal();

describe('the answer', () => {
  it('opens by a code from the mail, downloads in parts, and is logged (L-12, L-30)', async () => {
    const { caseId, link } = await at().toAnswer();
    expect((await at().rig.get(`${link}/answer/package`)).status).toBe(303);
    const sent = await at().rig.post(`${link}/answer/code`);
    expect(sent.headers.get('location')).toBe(`${link}/answer/code`);
    const wrong = await at().rig.post(`${link}/answer/enter`, { code: '000 00' });
    expect(wrong.status).toBe(422);
    const entered = await at().rig.post(`${link}/answer/enter`, {
      code: await at().codeFor(caseId),
    });
    expect(entered.headers.get('set-cookie')).toMatch(
      new RegExp(`Path=${link}; HttpOnly; SameSite=Strict`),
    );
    const cookie = cookieOf(entered);
    expect(await at().page(`${link}/answer`, { cookie })).toContain(`${link}/answer/package`);

    const head = await at().rig.get(`${link}/answer/package`, { cookie, range: 'bytes=0-9' });
    expect(head.status).toBe(206);
    expect(head.headers.get('content-range')).toMatch(/^bytes 0-9\/\d+$/);
    expect(
      Buffer.from(await head.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect((await at().rig.context.cases.read(caseId)).closed).toBeNull();

    const whole = await at().rig.get(`${link}/answer/package`, { cookie });
    const bytes = await whole.arrayBuffer();
    expect(whole.headers.get('content-disposition')).toBe(`attachment; filename="${caseId}.zip"`);
    expect(String(bytes.byteLength)).toBe(whole.headers.get('content-length'));
    const state = await at().rig.until(caseId, (now) => now.closed !== null);
    expect(state.downloads.map(({ complete }) => complete)).toEqual([false, true]);
    expect(await at().page(`${link}?lang=en`)).toContain('Your request is answered');
  });

  it('L-27: at the end, mail and page say what record is kept, how long and what for', async () => {
    const { caseId, link } = await at().toAnswer();
    await at().rig.post(`${link}/answer/code`);
    const code = await at().codeFor(caseId);
    const cookie = cookieOf(await at().rig.post(`${link}/answer/enter`, { code }));
    await (await at().rig.get(`${link}/answer/package`, { cookie })).arrayBuffer();
    const { notices, requester } = await at().rig.until(caseId, ({ notices: sent }) =>
      sent.some(({ purpose }) => purpose === 'record-kept'),
    );
    expect(notices.filter(({ purpose }) => purpose === 'record-kept')).toHaveLength(1);
    const said =
      /We keep a record for 24 months, until \d+ \w+ \d{4}: .* We use it for nothing but/;
    const mail = (await at().rig.mails(requester?.email ?? '')).at(-1);
    expect(mail?.text.replaceAll('\n', ' ')).toMatch(said);
    expect(await at().page(`${link}?lang=en`)).toMatch(said);
  });

  it('asks for a new link after 7 days; the old one opens nothing any more', async () => {
    const { caseId, link } = await at().toAnswer();
    at().rig.clock.walk(24 * 7 + 1);
    expect(await at().page(`${link}/answer`)).toContain('This link has expired');
    expect(await (await at().rig.post(`${link}/answer/renew`)).text()).toContain('on its way');
    expect((await at().rig.get(link)).status).toBe(404);
    expect((await at().rig.get(await at().rig.link(caseId))).status).toBe(200);
  });

  it('says when no more codes are sent', async () => {
    const { link } = await at().toAnswer();
    for (let sent = 1; sent <= 5; sent += 1) await at().rig.post(`${link}/answer/code`);
    expect((await at().rig.post(`${link}/answer/code`)).status).toBe(429);
  });
});

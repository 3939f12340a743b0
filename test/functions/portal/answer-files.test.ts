/** The answer's way to the requester: who gets it, in which parts, and what the log says of it. */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { CaseId } from '../../../core/ids.ts';
import { cookieOf, openPortal } from './requester.ts';

const at = openPortal();

async function unlocked(caseId: CaseId, link: string): Promise<string> {
  await at().rig.post(`${link}/answer/code`);
  const code = await at().codeFor(caseId);
  return cookieOf(await at().rig.post(`${link}/answer/enter`, { code }));
}

async function opened() {
  const { caseId, link } = await at().toAnswer();
  return { caseId, link, cookie: await unlocked(caseId, link) };
}

const BIG = randomBytes(16 * 1024 * 1024);

/** Files of vaults that this process holds open. */
const openFiles = () =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return /kaiji-portal-.*vault/.test(readlinkSync(`/proc/self/fd/${fd}`));
    } catch {
      return false;
    }
  });

/** A package with data, so large that no buffer between here and there holds all of it. */
async function openedBig() {
  const one = await opened();
  const { ports, cases } = at().rig.context;
  const key = `${one.caseId}/answer/big.zip`;
  const stored = await ports.vault.put(
    key,
    Readable.from([BIG], { objectMode: false }),
    'application/zip',
  );
  const { answer } = await cases.read(one.caseId);
  if (!answer?.letter) throw new Error('the letter is kept by itself');
  const { at: _at, ...data } = answer;
  await cases.act(one.caseId, 'workflow', () => [
    {
      type: 'answer.assembled',
      data: {
        ...data,
        ...{ key, size: stored.size, sha256: stored.sha256 },
        letter: {
          ...answer.letter,
          key: answer.letter?.key ?? '',
          size: answer.letter?.size ?? 0,
          alone: false,
        },
      },
    },
  ]);
  const path = `${one.link}/answer/package`;
  const get = (headers: Record<string, string> = {}) =>
    at().rig.get(path, { cookie: one.cookie, ...headers });
  const downloads = async () => (await cases.read(one.caseId)).downloads;
  return { ...one, path, get, downloads };
}

describe('the letter', () => {
  it('opens by itself where it stands, is never kept on the way, and is logged (L-30)', async () => {
    const { caseId, link, cookie } = await opened();
    const page = await at().page(`${link}/answer?lang=en`, { cookie });
    expect(page).toContain(`${link}/answer/letter`);
    const letter = await at().rig.get(`${link}/answer/letter`, { cookie });
    expect(letter.headers.get('content-type')).toBe('application/pdf');
    expect(letter.headers.get('content-disposition')).toBe(
      `inline; filename="${caseId}-letter.pdf"`,
    );
    expect(letter.headers.get('cache-control')).toBe('no-store');
    const bytes = Buffer.from(await letter.arrayBuffer());
    const state = await at().rig.context.cases.read(caseId);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(state.answer?.letterSha256);
    expect(state.downloads).toMatchObject([{ file: 'letter', from: 0, bytes: bytes.length }]);
  });

  it('is the whole answer where no data goes with it, and only then ends the wait', async () => {
    const alone = await opened();
    await (
      await at().rig.get(`${alone.link}/answer/letter`, { cookie: alone.cookie })
    ).arrayBuffer();
    await at().rig.until(alone.caseId, ({ closed }) => closed !== null);
    const besides = await openedBig();
    await (
      await at().rig.get(`${besides.link}/answer/letter`, { cookie: besides.cookie })
    ).arrayBuffer();
    expect(await besides.downloads()).toMatchObject([{ file: 'letter', complete: false }]);
  });

  it('is as closed as the package without a code, and to the session of another case', async () => {
    const one = await at().toAnswer();
    const other = await opened();
    for (const file of ['letter', 'package']) {
      const path = `${one.link}/answer/${file}`;
      expect((await at().rig.get(path)).headers.get('location')).toBe(`${one.link}/answer`);
      expect((await at().rig.get(path, { cookie: other.cookie })).status).toBe(303);
    }
  });
});

describe('a download in parts', () => {
  it('that breaks off is logged as far as it went, and with its rest is the whole (L-30)', async () => {
    const { path, cookie, downloads } = await openedBig();
    const stop = new AbortController();
    const address = `${at().rig.baseUrl}${path}`;
    const first = await fetch(address, { headers: { cookie }, signal: stop.signal });
    const reader = first.body?.getReader();
    const got = (await reader?.read())?.value ?? new Uint8Array();
    stop.abort();
    for (let tries = 0; (await downloads()).length === 0 && tries < 200; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    const [broken] = await downloads();
    expect(broken).toMatchObject({ file: 'package', from: 0, complete: false });
    expect(broken?.bytes).toBeGreaterThanOrEqual(got.length);
    expect(broken?.bytes).toBeLessThan(BIG.length);
    const rest = await fetch(address, { headers: { cookie, range: `bytes=${got.length}-` } });
    expect(rest.status).toBe(206);
    const whole = Buffer.concat([got, Buffer.from(await rest.arrayBuffer())]);
    expect(whole.equals(BIG)).toBe(true);
    expect((await downloads()).at(-1)).toMatchObject({ from: got.length, complete: true });
  });

  it('by many at once, in any order, is complete with the last of them and not before', async () => {
    const { get, downloads } = await openedBig();
    const part = BIG.length / 8;
    const ranges = [5, 2, 7, 0, 3, 1, 6].map((n) => `bytes=${n * part}-${(n + 1) * part - 1}`);
    await Promise.all(ranges.map(async (range) => (await get({ range })).arrayBuffer()));
    expect((await downloads()).map(({ complete }) => complete)).toEqual(ranges.map(() => false));
    const last = await get({ range: `bytes=${4 * part}-${5 * part - 1}` });
    expect(last.headers.get('content-range')).toBe(
      `bytes ${4 * part}-${5 * part - 1}/${BIG.length}`,
    );
    await last.arrayBuffer();
    expect((await downloads()).at(-1)?.complete).toBe(true);
  });

  it('follows the headers of RFC 9110', async () => {
    const { get, path, cookie, downloads } = await openedBig();
    const head = await at().rig.head(path, { cookie });
    const etag = head.headers.get('etag') ?? '';
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(BIG.length)]);
    expect(head.headers.get('accept-ranges')).toBe('bytes');
    expect(await downloads()).toEqual([]);
    const status = async (headers: Record<string, string>) => {
      const response = await get(headers);
      await response.body?.cancel();
      return [response.status, response.headers.get('content-length')];
    };
    const whole = [200, String(BIG.length)];
    expect(await status({ range: 'bytes=-5' })).toEqual([206, '5']);
    expect(await status({ range: 'Bytes=5-9' })).toEqual([206, '5']);
    expect(await status({ range: 'bytes=0-4,9-12' })).toEqual(whole);
    expect(await status({ range: 'bytes=0-4', 'if-range': etag })).toEqual([206, '5']);
    expect(await status({ range: 'bytes=0-4', 'if-range': '"another"' })).toEqual(whole);
    const beyond = await get({ range: `bytes=${BIG.length}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([
      416,
      `bytes */${BIG.length}`,
    ]);
    expect(beyond.headers.get('cache-control')).toBe('no-store');
  });

  it('goes on when the session ends midway; its rest needs a code, and never gets a page', async () => {
    const { caseId, link, path, get } = await openedBig();
    const response = await get();
    const reader = response.body?.getReader();
    let length = (await reader?.read())?.value?.length ?? 0;
    at().rig.clock.walk(1);
    const late = await get({ range: 'bytes=100-' });
    expect([late.status, late.headers.get('content-type')]).toEqual([
      403,
      'text/plain; charset=UTF-8',
    ]);
    expect((await get()).status).toBe(303);
    for (;;) {
      const piece = await reader?.read();
      if (!piece?.value) break;
      length += piece.value.length;
    }
    expect(length).toBe(BIG.length);
    const again = await unlocked(caseId, link);
    const resumed = await at().rig.get(path, { cookie: again, range: 'bytes=100-104' });
    expect(Buffer.from(await resumed.arrayBuffer()).equals(BIG.subarray(100, 105))).toBe(true);
  });
});

it.runIf(existsSync('/proc/self/fd'))('leaves no file open that nobody reads on', async () => {
  const { get } = await openedBig();
  expect(openFiles()).toEqual([]);
  const unread = await get();
  expect(openFiles()).not.toEqual([]);
  await unread.body?.cancel();
  const begun = (await get()).body?.getReader();
  await begun?.read();
  await begun?.cancel();
  for (let tries = 0; openFiles().length > 0 && tries < 100; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(openFiles()).toEqual([]);
});

describe('the code', () => {
  it('is void when a newer one was sent, after five tries, and after ten minutes', async () => {
    const { caseId, link } = await at().toAnswer();
    const enter = (code: string) => at().rig.post(`${link}/answer/enter`, { code });
    await at().rig.post(`${link}/answer/code`);
    const first = await at().codeFor(caseId);
    await at().rig.post(`${link}/answer/code`);
    const second = await at().codeFor(caseId);
    // One in a million that both are the same.
    if (first !== second) expect((await enter(first)).status).toBe(422);
    const wrong = second === '000000' ? '000001' : '000000';
    for (let tries = 2; tries <= 5; tries += 1) expect((await enter(wrong)).status).toBe(422);
    expect((await enter(second)).status).toBe(422);
    await at().rig.post(`${link}/answer/code`);
    const third = await at().codeFor(caseId);
    at().rig.clock.walk(10 / 60);
    expect(await (await enter(third)).text()).toContain('expired or was tried too often');
  });

  it('stands in no log, and its hash is bound to case and issue', async () => {
    const one = await opened();
    const log = JSON.stringify(await at().rig.context.cases.events(one.caseId));
    expect(log).toContain('code.issued');
    expect(log).not.toContain(await at().codeFor(one.caseId));
  });

  it('is sent ten times a day and no more: guessing gets nowhere while a link lasts', async () => {
    const { link } = await at().toAnswer();
    const sent = [];
    for (let hour = 0; hour < 3; hour += 1) {
      for (let n = 0; n < 5; n += 1) sent.push((await at().rig.post(`${link}/answer/code`)).status);
      at().rig.clock.walk(1.01);
    }
    expect(sent.filter((status) => status === 303)).toHaveLength(10);
    expect(sent.slice(10)).toEqual(Array(5).fill(429));
  });

  it('opens a session of this link alone: a new link ends it', async () => {
    const { caseId, link, cookie } = await opened();
    const [name = '', session = ''] = cookie.split('=');
    const later = `${name}=${session.replace(/^\d+/, (end) => String(Number(end) + 1))}`;
    expect((await at().rig.get(`${link}/answer/letter`, { cookie: later })).status).toBe(303);
    const { linkEpoch } = await at().rig.context.cases.act(caseId, 'requester', (now) => [
      { type: 'link.reissued', data: { epoch: now.linkEpoch + 1 } },
    ]);
    expect(linkEpoch).toBe(2);
    const anew = await at().rig.link(caseId);
    expect((await at().rig.get(`${anew}/answer/letter`, { cookie })).status).toBe(303);
  });
});

describe('the link', () => {
  it('comes anew from "lost your link", too, once it has expired', async () => {
    const { caseId, form } = await at().toAnswer();
    at().rig.clock.walk(24 * 7 + 1);
    await at().rig.post('/lost-link', { caseId, email: String(form.email) });
    const { linkEpoch } = await at().rig.context.cases.read(caseId);
    expect(linkEpoch).toBe(2);
    const link = await at().rig.link(caseId);
    expect(await at().page(`${link}/answer?lang=en`)).toContain('Send me the code');
  });
});

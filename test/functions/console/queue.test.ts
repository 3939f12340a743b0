import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  atByHand,
  atDeciding,
  atJudging,
  closedCase,
  received,
  YUKI,
} from '../../support/console-cases.ts';
import { type Browser, ConsoleRig } from '../../support/console-rig.ts';

let rig: ConsoleRig;
let officer: Browser;

beforeEach(async () => {
  rig = await ConsoleRig.open();
  onTestFinished(() => rig.close());
  officer = await rig.browser(['operator']);
});

const positions = (page: string, ids: readonly string[]) => ids.map((id) => page.indexOf(id));

describe('the queue', () => {
  it('lists open cases by target date, the most urgent first', async () => {
    const later = await received(rig, 'ccpa.know-categories');
    const sooner = await received(rig, 'appi.disclose');
    const page = await officer.read('/console');
    const [first = -1, second = -1] = positions(page, [sooner, later]);
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first);
  });

  it('says how many days are left, and when the target or the last day has passed', async () => {
    await received(rig, 'ccpa.opt-out');
    expect(await officer.read('/console')).toContain('18 days left');
    rig.clock.walk({ days: 19 });
    officer = await rig.browser(['operator']);
    expect(await officer.read('/console')).toMatch(/past-target[\s\S]*3 days left/);
    rig.clock.walk({ days: 4 });
    officer = await rig.browser(['operator']);
    expect(await officer.read('/console')).toMatch(/past-limit[\s\S]*1 day over/);
  });

  it('shows on demand only the cases that wait for an operator', async () => {
    const waiting = await received(rig, 'appi.disclose');
    const { caseId } = await atJudging(rig);
    const page = await officer.read('/console?show=mine');
    expect(page).toContain(caseId);
    expect(page).not.toContain(waiting);
    expect(page).toContain('For us: judge a document');
  });

  it('lists closed cases apart from the open ones', async () => {
    const caseId = await closedCase(rig);
    expect(await officer.read('/console')).not.toContain(caseId);
    expect(await officer.read('/console?show=closed')).toContain(caseId);
  });

  it('pages through more cases than fit, showing each once', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 43; n += 1) ids.push(await received(rig, 'appi.disclose'));
    const seen: string[] = [];
    let path: string | undefined = '/console';
    while (path) {
      const page = await officer.read(path);
      seen.push(
        ...[...page.matchAll(/class="case" href="[^"]*\/(KJ-[^"]+)"/g)].map(([, id]) => id ?? ''),
      );
      path = /rel="next" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen.sort()).toEqual(ids.sort());
  });

  it('holds nothing personal', async () => {
    await atDeciding(rig);
    await atByHand(rig);
    const page = await officer.read('/console');
    for (const personal of ['佐藤', 'yuki.sato', '1234-5678']) expect(page).not.toContain(personal);
  });

  it('speaks Japanese to who chose it, and remembers the choice', async () => {
    const response = await officer.get('/console?lang=ja');
    expect(await response.text()).toContain('対応中の案件');
    expect(response.headers.get('set-cookie')).toContain('kaiji-language=ja');
    const japanese = await rig.browser(['operator'], '森 花', 'ja');
    expect(await japanese.read('/console')).toContain('対応中の案件');
  });
});

describe('finding a case', () => {
  it.each([
    ['as it is written', (id: string) => id],
    ['in small letters without hyphens', (id: string) => id.toLowerCase().replaceAll('-', '')],
    ['with O for 0', (id: string) => id.replaceAll('0', 'O')],
    [
      'in full-width letters',
      (id: string) => id.replace(/[0-9A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
    ],
  ])('by its number %s', async (_, written) => {
    const caseId = await received(rig, 'appi.disclose');
    const response = await officer.post('/console/search', { q: ` ${written(caseId)} ` });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`/console/cases/${caseId}`);
  });

  it('by the requester’s address, posted and never in an address line', async () => {
    const caseId = await received(rig, 'appi.disclose');
    const other = await received(rig, 'appi.disclose', { name: 'B', email: 'b@example.com' });
    const response = await officer.post('/console/search', { q: 'YUKI.Sato@example.com' });
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain(caseId);
    expect(page).not.toContain(other);
    expect(page).not.toMatch(/href="[^"]*yuki/i);
    expect((await officer.get(`/console/search?q=${YUKI.email}`)).status).toBe(404);
  });

  it('says so when nothing is found, or what was typed is neither', async () => {
    const none = await officer.post('/console/search', { q: 'nobody@example.com' });
    expect(await none.text()).toContain('No case was found.');
    const unclear = await officer.post('/console/search', { q: '<b>Sato</b>' });
    expect(unclear.status).toBe(422);
    const page = await unclear.text();
    expect(page).toContain('Enter a case number');
    expect(page).not.toContain('<b>Sato');
  });
});

describe('the certificate that signs our answers', () => {
  it('is spoken of above the queue from 60 days before its end, and when it is over', async () => {
    const note = async (days: number, language = 'en') => {
      rig.clock.walk({ days });
      officer = await rig.browser(['auditor']);
      const page = await officer.read(`/console?lang=${language}`);
      return /<p class="note warn" data-certificate>([^<]+)</.exec(page)?.[1] ?? null;
    };
    // Made at the start, for five years, one of them a leap year.
    expect(await note(5 * 365 + 1 - 61)).toBeNull();
    expect(await note(1)).toContain('for 60 more days');
    expect(await note(0, 'ja')).toContain('残り60日');
    expect(await note(61)).toContain('is over');
  });
});

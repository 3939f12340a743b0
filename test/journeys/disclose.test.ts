import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyFile } from '../../functions/answer/verify.ts';
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

const points = { name: '山田 花子', phone: '+81 90 0000 1201', dateOfBirth: '1996-04-12' };

describe('appi.disclose from the web form, in Japanese', () => {
  let hanako: Requester;
  let zip: Uint8Array;

  it('goes from the form to a signed answer', { timeout: 60_000 }, async () => {
    hanako = new Requester(doorsOf(service), 'hanako.yamada@example.jp', 'ja');
    await hanako.asks('japan', ['appi.disclose'], '山田 花子');
    await hanako.confirms();
    await hanako.offersPoints(points);
    await hanako.uploadsTwice('passport', passport());
    await officer.judges(hanako.caseId, 'accepted');
    await hanako.pays();
    await officer.decides(hanako.caseId);
    zip = await hanako.fetchesAnswer();
    const state = await service.closed(hanako.caseId);
    expect(state.closed?.outcome).toBe('answered');
    expect(state.points).toEqual({ required: 2, matched: 3 });
    expect(state.evidence).toHaveLength(1);
    expect(state.turnedAway).toEqual([]);
    expect(state.decisions).toMatchObject([{ right: 'appi.disclose', outcome: 'partial' }]);
    expect(state.payments).toMatchObject([{ amount: 500, disposition: 'kept', refund: 'none' }]);
  });

  it('holds what the three stores hold of her, to the end of every cursor', async () => {
    const { findings } = await service.state(hanako.caseId);
    expect(findings.map(({ store, status }) => [store, status])).toEqual([
      ['kikokugo', 'complete'],
      ['shigotosagashi', 'complete'],
      ['career', 'complete'],
    ]);
    const files = await unzipped(zip);
    const all = [...files].filter(([path]) => path.startsWith('data/') && path.endsWith('.json'));
    expect(all.length).toBeGreaterThan(6);
    expect(all.map(([, text]) => text).join()).toContain('山田');
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['letter.pdf', 'index.html', 'manifest.json', 'manifest.jws']),
    );
  });

  it('holds nothing of her namesakes and family, and nothing that L-14 forbids', async () => {
    const text = [...(await unzipped(zip)).values()].join('\n');
    expect(text).not.toContain('ken.sato@example.jp');
    expect(text).not.toMatch(/password_hash": "(?!\[)/);
  });

  it('is proved genuine offline, and a forged one false', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'kaiji-package-')), 'package.zip');
    writeFileSync(file, zip);
    expect((await verifyFile(file)).genuine).toBe(true);
    const at = Math.floor(zip.length / 2);
    writeFileSync(file, zip.with(at, (zip[at] ?? 0) ^ 1));
    expect((await verifyFile(file)).genuine).toBe(false);
  });

  it('sent mails that openssl accepts, and that carry nothing personal (L-30)', async () => {
    const mails = await hanako.mailbox.all();
    expect(mails.length).toBeGreaterThanOrEqual(6);
    for (const { subject, text, raw } of mails) {
      expect(`${subject}${text}`).not.toMatch(/山田|花子|0000|1996/);
      const { status } = spawnSync(
        'openssl',
        ['cms', '-verify', '-noverify', '-out', '/dev/null'],
        {
          input: raw,
        },
      );
      expect(status, subject).toBe(0);
    }
  });

  it('leaves no evidence behind, and no personal data in what the service said (L-10)', async () => {
    const { vault } = service.context.ports;
    expect(await vault.list(`${hanako.caseId}/evidence/`)).toEqual([]);
    expect(await vault.list(`${hanako.caseId}/collected/`)).toEqual([]);
    const { evidence } = await service.state(hanako.caseId);
    expect(evidence.map(({ destroyed }) => destroyed)).toEqual([true]);
    expect(service.logged.join('\n')).not.toMatch(/hanako|yamada|山田|花子|1201/i);
  });

  it('sends the rest of a package that was cut off, and logs each download (L-30)', async () => {
    await hanako.unlocks();
    const address = `${new URL(hanako.link).pathname}/answer/package`;
    const part = await hanako.browser.download(address, { range: 'bytes=100-199' });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(Buffer.from(zip.subarray(100, 200)));
    const downloads = await eventually(
      async () => {
        const { downloads } = await service.state(hanako.caseId);
        return downloads.length > 1 && downloads;
      },
      () => 'the second download was never logged',
    );
    expect(downloads.map(({ from, bytes }) => [from, bytes])).toEqual([
      [0, zip.length],
      [100, 100],
    ]);
  });

  it('is purged a month later: key and files gone, the record stays (L-27)', async () => {
    await service.pass({ days: 31 });
    const state = await service.state(hanako.caseId);
    expect(state.purgedAt).not.toBeNull();
    expect(state.requester).toBeNull();
    expect(state.decisions).toMatchObject([{ right: 'appi.disclose', outcome: 'partial' }]);
    expect(await service.context.ports.vault.list(`${hanako.caseId}/`)).toEqual([]);
    expect(await hanako.mailbox.ids()).toEqual([]);
  });
});

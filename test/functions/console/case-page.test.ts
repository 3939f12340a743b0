import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { close } from '../../../core/case/ending.ts';
import { portrait } from '../../../platform/embedded/demo/portrait.ts';
import {
  atByHand,
  atDeciding,
  atJudging,
  closedCase,
  received,
  YUKI,
} from '../../support/console-cases.ts';
import { ConsoleRig } from '../../support/console-rig.ts';

let rig: ConsoleRig;

beforeAll(async () => {
  rig = await ConsoleRig.open();
  return () => rig.close();
});

const count = (list: readonly string[], one: string) => list.filter((each) => each === one).length;

describe('the case page', () => {
  it('shows what was asked, and writes down once a sitting that it was read', async () => {
    const caseId = await received(rig, 'appi.disclose');
    const officer = await rig.browser(['operator']);
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toContain(YUKI.name);
    expect(page).toContain('Request looked at');
    await officer.read(`/console/cases/${caseId}`);
    expect(count(await rig.types(caseId), 'request.viewed')).toBe(1);
    rig.clock.walk({ minutes: 31 });
    await officer.read(`/console/cases/${caseId}`);
    await (await rig.browser(['operator'])).read(`/console/cases/${caseId}`);
    expect(count(await rig.types(caseId), 'request.viewed')).toBe(3);
  });

  it('renders what people wrote as text', async () => {
    const caseId = await received(rig, 'appi.disclose');
    const officer = await rig.browser(['operator']);
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script>alert');
  });

  it('explains each clock in words with its sources, and lights the station', async () => {
    const caseId = await received(rig, ['ccpa.know-specific', 'ccpa.opt-out'], YUKI, 'en');
    const officer = await rig.browser(['operator']);
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toContain('45 days from');
    expect(page).toContain('15 business days from');
    expect(page).toContain('L-01, L-02, L-04');
    expect(page).toContain('aria-current="step"');
  });

  it('says how many details matched and never which (L-32)', async () => {
    const { caseId } = await atJudging(rig);
    const officer = await rig.browser(['operator']);
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toContain('2 matched, 2 needed');
    expect(page).toContain('Which of them matched is not kept.');
  });

  it('shows the proof that each store was searched to its end', async () => {
    const caseId = await atDeciding(rig, { withheld: { 'financial-account-number': 1 } });
    const officer = await rig.browser(['operator']);
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toContain('searched to the end');
    expect(page).toContain('users where the verified e-mail address is the same');
    expect(page).toMatch(/title="[0-9a-f]{64}"/);
    expect(page).toContain('financial account number × 1');
  });

  it('keeps records out of the page and shows them on demand, as text, logged', async () => {
    const caseId = await atDeciding(rig);
    const officer = await rig.browser(['operator']);
    expect(await officer.read(`/console/cases/${caseId}`)).not.toContain('onerror');
    const page = await officer.read(`/console/cases/${caseId}/found/kikokugo`);
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page).not.toContain('<img src=x');
    expect(page).toContain('withheld: financial account number');
    expect(count(await rig.types(caseId), 'findings.viewed')).toBe(1);
  });

  it('shows the first fifty records and says how many there are', async () => {
    const rows = Array.from({ length: 63 }, (_, n) => ({ row: `row-${n}-end` }));
    const caseId = await atDeciding(rig, { rows });
    const officer = await rig.browser(['operator']);
    const page = await officer.read(`/console/cases/${caseId}/found/kikokugo`);
    expect(page).toContain('The first 50 of 63.');
    expect(page).toContain('row-49-end');
    expect(page).not.toContain('row-50-end');
  });

  it('says who is waited for and what comes next', async () => {
    const officer = await rig.browser(['operator']);
    expect(await officer.read(`/console/cases/${await received(rig, 'appi.disclose')}`)).toContain(
      'Nobody is waited for',
    );
    expect(await officer.read(`/console/cases/${await closedCase(rig)}`)).toContain(
      'Personal data is destroyed on',
    );
    const stores = await atByHand(rig);
    const later = await rig.browser(['operator']);
    expect(await later.read(`/console/cases/${stores}`)).toContain(
      'A store could not be searched.',
    );
  });

  it('shows a purged case as the record that is left, without a further line in its log', async () => {
    const caseId = await closedCase(rig);
    await rig.context.ports.keyring.destroyDataKey(caseId);
    await rig.act(caseId, () => [{ type: 'case.purged', data: {} }]);
    const officer = await rig.browser(['operator']);
    const before = (await rig.types(caseId)).length;
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toContain('The personal part has been destroyed');
    expect(page).toContain('Meta Platforms, Inc.');
    expect(page).not.toContain(YUKI.email);
    expect((await rig.types(caseId)).length).toBe(before);
  });
});

describe('the log', () => {
  it('says that the chain holds, and lists each commit with its hash', async () => {
    const { caseId } = await atJudging(rig);
    const officer = await rig.browser(['operator']);
    const page = await officer.read(`/console/cases/${caseId}`);
    const commits = await rig.context.ports.caseLog.read(caseId);
    expect(page).toContain(`The chain holds: ${commits.length} commits`);
    for (const { hash } of commits) expect(page).toContain(hash.slice(0, 12));
    expect(page).toContain('with personal data, sealed');
  });

  it('names the operators whose acts stand in it', async () => {
    const caseId = await received(rig, 'appi.disclose');
    const first = await rig.browser(['operator'], 'Ken Aoki');
    const second = await rig.browser(['operator'], 'Hana Mori');
    await first.read(`/console/cases/${caseId}`);
    expect(await second.read(`/console/cases/${caseId}`)).toContain('Ken Aoki');
  });

  it('warns of a log that does not hold, and offers nothing to do', async () => {
    const { caseId } = await atJudging(rig);
    const officer = await rig.browser(['operator']);
    const { caseLog } = rig.context.ports;
    const read = caseLog.read.bind(caseLog);
    onTestFinished(() => {
      caseLog.read = read;
    });
    caseLog.read = async (id) =>
      (await read(id)).map((commit) =>
        commit.position === 2 ? { ...commit, hash: 'f'.repeat(64) } : commit,
      );
    const response = await officer.get(`/console/cases/${caseId}`);
    const page = await response.text();
    expect(response.status).toBe(500);
    expect(page).toContain('The log of this case does not hold');
    expect(page).toContain('its content does not match its hash');
    expect(page).not.toContain('name="verdict"');
  });
});

describe('documents', () => {
  it('come from the vault into the browser’s sandbox, and each look is logged', async () => {
    const { caseId, evidenceId } = await atJudging(rig);
    const officer = await rig.browser(['operator']);
    const address = `/console/cases/${caseId}/evidence/${evidenceId}`;
    const response = await officer.get(address);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('content-disposition')).toMatch(/^inline; /);
    expect(response.headers.get('content-security-policy')).toMatch(/^sandbox/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect([...new Uint8Array(await response.arrayBuffer()).slice(1, 4)]).toEqual([
      0x50, 0x4e, 0x47,
    ]);
    await officer.get(address);
    expect(count(await rig.types(caseId), 'evidence.viewed')).toBe(2);
  });

  it('are downloaded when they are PDF, which no browser shows in a sandbox', async () => {
    const pdf = { contentType: 'application/pdf', content: Buffer.from('%PDF-1.7') };
    const { caseId, evidenceId } = await atJudging(rig, pdf);
    const officer = await rig.browser(['operator']);
    const response = await officer.get(`/console/cases/${caseId}/evidence/${evidenceId}`);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(await officer.read(`/console/cases/${caseId}`)).not.toContain('<img');
  });

  it('are never sent as anything but what the door lets in', async () => {
    const { caseId, evidenceId } = await atJudging(rig, {
      contentType: 'text/html',
      content: Buffer.from('<script>alert(1)</script>'),
    });
    const officer = await rig.browser(['operator']);
    const response = await officer.get(`/console/cases/${caseId}/evidence/${evidenceId}`);
    expect(response.status).toBe(404);
  });

  it('cannot be reached through another case', async () => {
    const { evidenceId } = await atJudging(rig);
    const other = await received(rig, 'appi.disclose');
    const officer = await rig.browser(['operator']);
    expect((await officer.get(`/console/cases/${other}/evidence/${evidenceId}`)).status).toBe(404);
  });
});

describe('an e-mail', () => {
  it('is shown as text, its attachments one by one and logged', async () => {
    const caseId = await received(rig, 'appi.disclose');
    const key = `${caseId}/mail/0123abcd/1`;
    await rig.put(key, portrait(3), 'image/png');
    const contentHash = '0'.repeat(64);
    const attachments = [{ key, contentType: 'image/png' }];
    await rig.act(caseId, () => [
      {
        type: 'mail.received',
        data: { contentHash, verdicts: { spf: 'fail', dkim: 'none' }, attachments, refused: [] },
        personal: { subject: '<b>Hello</b>', text: 'See <i>this</i>.', messageId: null },
      },
    ]);
    const officer = await rig.browser(['operator']);
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toContain('See &lt;i&gt;this&lt;/i&gt;.');
    expect(page).toContain('Anybody can write under this address: SPF fail.');
    const address = /href="([^"]+\/attachment\/[^"]+)"/.exec(page)?.[1] ?? '';
    const response = await officer.get(address);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('content-security-policy')).toMatch(/^sandbox/);
    expect(count(await rig.types(caseId), 'evidence.viewed')).toBe(1);
    await rig.act(caseId, (now) => close(now, 'withdrawn', '2026-12-22T00:00:00.000Z'));
    expect(await officer.read(`/console/cases/${caseId}`)).toContain('destroyed: image/png');
    const auditor = await rig.browser(['auditor']);
    expect((await auditor.get(address)).status).toBe(403);
    expect(await auditor.read(`/console/cases/${caseId}`)).not.toContain('Hello');
  });
});

describe('the stores', () => {
  it('are listed with their answers, asked just now', async () => {
    const officer = await rig.browser(['operator']);
    const page = await officer.read('/console/stores');
    expect(page).toContain('needs attention');
    expect(page).toMatch(/<code>Store(Unavailable|Misconfigured)<\/code>/);
  });
});

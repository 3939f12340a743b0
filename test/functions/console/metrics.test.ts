import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { atDeciding, closedCase, received, YUKI } from '../../support/console-cases.ts';
import { ConsoleRig } from '../../support/console-rig.ts';

let rig: ConsoleRig;

beforeEach(async () => {
  rig = await ConsoleRig.open();
  onTestFinished(() => rig.close());
});

describe('the page of yearly figures (L-28)', () => {
  it('L-28: an auditor reads counts by right, days and grounds, and nothing personal', async () => {
    const denied = await atDeciding(rig);
    rig.clock.walk({ days: 5 });
    await rig.act(denied, () => [
      {
        type: 'decision.made',
        data: { right: 'appi.disclose', outcome: 'not-held', grounds: ['appi.not-held'] },
      },
      { type: 'notice.sent', data: { purpose: 'answer-ready', messageId: 'm' } },
    ]);
    await closedCase(rig);
    const auditor = await rig.browser(['auditor']);
    const page = await auditor.read('/console/metrics');
    expect(page).toContain('Requests received in 2026');
    expect(page).toMatch(/<caption>By right/);
    expect(page).toMatch(/<th scope="row">[^<]*<\/th><td data-label="Received">1<\/td>/);
    expect(page).toContain('<td data-label="Days, median">5</td>');
    expect(page).toContain('Why requests were denied');
    for (const personal of [YUKI.name, YUKI.email, denied]) expect(page).not.toContain(personal);
  });

  it('L-28: the file has a line for every right, and a purged case counts as before', async () => {
    const caseId = await closedCase(rig);
    await rig.context.ports.keyring.destroyDataKey(caseId);
    await rig.act(caseId, () => [{ type: 'case.purged', data: {} }]);
    const auditor = await rig.browser(['auditor']);
    const file = await auditor.get('/console/metrics/2026.csv');
    expect(file.headers.get('content-disposition')).toContain('requests-2026.csv');
    const lines = (await file.text()).trim().split('\n');
    expect(lines).toHaveLength(15);
    expect(lines).toContain('2026,ccpa.opt-out,1,1,0,0,0,0,0,0.00,');
    expect(lines).toContain('2026,ccpa.delete,0,0,0,0,0,0,,,');
  });

  it('L-28: a year without requests says so, and what is no year is not found', async () => {
    await received(rig, 'appi.disclose');
    const officer = await rig.browser(['operator'], 'Hana', 'ja');
    expect(await officer.read('/console/metrics?year=2025')).toContain(
      '2025年に受け付けた請求はありません',
    );
    expect((await officer.get('/console/metrics?year=twenty')).status).toBe(404);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseId } from '../../../core/ids.ts';
import { atDeciding, openTaskOf } from '../../support/console-cases.ts';
import { type Browser, ConsoleRig } from '../../support/console-rig.ts';

const RIGHT = 'ccpa.know-categories';
const WHY = 'The same words, sent forty times this week.';

let rig: ConsoleRig;
let ken: Browser;
let hana: Browser;

beforeAll(async () => {
  rig = await ConsoleRig.open();
  return () => rig.close();
});

const read = (caseId: CaseId) => rig.context.cases.read(caseId);
const page = (browser: Browser, caseId: CaseId) => browser.read(`/console/cases/${caseId}`);

const decideForm = (caseId: CaseId, round = '') => ({
  task: `${caseId}/decide${round}`,
  [`outcome:${RIGHT}`]: 'deny',
  [`grounds:${RIGHT}:deny`]: 'ccpa.excessive',
  [`reason:${RIGHT}:deny`]: WHY,
});

/** Both sign in anew each time: the case takes longer than a session lasts. */
async function proposed(by: 'ken' | 'hana' = 'ken'): Promise<CaseId> {
  const caseId = await atDeciding(rig, { right: RIGHT, language: 'en' });
  ken = await rig.browser(['operator'], 'Ken Aoki');
  hana = await rig.browser(['operator', 'approver'], 'Hana Mori');
  const response = await { ken, hana }[by].post(
    `/console/cases/${caseId}/decide`,
    decideForm(caseId),
  );
  expect(response.status).toBe(303);
  await openTaskOf(rig, caseId, { kind: 'approve' });
  return caseId;
}

const look = (browser: Browser, caseId: CaseId, fields: Record<string, string>) =>
  browser.post(`/console/cases/${caseId}/approve`, { task: `${caseId}/approve`, ...fields });

describe('a decision that a second person must approve (L-07)', () => {
  it('may be proposed by any operator, and then waits in the queue for an approver', async () => {
    const caseId = await proposed();
    expect((await read(caseId)).decisions).toEqual([]);
    expect(await ken.read('/console')).toContain('an approver’s agreement');
    const own = await page(ken, caseId);
    expect(own).toContain('You decided this. Another approver must look at it.');
    expect(own).not.toContain(`/console/cases/${caseId}/approve"`);
    expect(own).toContain('it counts when an approver has agreed');
  });

  it('shows an approver what was decided, by whom and why, and the letter before it goes out', async () => {
    const caseId = await proposed();
    const shown = await page(hana, caseId);
    expect(shown).toContain(`/console/cases/${caseId}/approve"`);
    expect(shown).toMatch(/proposed by Ken Aoki, \d+ November 2026/);
    expect(shown).toContain(WHY);
    const letter = await hana.post(`/console/cases/${caseId}/letter`, {
      task: `${caseId}/approve`,
    });
    expect(Buffer.from(await letter.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-');
    expect((await read(caseId)).decisions).toEqual([]);
  });

  it('counts once approved; page and log name both people', async () => {
    const caseId = await proposed();
    const response = await look(hana, caseId, { how: 'approve' });
    expect(response.headers.get('location')).toBe(`/console/cases/${caseId}?done=approve`);
    expect((await read(caseId)).decisions).toMatchObject([
      {
        by: `operator:${ken.operator.id}`,
        approval: { by: `operator:${hana.operator.id}` },
      },
    ]);
    const shown = await page(await rig.browser(['auditor']), caseId);
    expect(shown).toMatch(/proposed by Ken Aoki, [^·]+ · approved by Hana Mori, /);
    expect(shown).not.toContain(WHY);
  });

  it('is not approved by whoever decided it, approver or not', async () => {
    const caseId = await proposed('hana');
    expect(await page(hana, caseId)).toContain('You decided this.');
    const refused = await look(hana, caseId, { how: 'approve' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('You decided this yourself.');
    const ordinary = await look(ken, caseId, { how: 'approve' });
    expect(await ordinary.text()).toContain('Only an approver can do this.');
    expect((await read(caseId)).decisions).toEqual([]);
  });

  it('is sent back with a sealed note, which whoever decides next reads', async () => {
    const caseId = await proposed();
    const bare = await look(hana, caseId, { how: 'send-back', note: '' });
    expect(await bare.text()).toContain('Give a reason.');
    await look(hana, caseId, { how: 'send-back', note: 'Forty mails were one mailbox fault.' });
    await openTaskOf(rig, caseId, { kind: 'decide', round: 2 });
    const again = await page(ken, caseId);
    expect(again).toMatch(/Sent back by Hana Mori, /);
    expect(again).toContain('Forty mails were one mailbox fault.');
    expect(again).toContain('as it was sent back');
    const ticked = [...again.matchAll(/<input [^>]*value="([^"]+)" checked/g)].map(([, id]) => id);
    expect(ticked).toEqual(expect.arrayContaining(['deny', 'ccpa.excessive']));
    expect(ticked).not.toContain('grant');
    expect(again).toContain(`>${WHY}</textarea>`);
    const raw = JSON.stringify(await rig.context.ports.caseLog.read(caseId));
    expect(raw).not.toContain('one mailbox fault');
    expect(await page(await rig.browser(['auditor']), caseId)).not.toContain('one mailbox fault');
    const old = await ken.post(`/console/cases/${caseId}/decide`, decideForm(caseId));
    expect(old.headers.get('location')).toContain('already=decide');
    expect((await read(caseId)).proposed).toEqual([]);
  });

  it('is not approved by a page of the round before', async () => {
    const caseId = await proposed();
    await look(hana, caseId, { how: 'send-back', note: 'Not yet.' });
    await openTaskOf(rig, caseId, { kind: 'decide', round: 2 });
    await ken.post(`/console/cases/${caseId}/decide`, decideForm(caseId, '#2'));
    await openTaskOf(rig, caseId, { kind: 'approve', round: 2 });
    const late = await look(hana, caseId, { how: 'approve' });
    expect(late.headers.get('location')).toContain('already=approve');
    expect((await read(caseId)).decisions).toEqual([]);
  });

  it('speaks Japanese', async () => {
    const caseId = await proposed();
    const kaori = await rig.browser(['approver'], '森 花', 'ja');
    const shown = await page(kaori, caseId);
    expect(shown).toContain('決定の承認');
    expect(shown).toContain('差し戻す');
    expect(shown).toContain('現在');
  });
});

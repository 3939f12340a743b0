import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { unzipped } from '../support/open-package.ts';
import { Officer, passport, postAct, Requester } from '../support/people.ts';
import { doorsOf, type Service, startService } from '../support/service.ts';

let service: Service;
let officer: Officer;
beforeAll(async () => {
  service = await startService();
  officer = await new Officer(doorsOf(service)).signsIn(service.firstSignIn);
});
afterAll(() => service.end());

let number = 0;
/** Somebody new who asks for disclosure under APPI. */
async function asks(name = '鈴木 一郎'): Promise<Requester> {
  number += 1;
  const somebody = new Requester(doorsOf(service), `ichiro${number}@example.jp`, 'ja');
  return somebody.asks('japan', ['appi.disclose'], name);
}

async function withPoints(): Promise<Requester> {
  const somebody = await asks();
  await somebody.confirms();
  await somebody.offersPoints({ name: '鈴木 一郎', phone: '090-9999-9999' });
  return somebody;
}

async function identified(): Promise<Requester> {
  const somebody = await withPoints();
  await somebody.uploads('passport', passport());
  await officer.judges(somebody.caseId, 'accepted');
  await somebody.mayDo('pay');
  return somebody;
}

const paymentsOf = async ({ caseId }: Requester) =>
  (await service.state(caseId)).payments.map(({ disposition, refund }) => [disposition, refund]);

describe('identity', () => {
  it('refused twice ends the case, in words that say how to object (L-10, L-18)', async () => {
    const somebody = await withPoints();
    await somebody.uploads('student-id', passport());
    await officer.judges(somebody.caseId, 'refused', 'name-differs');
    await somebody.mailbox.waitFor('本人確認書類');
    await somebody.uploads('student-id', passport());
    await officer.judges(somebody.caseId, 'refused', 'looks-altered');
    const state = await service.closed(somebody.caseId);
    expect(state.closed?.outcome).toBe('unverified');
    expect(state.checkouts).toEqual([]);
    expect(state.evidence.every(({ destroyed }) => destroyed)).toBe(true);
    await somebody.mailbox.waitFor('個人情報保護委員会');
  });

  it('asks for a better document, and destroys the other at once', async () => {
    const somebody = await withPoints();
    await somebody.uploads('drivers-license', passport());
    await officer.judges(somebody.caseId, 'better', 'unreadable');
    await somebody.mailbox.waitFor('再提出');
    const { evidence } = await service.state(somebody.caseId);
    expect(evidence.map(({ destroyed }) => destroyed)).toEqual([true]);
    await somebody.uploads('drivers-license', passport());
    await officer.judges(somebody.caseId, 'accepted');
    await somebody.mayDo('pay');
  });

  it('turns away what is no picture and no PDF, in words, and keeps nothing of it', async () => {
    const somebody = await withPoints();
    const script = new File(['#!/bin/sh\necho hello\n'], 'passport.png', { type: 'image/png' });
    await somebody.uploads('passport', script);
    expect(somebody.browser.text).toMatch(/JPEG|PNG|PDF/);
    expect(await service.context.ports.vault.list(`${somebody.caseId}/evidence/`)).toEqual([]);
    await somebody.uploads('passport', passport());
    await officer.mayDo(somebody.caseId, 'judge');
  });
});

describe('the fee', () => {
  it('not paid is reminded of once, then the case expires (L-09)', async () => {
    const somebody = await identified();
    await service.pass({ days: 8 });
    await somebody.mailbox.waitFor('手数料のお支払い');
    await service.pass({ days: 24 });
    const state = await service.closed(somebody.caseId);
    expect(state.closed?.outcome).toBe('expired');
    expect(state.notices.filter(({ purpose }) => purpose === 'reminder')).toHaveLength(1);
  });

  it('paid twice goes back once (L-09)', async () => {
    const somebody = await identified();
    const checkout = await somebody.pays();
    await postAct(checkout, 'late');
    await somebody.mailbox.waitFor('返金のお知らせ');
    await officer.decides(somebody.caseId, [
      { right: 'appi.disclose', outcome: 'not-held', grounds: ['appi.not-held'] },
    ]);
    await somebody.fetchesAnswer();
    await service.closed(somebody.caseId);
    expect(await paymentsOf(somebody)).toEqual([
      ['kept', 'done'],
      ['paid-twice', 'done'],
    ]);
  });

  it('paid after the case expired goes back', async () => {
    const somebody = await identified();
    await somebody.browser.submit('/pay');
    const checkout = somebody.browser.url;
    await service.pass({ days: 32 });
    await service.closed(somebody.caseId);
    await postAct(checkout, 'late');
    await somebody.mailbox.waitFor('返金のお知らせ');
    expect(await paymentsOf(somebody)).toEqual([['paid-late', 'done']]);
  });
});

describe('withdrawal', () => {
  it('is possible at every wait, and gives an unearned fee back (L-09)', {
    timeout: 60_000,
  }, async () => {
    const waits: [string, () => Promise<Requester>][] = [
      ['confirm-contact', () => asks()],
      ['upload-evidence', () => withPoints()],
      ['pay-fee', () => identified()],
    ];
    for (const [kind, reach] of waits) {
      const somebody = await reach();
      await somebody.withdraws();
      const state = await service.closed(somebody.caseId);
      expect([kind, state.closed?.outcome]).toEqual([kind, 'withdrawn']);
      expect(state.tasks.find((task) => task.kind === kind)?.outcome).toBe('withdrawn');
      await somebody.mailbox.waitFor('取下げ');
    }
  });

  it('is possible while an operator is waited for', async () => {
    const somebody = await withPoints();
    await somebody.uploads('passport', passport());
    await officer.mayDo(somebody.caseId, 'judge');
    await somebody.withdraws();
    const state = await service.closed(somebody.caseId);
    expect(state.closed?.outcome).toBe('withdrawn');
    await eventually(
      async () => (await service.state(somebody.caseId)).evidence.every((one) => one.destroyed),
      () => 'the evidence is not destroyed',
    );
    expect(await service.context.ports.vault.list(`${somebody.caseId}/evidence/`)).toEqual([]);
  });
});

describe('nothing held', () => {
  it('is said in a letter of its own, and the fee goes back (L-09, L-18)', async () => {
    const somebody = await identified();
    await somebody.pays();
    await officer.decides(somebody.caseId);
    const files = await unzipped(await somebody.fetchesAnswer());
    const state = await service.closed(somebody.caseId);
    expect(state.decisions).toMatchObject([{ outcome: 'not-held', grounds: ['appi.not-held'] }]);
    expect(await paymentsOf(somebody)).toEqual([['kept', 'done']]);
    expect([...files.keys()]).toContain('letter.pdf');
    expect([...files.keys()].filter((path) => path.startsWith('data/'))).toEqual([
      'data/index.json',
    ]);
  });
});

describe('a store that is down', () => {
  it('is asked again with patience, then handed to a person, and never left out silently', {
    timeout: 60_000,
  }, async () => {
    const somebody = await identified();
    service.demo?.stores.http.setDown(true);
    await somebody.pays();
    await somebody.mailbox.waitFor('手数料のお支払いを確認');
    for (const seconds of [15, 45, 120, 300]) await service.pass({ seconds });
    await officer.mayDo(somebody.caseId, 'by-hand');
    await officer.collectsByHand(somebody.caseId, { how: 'retry' });
    for (const seconds of [15, 45, 120, 300]) await service.pass({ seconds });
    await officer.mayDo(somebody.caseId, 'by-hand');
    service.demo?.stores.http.setDown(false);
    await officer.collectsByHand(somebody.caseId, {
      how: 'left-out',
      reason: '障害のため検索できませんでした',
    });
    await officer.decides(somebody.caseId, [
      { right: 'appi.disclose', outcome: 'not-held', grounds: ['appi.not-held'] },
    ]);
    const files = await unzipped(await somebody.fetchesAnswer());
    const { findings } = await service.closed(somebody.caseId);
    expect(findings.find(({ store }) => store === 'career')?.status).toBe('left-out');
    expect(files.get('letter.pdf')?.length).toBeGreaterThan(1000);
  });
});

describe('a refusal', () => {
  it('carries its ground and how to object, no data, and gives the fee back (L-18, L-20)', async () => {
    const hanako = new Requester(doorsOf(service), 'hanako.yamada@example.jp', 'ja');
    await hanako.asks('japan', ['appi.disclose'], '山田 花子');
    await hanako.confirms();
    await hanako.offersPoints({ name: '山田 花子', phone: '090-0000-1201' });
    await hanako.uploads('passport', passport());
    await officer.judges(hanako.caseId, 'accepted');
    await hanako.pays();
    await officer.decides(hanako.caseId, [
      {
        right: 'appi.disclose',
        outcome: 'refuse',
        grounds: ['appi.harm-to-rights'],
        reason: '第三者の相談内容が含まれるため',
      },
    ]);
    const files = await unzipped(await hanako.fetchesAnswer());
    expect([...files.keys()].filter((path) => path.startsWith('data/'))).toEqual([
      'data/index.json',
    ]);
    await service.closed(hanako.caseId);
    expect(await paymentsOf(hanako)).toEqual([['kept', 'done']]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Requester } from '../support/people.ts';
import { doorsOf, type Service, startService } from '../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.end());

describe('ccpa.opt-out from the form', () => {
  it('is done and confirmed within seconds, without identity or fee (L-06)', async () => {
    const emily = new Requester(doorsOf(service), 'emily.tanaka@example.com', 'en');
    const began = performance.now();
    await emily.asks('california', ['ccpa.opt-out'], 'Emily Tanaka');
    const confirmed = await emily.mailbox.waitFor('We have stopped selling and sharing');
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(confirmed.subject).toContain(emily.caseId);
    const state = await service.closed(emily.caseId);
    expect(state.tasks).toEqual([]);
    expect(state.closed?.outcome).toBe('answered');
  });

  it('tells every third party to whom data was sold or shared, and records it (L-26)', async () => {
    const ken = new Requester(doorsOf(service), 'someone@example.com', 'ja');
    await ken.asks('california', ['ccpa.opt-out', 'ccpa.limit'], '佐藤 健');
    const { told, applied } = await service.closed(ken.caseId);
    expect(applied.map(({ right }) => right)).toEqual(['ccpa.opt-out', 'ccpa.limit']);
    expect(told.map(({ recipient }) => recipient).sort()).toEqual([
      'google',
      'meta',
      'recruiting-companies',
      'x',
    ]);
  });

  it('makes one case of a form sent twice', async () => {
    const twice = new Requester(doorsOf(service), 'twice@example.com', 'en');
    await twice.browser.visit('/request?residence=california');
    const entries = { rights: ['ccpa.opt-out'], name: 'A', email: twice.email, language: 'en' };
    const form = twice.browser.page;
    const address = twice.browser.url;
    await twice.browser.submit('/request', entries);
    Object.assign(twice.browser, { page: form, url: address });
    await twice.browser.submit('/request', entries);
    await twice.mailbox.waitFor('We have stopped selling');
    const cases = (await twice.mailbox.all()).map(({ subject }) => subject.slice(0, 16));
    expect(new Set(cases).size).toBe(1);
  });
});

describe('two rights in one case', () => {
  it('finishes the opt-out while the other waits for identity (L-06)', async () => {
    const emily = new Requester(doorsOf(service), 'emily.tanaka@example.com', 'en');
    await emily.asks('california', ['ccpa.opt-out', 'ccpa.know-specific'], 'Emily Tanaka');
    await emily.mailbox.waitFor('We have stopped selling and sharing');
    await emily.mayDo('confirm');
    const state = await service.state(emily.caseId);
    expect(state.applied.map(({ right }) => right)).toEqual(['ccpa.opt-out']);
    expect(state.closed).toBeNull();
    expect(state.tasks.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['confirm-contact', null],
    ]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Requester } from '../support/people.ts';
import { doorsOf, type Service, startService } from '../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.end());

describe('ccpa.opt-out from the form', () => {
  it('is done and confirmed within seconds, without identity or fee, and third parties are told (L-06, L-26)', async () => {
    const emily = new Requester(doorsOf(service), 'emily.tanaka@example.com', 'en');
    await emily.asks('california', ['ccpa.opt-out'], 'Emily Tanaka');
    const confirmed = await emily.mailbox.waitFor('We have stopped selling and sharing');
    expect(confirmed.subject).toContain(emily.caseId);
    await emily.seesOnCase(/done|complete/i);
    const state = await service.context.cases.read(emily.caseId as never);
    expect(state.told.map(({ recipient }) => recipient).sort()).toEqual([
      'google',
      'meta',
      'recruiting-companies',
      'x',
    ]);
    expect(state.tasks).toEqual([]);
    expect(state.closed?.outcome).toBe('answered');
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPerson } from '../../platform/embedded/demo/people.ts';
import { Officer, passport, Requester } from '../support/people.ts';
import { doorsOf, type Service, startService } from '../support/service.ts';

let service: Service;
let officer: Officer;
beforeAll(async () => {
  service = await startService();
  officer = await new Officer(doorsOf(service)).signsIn(service.firstSignIn);
});
afterAll(() => service.end());

describe('appi.disclose from the web form, in Japanese', () => {
  it('goes from the form to a signed answer', async () => {
    const hanako = new Requester(doorsOf(service), 'hanako.yamada@example.jp', 'ja');
    await hanako.asks('japan', ['appi.disclose'], '山田 花子');
    await hanako.confirms();
    await hanako.offersPoints({ name: '山田 花子', phone: '090-1234-5678', dateOfBirth: '1990-01-01' });
    await hanako.uploads('passport', passport());
    await officer.judges(hanako.caseId, 'accepted');
    await hanako.pays();
    await officer.decides(hanako.caseId);
    const zip = await hanako.fetchesAnswer();
    expect(Buffer.from(zip.subarray(0, 2)).toString()).toBe('PK');
    await hanako.seesOnCase('完了');
    const state = await service.context.cases.read(hanako.caseId as never);
    expect(state.closed?.outcome).toBe('answered');
    console.log(JSON.stringify(state.findings, null, 1).slice(0, 1500), state.points, state.decisions);
  });
});

import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { CaseId } from '../../../core/ids.ts';
import { type Browser, ConsoleRig } from '../../support/console-rig.ts';

let rig: ConsoleRig;
let officer: Browser;

beforeEach(async () => {
  rig = await ConsoleRig.open();
  await rig.workflow.open();
  onTestFinished(async () => {
    await rig.workflow.close();
    rig.close();
  });
  officer = await rig.browser(['operator']);
});

const BY_PHONE = {
  how: 'phone',
  on: '2026-11-16',
  residence: 'california',
  rights: ['ccpa.delete', 'ccpa.opt-out'],
  name: 'Ann Miller',
  email: 'ann@example.com',
  message: 'Please delete it all.',
  delivery: 'electronic',
  language: 'en',
  nonce: 'nonce-of-the-form-0001',
};

const caseIn = (response: Response) =>
  CaseId.parse(response.headers.get('location')?.split('/').at(-1));

describe('a request that came by phone, post or in person (L-31)', () => {
  it('L-31: opens a case whose clocks run from the day on which it came', async () => {
    const response = await officer.post('/console/enter', BY_PHONE);
    expect(response.status).toBe(303);
    const caseId = caseIn(response);
    const state = await rig.context.cases.read(caseId);
    expect(state).toMatchObject({
      channel: 'operator',
      arrival: 'phone',
      receivedAt: '2026-11-16T08:00:00.000Z',
      rights: ['ccpa.delete', 'ccpa.opt-out'],
      requester: { name: 'Ann Miller', message: 'Please delete it all.' },
    });
    expect(await rig.context.ports.caseIndex.get(caseId)).toMatchObject({
      receivedAt: state.receivedAt,
    });
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toContain('by phone');
    expect(JSON.stringify(rig.logged)).not.toContain('ann@example.com');
  });

  it('L-31: sent twice, the form makes one case', async () => {
    const [one, other] = [
      caseIn(await officer.post('/console/enter', BY_PHONE)),
      caseIn(await officer.post('/console/enter', BY_PHONE)),
    ];
    expect(one).toBe(other);
  });

  it.each([
    [{ on: '2026-11-25' }, 'cannot lie in the future'],
    [{ on: '2026-01-02' }, 'lies too far back'],
    [{ on: '' }, 'Enter the day on which it came'],
    [{ how: 'pigeon' }, 'Choose how it came'],
    [{ rights: ['appi.disclose'] }, 'Choose rights of one law only'],
    [{ rights: [] }, 'Choose at least one right'],
    [{ rights: ['inquiry'], message: ' ' }, 'Enter what was asked'],
    [{ email: 'ann' }, 'Enter an e-mail address'],
  ])('L-31: %j comes back with what is wrong, and what was entered stays', async (wrong, words) => {
    const response = await officer.post('/console/enter', { ...BY_PHONE, ...wrong });
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain(words);
    expect(page).toContain('value="Ann Miller"');
    expect((await rig.context.ports.caseIndex.queue({ limit: 1 })).rows).toEqual([]);
  });

  it('L-31: is there in Japanese, and not for auditors', async () => {
    expect(await officer.read('/console/enter?lang=ja')).toContain('電話・郵送・対面で受けた請求');
    const auditor = await rig.browser(['auditor']);
    expect((await auditor.get('/console/enter')).status).toBe(403);
    expect((await auditor.post('/console/enter', BY_PHONE)).status).toBe(403);
    expect(await auditor.read('/console')).not.toContain('/console/enter');
  });
});

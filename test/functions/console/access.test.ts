import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { CaseId } from '../../../core/ids.ts';
import { consoleApp } from '../../../functions/console/app.ts';
import { atByHand, atDeciding, atJudging, YUKI } from '../../support/console-cases.ts';
import { type Browser, ConsoleRig } from '../../support/console-rig.ts';

let rig: ConsoleRig;

beforeAll(async () => {
  rig = await ConsoleRig.open();
  return () => rig.close();
});

describe('who may enter', () => {
  it.each(['/console', '/console/stores', '/console/cases/KJ-00000-00000', '/console/no-such'])(
    'sends a stranger who asks for %s to the sign-in, and back afterwards',
    async (path) => {
      const response = await rig.app.request(`http://127.0.0.1${path}`);
      expect(response.status).toBe(303);
      const location = response.headers.get('location') ?? '';
      expect(location).toMatch(/^\/console\/sign-in/);
      if (path !== '/console') expect(location).toContain(encodeURIComponent(path));
    },
  );

  it('lets a stranger look at no document and post no form', async () => {
    const { caseId, evidenceId } = await atJudging(rig);
    const evidence = await rig.app.request(
      `http://127.0.0.1/console/cases/${caseId}/evidence/${evidenceId}`,
    );
    expect(evidence.status).toBe(303);
    const body = new URLSearchParams({
      task: `${caseId}/judge-evidence`,
      evidenceId,
      verdict: 'accepted',
    });
    const judged = await rig.app.request(`http://127.0.0.1/console/cases/${caseId}/judge`, {
      method: 'POST',
      body,
    });
    expect(judged.status).toBe(303);
    expect(await rig.types(caseId)).not.toContain('evidence.judged');
  });

  it('lets nothing be kept, framed or run on its pages', async () => {
    const officer = await rig.browser(['operator']);
    const { headers } = await officer.get('/console');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('forms', () => {
  let officer: Browser;
  let caseId: CaseId;
  let form: Record<string, string>;

  beforeEach(async () => {
    const judging = await atJudging(rig);
    officer = await rig.browser(['operator']);
    caseId = judging.caseId;
    form = {
      task: `${caseId}/judge-evidence`,
      evidenceId: judging.evidenceId,
      verdict: 'accepted',
    };
  });

  const judged = async () => (await rig.types(caseId)).includes('evidence.judged');

  it('are taken from our own pages', async () => {
    expect((await officer.post(`/console/cases/${caseId}/judge`, form)).status).toBe(303);
    expect(await judged()).toBe(true);
  });

  it('are refused from another site, and without the token of the session', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site' };
    const address = `/console/cases/${caseId}/judge`;
    expect((await officer.post(address, form, foreign)).status).toBe(403);
    const other = await rig.browser(['operator']);
    for (const token of ['', await other.formToken()])
      expect((await officer.post(address, form, undefined, token)).status).toBe(403);
    expect(await judged()).toBe(false);
  });

  it('may not be longer than a few lines need', async () => {
    const address = `/console/cases/${caseId}/judge`;
    const response = await officer.post(address, { ...form, note: 'x'.repeat(70_000) });
    expect(response.status).toBe(413);
    expect(await judged()).toBe(false);
  });
});

describe('an auditor', () => {
  it('reads the journey and the log of a case, and nothing personal', async () => {
    const caseId = await atDeciding(rig);
    const auditor = await rig.browser(['auditor']);
    const page = await auditor.read(`/console/cases/${caseId}`);
    expect(page).toContain('The chain holds');
    expect(page).toContain('You are signed in as an auditor');
    for (const personal of ['佐藤', YUKI.email, '1994-05-02', 'alert(1)'])
      expect(page).not.toContain(personal);
    expect(await rig.types(caseId)).not.toContain('request.viewed');
  });

  it('does not see what an operator wrote of a store, which may name people', async () => {
    const caseId = await atByHand(rig);
    const officer = await rig.browser(['operator']);
    await officer.post(`/console/cases/${caseId}/by-hand`, {
      task: `${caseId}/collect-by-hand-career`,
      how: 'left-out',
      reason: 'Locked away by Mr Tanaka.',
    });
    expect(await officer.read(`/console/cases/${caseId}`)).toContain('Mr Tanaka');
    const auditor = await rig.browser(['auditor']);
    expect(await auditor.read(`/console/cases/${caseId}`)).not.toContain('Mr Tanaka');
  });

  it('sees neither documents nor records, and cannot act or search by address', async () => {
    const { caseId, evidenceId } = await atJudging(rig);
    const auditor = await rig.browser(['auditor']);
    const page = await auditor.read(`/console/cases/${caseId}`);
    expect(page).not.toContain('name="verdict"');
    for (const path of [`evidence/${evidenceId}`, 'found/kikokugo'])
      expect((await auditor.get(`/console/cases/${caseId}/${path}`)).status).toBe(403);
    const form = { task: `${caseId}/judge-evidence`, evidenceId, verdict: 'accepted' };
    expect((await auditor.post(`/console/cases/${caseId}/judge`, form)).status).toBe(403);
    expect((await auditor.post('/console/search', { q: YUKI.email })).status).toBe(403);
    expect(await rig.types(caseId)).not.toContain('evidence.judged');
  });
});

describe('every form of the console', () => {
  it('is refused to an auditor, whatever it is for', async () => {
    const caseId = await atDeciding(rig);
    const before = await rig.types(caseId);
    const auditor = await rig.browser(['auditor']);
    const forms = rig.app.routes
      .filter(({ method, path }) => method === 'POST' && path.startsWith('/console'))
      .filter(({ path }) => !path.startsWith('/console/sign-'))
      .map(({ path }) => path.replace(':id', caseId));
    expect(new Set(forms).size).toBeGreaterThan(10);
    for (const form of new Set(forms)) {
      const fields = { task: `${caseId}/decide`, q: YUKI.email, reason: 'complexity' };
      const { status } = await auditor.post(form, fields);
      expect([form, status]).toEqual([form, 403]);
    }
    expect(await rig.types(caseId)).toEqual(before);
  });
});

describe('what there is not', () => {
  it.each([
    '/console/nowhere',
    '/console/cases/KJ-00000-00000',
    '/console/cases/x',
    '/console/cases/KJ-00000-00000/found/x',
  ])('answers %s with a page that says so', async (path) => {
    const officer = await rig.browser(['operator']);
    const response = await officer.get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('There is nothing at this address.');
  });

  it('lets nobody in while it cannot be known who asks, and says so in both languages', async () => {
    const access = {
      signInPath: () => '/console/sign-in',
      signOutPath: '/console/sign-out',
      authenticate: () => Promise.reject(new Error('hanako@example.co.jp')),
      nameOf: async () => null,
      formToken: () => '',
      acceptsForm: () => true,
    };
    const response = await consoleApp(rig.context, access).request('http://127.0.0.1/console');
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).toContain('Please reload this page');
    expect(text).toContain('再読み込みしてください');
    expect(text).not.toContain('hanako');
  });

  it('tells of a fault without telling how it happened', async () => {
    const officer = await rig.browser(['operator']);
    const { caseIndex } = rig.context.ports;
    const queue = caseIndex.queue.bind(caseIndex);
    onTestFinished(() => {
      caseIndex.queue = queue;
    });
    caseIndex.queue = async () => {
      throw new Error('secret detail');
    };
    const response = await officer.get('/console');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret detail');
    expect(rig.logged).toContainEqual({
      event: 'console page failed',
      facts: { path: '/console', error: 'Error' },
    });
  });
});

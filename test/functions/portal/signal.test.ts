import { describe, expect, it } from 'vitest';
import { know, openPortal } from './requester.ts';

const at = openPortal();
const GPC = { 'sec-gpc': '1' };

describe('the browser’s signal on the portal (L-23)', () => {
  it('L-23: says that it is seen, and what it means where nobody is known', async () => {
    expect(await at().page('/?lang=en', GPC)).toContain('We see your browser’s opt-out signal');
    expect(await at().page('/?lang=en', GPC)).toContain('no cookies that could be sold');
    expect(await at().page('/?lang=ja', GPC)).toContain('オプトアウトの信号');
    for (const value of ['0', '1;', 'true'])
      expect(await at().page('/', { 'sec-gpc': value })).not.toContain('data-signal');
  });

  it('L-23: the file for machines says that it is honoured', async () => {
    const file = await at().rig.get('/.well-known/gpc.json');
    expect(file.headers.get('content-type')).toContain('application/json');
    expect(await file.json()).toMatchObject({ gpc: true });
  });

  it('L-23: whoever opens a Californian case by its link is opted out, once, and sees it', async () => {
    const { caseId, link } = await at().ask({ ...know, email: 'known@example.com' });
    const page = await at().page(`${link}?lang=en`, GPC);
    const [, optOut = ''] = /no longer sold or shared \(case (KJ-[\w-]+)\)/.exec(page) ?? [];
    expect(optOut).not.toBe(caseId);
    const { context } = at().rig;
    const { subjectKeys } = await context.cases.read(caseId);
    await at().page(link, GPC);
    const rows = await context.ports.caseIndex.bySubjectKey(subjectKeys[0] ?? '');
    expect(rows.map(({ channel }) => channel).toSorted()).toEqual(['form', 'signal']);
    const signal = rows.find((row) => row.channel === 'signal');
    expect(signal?.caseId).toBe(optOut);
  });

  it('L-23: a page without the signal opts nobody out', async () => {
    const { caseId, link } = await at().ask({ ...know, email: 'silent@example.com' });
    await at().page(link, { 'sec-gpc': '0' });
    const { context } = at().rig;
    const { subjectKeys } = await context.cases.read(caseId);
    expect(await context.ports.caseIndex.bySubjectKey(subjectKeys[0] ?? '')).toHaveLength(1);
  });
});

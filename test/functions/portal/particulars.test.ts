import { describe, expect, it } from 'vitest';
import type { CaseId } from '../../../core/ids.ts';
import { CessationReasonId, cessationReasons } from '../../../core/law/cessation.ts';
import { caseIn } from '../../support/portal-rig.ts';
import { emily, openPortal } from './requester.ts';

const at = openPortal();
const read = (caseId: CaseId) => at().rig.context.cases.read(caseId);

describe('a request to correct', () => {
  const asked = { residence: 'california', rights: ['ccpa.correct'] };

  it('says what is wrong and what is right, sealed, in nobody’s mail (L-17)', async () => {
    const particulars = { wrong: 'My school is\r\nwrong', right: 'Secret Academy' };
    const { caseId } = await at().ask({ ...asked, ...particulars, about: ['school'] });
    const state = await read(caseId);
    expect(state.requester?.particulars).toEqual({
      wrong: 'My school is\nwrong',
      right: 'Secret Academy',
      about: ['school'],
    });
    const commits = await at().rig.context.ports.caseLog.read(caseId);
    expect(JSON.stringify(commits)).not.toContain('Secret Academy');
  });

  it.each([
    ['nothing', {}, 'Tell us what is wrong.'],
    ['no correction', { wrong: 'My name' }, 'Tell us what would be right.'],
    ['too much', { wrong: 'x'.repeat(2001), right: 'y' }, 'Tell us what is wrong.'],
  ])('with %s is asked again, and keeps what was entered', async (_, more, words) => {
    const response = await at().rig.post('/request', at().entered({ ...asked, ...more }));
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(words);
  });

  it('is never verified by the field that it contests (L-17)', async () => {
    const particulars = { wrong: 'My phone', right: '1', about: ['phone', 'date-of-birth'] };
    const { caseId, link } = await at().toPoints({
      ...asked,
      ...particulars,
      email: emily.email,
    });
    await at().rig.post(`${link}/points`, emily);
    const state = await at().rig.until(caseId, (now) => now.points !== null);
    // Name, phone and date of birth are all as on file; two of them are contested.
    expect(state.points).toEqual({ required: 2, matched: 1 });
  });
});

describe('a request to cease', () => {
  const asked = { residence: 'japan', rights: ['appi.cease-provision'] };

  it('offers every reason of the law, in both languages (L-20)', async () => {
    for (const language of ['en', 'ja'] as const) {
      const page = await at().page(`/request?residence=japan&lang=${language}`);
      for (const { words } of cessationReasons('appi.cease'))
        expect(page).toContain(words[language]);
      for (const reason of CessationReasonId.options) expect(page).toContain(`value="${reason}"`);
    }
  });

  it('gives at least one that belongs to the right asked for (L-20)', async () => {
    const send = (reasons: string[]) =>
      at().rig.post('/request', at().entered({ ...asked, reasons }));
    expect((await send([])).status).toBe(422);
    expect((await send(['obtained-by-deceit'])).status).toBe(422);
    const state = await read(caseIn(await send(['unlawful-provision', 'obtained-by-deceit'])));
    expect(state.requester?.particulars).toEqual({ reasons: ['unlawful-provision'] });
  });

  it('for anything else asks nothing of the kind', async () => {
    const { caseId } = await at().ask({
      residence: 'california',
      rights: ['ccpa.opt-out'],
      wrong: 'x',
      reasons: ['leak'],
    });
    expect((await read(caseId)).requester?.particulars).toBeUndefined();
  });
});

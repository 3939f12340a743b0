/** The purposes of use and a question, from the form to the letter. */
import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/case/answer.ts';
import type { Decision } from '../../../core/case/events.ts';
import { passTime } from '../../../core/case/tasks.ts';
import type { CaseId } from '../../../core/ids.ts';
import { purposesOfUse } from '../../../core/law/know-categories.ts';
import type { Right } from '../../../core/law/rights.ts';
import { letterFor } from '../../../core/letter/content.ts';
import { answerInquiry } from '../../../functions/acts/answer-inquiry.ts';
import { answerOf } from '../../../functions/answer/answer-of.ts';
import { act } from '../../../functions/desk.ts';
import { cookieOf, emily, openPortal, picture } from './requester.ts';

const at = openPortal();
const QUESTION = 'How long do you keep my application?';
const REPLY = 'We keep it for one year.\n\nThen we erase it.';
const both = {
  residence: 'japan',
  rights: ['appi.purpose', 'inquiry'],
  email: emily.email,
  message: QUESTION,
};

const notified: Decision = {
  right: 'appi.purpose',
  outcome: 'notify',
  grounds: ['appi.purpose-notified'],
};
const answered: Decision = { right: 'inquiry', outcome: 'answered', grounds: ['inquiry.answered'] };

const decides = (
  caseId: CaseId,
  decisions: readonly Decision[],
  replies: Readonly<Partial<Record<Right, string>>>,
) => act(at().rig.context, caseId, 'operator:test', (now) => decide(now, decisions, { replies }));

/** What the letter says, piece by piece. */
async function letterOf(caseId: CaseId) {
  const { cases, dataMap, settings } = at().rig.context;
  const state = await cases.read(caseId);
  const given = { state, dataMap, settings, logHead: '', verificationCode: 'X' };
  return JSON.stringify(letterFor(answerOf(given).letter).blocks);
}

describe('the purposes of use and an inquiry', () => {
  it('are asked for together and answered in one letter, free, with nobody’s data looked at (L-08)', async () => {
    const { caseId, link } = await at().toPoints(both);
    await at().rig.post(`${link}/points`, emily);
    const waiting = await at().rig.untilAsked(caseId, 'decide');
    expect(waiting.plan?.fee).toBeNull();
    expect(waiting.stores).toEqual([]);
    expect(waiting.tasks.map(({ kind }) => kind)).not.toContain('pay-fee');
    expect(await at().page(`${link}?lang=en`)).toContain('One of our people writes to you');

    await decides(caseId, [notified, answered], { inquiry: REPLY });
    await at().rig.untilAsked(caseId, 'fetch-answer');
    const letter = await letterOf(caseId);
    for (const { words } of purposesOfUse()) expect(letter).toContain(words.en);
    expect(letter).toContain('We keep it for one year.');
    expect(letter).toContain('Then we erase it.');

    await at().rig.post(`${link}/answer/code`);
    const entered = await at().rig.post(`${link}/answer/enter`, {
      code: await at().codeFor(caseId),
    });
    const cookie = cookieOf(entered);
    const got = await at().rig.get(`${link}/answer/package`, { cookie });
    expect((await got.arrayBuffer()).byteLength).toBeGreaterThan(1000);
    const closed = await at().rig.until(caseId, (now) => now.closed !== null);
    expect(closed.closed?.outcome).toBe('answered');
  });

  it('stand in no mail and nowhere readable in the log (L-30)', async () => {
    const mails = await at().rig.mails(emily.email);
    expect(mails.length).toBeGreaterThan(1);
    for (const { text } of mails) expect(text).not.toMatch(/one year|How long/);
    const closed = await at().rig.context.ports.caseIndex.closed({ limit: 10 });
    expect(closed.rows).toHaveLength(1);
    for (const { caseId } of closed.rows)
      expect(JSON.stringify(await at().rig.context.ports.caseLog.read(caseId))).not.toContain(
        'one year',
      );
  });
});

describe('an inquiry alone', () => {
  it('comes to an operator as soon as the address is confirmed, with no proof asked (P-9)', async () => {
    const { caseId, link } = await at().ask({ ...both, rights: ['inquiry'] });
    await at().rig.untilAsked(caseId, 'confirm-contact');
    const mail = (await at().rig.mails(emily.email)).findLast(({ subject }) =>
      subject.includes(caseId),
    );
    expect(mail?.text).toContain('You need not prove who you are');
    expect(mail?.text).not.toMatch(/passport|identity document/);
    await at().rig.post(`${link}/confirm`);
    const state = await at().rig.untilAsked(caseId, 'decide');
    expect(state.tasks.map(({ kind }) => kind)).toEqual(['confirm-contact', 'decide']);
    expect(state.requester?.message).toBe(QUESTION);
  });

  it('can be asked by a Californian beside an opt-out, which does not wait for it (L-06)', async () => {
    const { caseId } = await at().ask({
      ...both,
      residence: 'california',
      rights: ['ccpa.opt-out', 'inquiry'],
    });
    const state = await at().rig.untilAsked(caseId, 'confirm-contact');
    await at().rig.until(caseId, (now) => now.applied.length > 0);
    expect(state.closed).toBeNull();
  });

  it('needs its question, and the form says so beside the field', async () => {
    const form = at().entered({ ...both, rights: ['inquiry'], message: ' ' });
    const response = await at().rig.post('/request', form);
    expect(response.status).toBe(422);
    expect(await response.text()).toMatch(/Please write your question here/);
  });
});

describe('beside a right that waits for identity', () => {
  it('an inquiry is answered first, on the page of the case, and again in the letter (P-9)', async () => {
    const { rig } = at();
    const { caseId, link, form } = await at().toPoints({ ...both, email: 'first@example.com' });
    expect(await at().page(link)).not.toContain('one year');
    await answerInquiry(rig.context, caseId, 'operator:test', REPLY);
    const page = await at().page(`${link}?lang=en`);
    expect(page).toContain('Our reply to your question');
    expect(page).toContain('We keep it for one year.');
    expect(await at().page(`${link}?lang=ja`)).toContain('ご質問への回答');
    const mails = await rig.mails(form.email);
    expect(mails.filter(({ subject }) => /replied to your question/.test(subject))).toHaveLength(1);
    await rig.post(`${link}/points`, { ...emily, phone: '1', dateOfBirth: '1970-01-01' });
    await rig.untilAsked(caseId, 'upload-evidence');
    await at().sendDocument(link, picture());
    await rig.judge(caseId, 'accepted');
    await rig.untilAsked(caseId, 'decide');
    await decides(caseId, [notified], {});
    await rig.untilAsked(caseId, 'fetch-answer');
    const letter = await letterOf(caseId);
    expect(letter).toContain('We keep it for one year.');
    expect(letter).toContain(purposesOfUse()[0]?.words.en);
  });
});

describe('beside a right that falls', () => {
  it('an inquiry is answered although identity was not established (P-9, L-18)', async () => {
    const { caseId, link } = await at().toPoints(both);
    await at().rig.post(`${link}/points`, { ...emily, phone: '1', dateOfBirth: '1970-01-01' });
    for (const _twice of [1, 2]) {
      await at().rig.untilAsked(caseId, 'upload-evidence');
      await at().sendDocument(link, picture());
      await at().rig.judge(caseId, 'refused', 'name-differs');
    }
    const waiting = await at().rig.untilAsked(caseId, 'decide');
    expect(waiting.identity?.outcome).toBe('unverified');
    await decides(caseId, [answered], { inquiry: REPLY });
    await at().rig.untilAsked(caseId, 'fetch-answer');
    const letter = await letterOf(caseId);
    expect(letter).toContain('We keep it for one year.');
    expect(letter).toContain('We could not establish this');
    for (const { words } of purposesOfUse()) expect(letter).not.toContain(words.en);
  });

  it('what is free goes on although the fee for disclosure was not paid (L-08)', async () => {
    const rights = ['appi.disclose', 'appi.purpose'];
    const { caseId, link } = await at().toPoints({ ...both, rights });
    await at().rig.post(`${link}/points`, emily);
    await at().rig.untilAsked(caseId, 'upload-evidence');
    await at().sendDocument(link, picture());
    await at().rig.judge(caseId, 'accepted');
    await at().rig.untilAsked(caseId, 'pay-fee');
    await act(at().rig.context, caseId, 'sweep', (now) => passTime(now, '2099-01-01T00:00:00Z'));
    await at().rig.untilAsked(caseId, 'decide');
    const { stores } = await decides(caseId, [notified], {});
    expect(stores).toEqual([]);
    await at().rig.untilAsked(caseId, 'fetch-answer');
    const letter = await letterOf(caseId);
    expect(letter).toContain('The fee for disclosure was not paid in time');
    expect(letter).toContain(purposesOfUse()[0]?.words.en);
  });
});

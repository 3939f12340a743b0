import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/case/answer.ts';
import { type CarriedOut, carryOut } from '../../../core/case/changes.ts';
import type { Decision } from '../../../core/case/events.ts';
import { openTask } from '../../../core/case/tasks.ts';
import type { CaseId } from '../../../core/ids.ts';
import { letterFor } from '../../../core/letter/content.ts';
import { answerOf } from '../../../functions/answer/answer-of.ts';
import { act } from '../../../functions/desk.ts';
import { cookieOf, emily, openPortal } from './requester.ts';

const at = openPortal();

async function toCarryOut(decision: Decision, form: Record<string, string> = {}) {
  const words = { wrong: 'My employer', right: 'Another one' };
  const request = {
    residence: 'california',
    rights: [decision.right],
    email: emily.email,
    ...words,
  };
  const asked = await at().toPoints({ ...request, ...form });
  await at().rig.post(`${asked.link}/points`, emily);
  const state = await at().rig.until(
    asked.caseId,
    (now) => !!openTask(now, 'decide') || !!openTask(now, 'upload-evidence'),
  );
  if (!openTask(state, 'decide')) throw new Error('the points were not enough');
  const reasons = { [decision.right]: 'for the record' };
  await act(at().rig.context, asked.caseId, 'operator:test', (now) =>
    decide(now, [decision], { reasons }),
  );
  return asked;
}

const carriesOut = async (caseId: CaseId, report: Omit<CarriedOut, 'right'>) =>
  act(at().rig.context, caseId, 'operator:test', (now) => {
    const task = openTask(now, 'carry-out');
    if (!task) throw new Error('nothing waits to be carried out');
    return carryOut(
      now,
      task.id,
      now.decisions.map(({ right }) => ({ right, ...report })),
    );
  });

const DELETED: Decision = { right: 'ccpa.delete', outcome: 'grant', grounds: ['ccpa.deleted'] };

async function letterOf(caseId: CaseId): Promise<string> {
  const { cases, dataMap, settings } = at().rig.context;
  const state = await cases.read(caseId);
  const given = { state, dataMap, settings, logHead: '', verificationCode: 'X' };
  return JSON.stringify(letterFor(answerOf(given).letter).blocks);
}

describe('a deletion from the form to the letter', () => {
  it('is carried out by hand, told to everyone who received the data, and said (L-16, L-33)', async () => {
    const { caseId, link } = await toCarryOut(DELETED);
    const waiting = await at().rig.untilAsked(caseId, 'carry-out');
    expect(waiting.changes).toEqual(['career']);
    expect(waiting.answer).toBeNull();
    await carriesOut(caseId, {
      how: 'partly',
      kept: ['ccpa.keep-legal-obligation'],
      told: ['service-providers'],
      explanation: 'Invoices are kept for seven years.',
    });
    const state = await at().rig.untilAsked(caseId, 'fetch-answer');
    expect(state.told.map(({ recipient }) => recipient).sort()).toEqual([
      'google',
      'group-companies',
      'meta',
      'recruiting-companies',
      'x',
    ]);
    const [mail] = await at().rig.mails('privacy@meta.example');
    expect(mail?.text).toContain('delete the information');
    expect(mail?.text).not.toContain(emily.email);
    expect(mail?.text).not.toContain('Emily');
    expect((await at().rig.get(`${link}/withdraw`)).status).toBe(303);

    const letter = await letterOf(caseId);
    expect(letter).toContain('Granted in part');
    expect(letter).not.toContain('We have deleted the personal information');
    expect(letter).toContain('Erased, in part');
    expect(letter).toContain('Legal obligation (California Civil Code § 1798.105(d)(8))');
    expect(letter).toContain('Invoices are kept for seven years.');
    expect(letter).toContain('Our service providers and contractors');
    expect(letter).toContain('Meta Platforms, Inc.');
    expect(letter).toContain('not to sell or share your personal information');
    expect(letter).toContain('California Privacy Protection Agency');
  });

  it('carried out whole says so, and offers nothing', async () => {
    const { caseId } = await toCarryOut(DELETED);
    await at().rig.untilAsked(caseId, 'carry-out');
    await carriesOut(caseId, { how: 'done', kept: [], told: [], explanation: '' });
    await at().rig.untilAsked(caseId, 'fetch-answer');
    const letter = await letterOf(caseId);
    expect(letter).toContain('We have deleted the personal information');
    expect(letter).toContain('"Erased"');
    expect(letter).not.toContain('not to sell or share your personal information');
  });

  it('that is denied changes nothing and tells nobody (L-16)', async () => {
    const { caseId } = await toCarryOut({
      right: 'ccpa.delete',
      outcome: 'deny',
      grounds: ['ccpa.keep-security'],
    });
    const state = await at().rig.untilAsked(caseId, 'fetch-answer');
    expect(state.changes).toBeNull();
    expect(state.told).toEqual([]);
    expect(await letterOf(caseId)).toContain('not to sell or share your personal information');
  });

  it('withdrawn while it waits to be carried out is closed, and nobody is told', async () => {
    const { caseId, link } = await toCarryOut(DELETED);
    await at().rig.untilAsked(caseId, 'carry-out');
    await at().rig.post(`${link}/withdraw`);
    const state = await at().rig.until(caseId, (now) => now.closed !== null);
    expect(state.closed?.outcome).toBe('withdrawn');
    expect(state.told).toEqual([]);
    expect(state.answer).toBeNull();
  });
});

describe('a correction that is denied', () => {
  it('may be noted as contested, behind the code, with a statement of 250 words at most (L-17, L-30)', async () => {
    const { caseId, link } = await toCarryOut({
      right: 'ccpa.correct',
      outcome: 'deny',
      grounds: ['ccpa.more-likely-accurate'],
    });
    await at().rig.untilAsked(caseId, 'fetch-answer');
    expect(await letterOf(caseId)).toContain('noted as contested');
    expect(await at().page(link)).not.toContain('noted as contested');
    await at().rig.post(`${link}/answer/code`);
    const code = await at().codeFor(caseId);
    const entered = await at().rig.post(`${link}/answer/enter`, { code });
    const cookie = cookieOf(entered);
    const page = await at().page(`${link}/answer`, { cookie });
    expect(page).toContain('noted as contested');
    expect(page).toContain('up to 250 words');
    expect((await at().rig.get(`${link}/answer/contest`)).headers.get('location')).toBe(
      `${link}/answer`,
    );
    await at().rig.post(`${link}/answer/contest`, { statement: 'Without the code.' });
    expect((await at().rig.context.cases.read(caseId)).contested).toEqual([]);
    const send = (statement: string) =>
      at().rig.post(`${link}/answer/contest`, { statement }, { cookie });
    const form = await at().page(`${link}/answer/contest?lang=ja`, { cookie });
    expect(form).toContain('異議がある旨の記録');
    expect(form).toContain('250語以内');
    const long = await send(`${'word '.repeat(250)}more`);
    expect(long.status).toBe(422);
    const again = await long.text();
    expect(again).toContain('Your statement has 251 words');
    expect(again).toContain('word more</textarea>');
    expect((await send('I left in 2024,\r\nnot in 2019.')).headers.get('location')).toBe(
      `${link}/answer`,
    );
    await send('Once more.');
    const { contested } = await at().rig.context.cases.read(caseId);
    expect(contested).toMatchObject([{ words: 7, statement: 'I left in 2024,\nnot in 2019.' }]);
    const after = await at().page(`${link}/answer?lang=en`, { cookie });
    expect(after).toMatch(/You asked us on .* to note that you contest/);
    expect(after).toContain('not in 2019.');
    const outside = await at().page(`${link}?lang=en`);
    expect(outside).not.toMatch(/contest|2019/);
  });
});

import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/case/answer.ts';
import { type CarriedOut, carryOut } from '../../../core/case/changes.ts';
import type { Decision } from '../../../core/case/events.ts';
import { openTask } from '../../../core/case/tasks.ts';
import type { CaseId } from '../../../core/ids.ts';
import { act } from '../../../functions/desk.ts';
import { emily, openPortal } from './requester.ts';

const at = openPortal();

async function toCarryOut(decision: Decision, form: Record<string, string> = {}) {
  const request = { residence: 'california', rights: [decision.right], email: emily.email };
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

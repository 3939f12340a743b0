import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openFromMail } from '../../../core/case/opening.ts';
import { settleOpen } from '../../../core/case/tasks.ts';
import { type CaseId, caseIdFrom, TaskId } from '../../../core/ids.ts';
import type { Right } from '../../../core/law/rights.ts';
import { sweep } from '../../../functions/scheduled/sweep.ts';
import { atByHand, atDeciding, openTaskOf, received, YUKI } from '../../support/console-cases.ts';
import { ConsoleRig } from '../../support/console-rig.ts';

let rig: ConsoleRig;

const RECEIVED = '2026-11-19T08:00:00.000Z';

beforeEach(() => {
  rig.clock.ms = Date.parse(RECEIVED);
});

beforeAll(async () => {
  rig = await ConsoleRig.open();
  const add = (
    email: string,
    roles: ['operator'] | ['approver'] | ['auditor'],
    language: 'en' | 'ja',
  ) => rig.operators.add({ email, name: email, roles, language });
  await add('hana@leverages.example', ['operator'], 'ja');
  await add('max@leverages.example', ['approver'], 'en');
  await add('audit@leverages.example', ['auditor'], 'en');
  return () => rig.close();
});

/** Received on 19 November 2026 at midnight in Los Angeles. */
const SOON = '2026-12-24T08:00:00.000Z';
const TOO_LATE = '2027-01-04T08:00:00.000Z';

async function sweptAt(moment: string) {
  rig.clock.ms = Date.parse(moment);
  return sweep(rig.context);
}

async function waiting(right: Right = 'ccpa.know-specific'): Promise<CaseId> {
  const caseId = await received(rig, right, YUKI, 'en');
  await openTaskOf(rig, caseId, { kind: 'decide' });
  return caseId;
}

const warnings = async (caseId: CaseId) =>
  (await rig.types(caseId)).filter((type) => type === 'clock.warned').length;

describe('operators are told of clocks', () => {
  it('L-04: each by one mail in their language, auditors not at all', async () => {
    const caseId = await waiting();
    await sweptAt('2026-12-24T07:59:59.000Z');
    expect(await rig.mails(caseId)).toEqual([]);
    await sweptAt(SOON);
    const mails = await rig.mails(caseId);
    expect(mails.map(({ to, subject }) => [to, subject]).sort()).toEqual([
      ['hana@leverages.example', `[${caseId}] 回答の期日が近づいています（目標 2026年12月31日）`],
      ['max@leverages.example', `[${caseId}] Due soon: the answer by 31 December 2026`],
    ]);
    const [state] = (await rig.context.cases.read(caseId)).warnings;
    expect(state).toMatchObject({ stage: 'due-soon', target: '2026-12-31', operators: 2 });
  });

  it('L-02: says what waits for whom, and until when the period may be extended', async () => {
    const caseId = await waiting();
    await sweptAt(SOON);
    const text = (await rig.mails(caseId)).find(({ to }) => to.startsWith('max'))?.text ?? '';
    expect(text).toContain('- for you: decide, since 19 November 2026 (35 days)');
    expect(text).toContain('up to and including 3 January 2027 (L-02)');
    expect(text).toContain(`http://127.0.0.1/console/cases/${caseId}`);
    await sweptAt(TOO_LATE);
    const late = (await rig.mails(caseId)).findLast(({ to }) => to.startsWith('max'));
    expect(late?.subject).toContain('Past the legal limit of 3 January 2027');
    expect(late?.text).not.toContain('extended');
  });

  it('L-04: the case’s page says of which clock, when and to how many', async () => {
    const caseId = await waiting();
    await sweptAt(SOON);
    const officer = await rig.browser(['auditor']);
    const page = await officer.read(`/console/cases/${caseId}`);
    expect(page).toContain('Operators were told by e-mail:');
    expect(page).toContain('<li>due soon (24 December 2026, 0:00 (California time), to 2)</li>');
    expect(page.split('Operators were told by e-mail:')).toHaveLength(2);
  });

  it('names the store that an operator has to look into', async () => {
    const caseId = await atByHand(rig);
    await sweptAt('2026-12-20T00:00:00.000Z');
    const text = (await rig.mails(caseId)).find(({ to }) => to.startsWith('max'))?.text ?? '';
    expect(text).toMatch(/for you: look in a store by hand \(.+\), since/);
  });

  it('L-30: carries nothing of the person', async () => {
    const caseId = await atDeciding(rig);
    await sweptAt('2026-12-20T00:00:00.000Z');
    const mails = await rig.mails(caseId);
    expect(mails.length).toBeGreaterThan(0);
    const all = JSON.stringify(mails);
    for (const personal of ['佐藤', 'Sato', YUKI.email, '1994', '090-'])
      expect(all).not.toContain(personal);
  });

  it('once for each clock and stage, however often it is swept', async () => {
    const caseId = await waiting();
    await sweptAt(SOON);
    await sweptAt(SOON);
    await sweptAt('2026-12-26T08:00:00.000Z');
    expect(await rig.mails(caseId)).toHaveLength(2);
    expect(await warnings(caseId)).toBe(1);
  });

  it('once, also when a crash comes between the mails and their record', async () => {
    const caseId = await waiting();
    const { cases } = rig.context;
    const act = cases.act.bind(cases);
    cases.act = async (id, by, decide) => {
      if (decide(await cases.read(id)).some(({ type }) => type === 'clock.warned'))
        throw new Error('the power is gone');
      return act(id, by, decide);
    };
    expect(await sweptAt(SOON)).toMatchObject({ failed: 1 });
    cases.act = act;
    expect(await rig.mails(caseId)).toHaveLength(2);
    expect(await sweptAt('2026-12-24T09:00:00.000Z')).toMatchObject({ failed: 0 });
    expect(await rig.mails(caseId)).toHaveLength(2);
    expect(await warnings(caseId)).toBe(1);
  });

  it('all but the one whose mail is not accepted, who is told by the next sweep', async () => {
    const caseId = await waiting();
    const { mailer } = rig.context.ports;
    const send = mailer.send.bind(mailer);
    mailer.send = async (mail) => {
      if (mail.to.startsWith('hana')) throw new Error('no room');
      await send(mail);
    };
    expect(await sweptAt(SOON)).toMatchObject({ failed: 1 });
    expect((await rig.mails(caseId)).map(({ to }) => to)).toEqual(['max@leverages.example']);
    expect(await warnings(caseId)).toBe(0);
    mailer.send = send;
    await sweptAt('2026-12-24T09:00:00.000Z');
    expect((await rig.mails(caseId)).map(({ to }) => to)).toEqual([
      'max@leverages.example',
      'hana@leverages.example',
    ]);
    expect(await warnings(caseId)).toBe(1);
  });

  it('L-04: also where something else of the case cannot be finished', async () => {
    const caseId = await waiting();
    const { tasks } = rig.context.ports;
    const held = tasks.held.bind(tasks);
    tasks.held = async () => {
      throw new Error('the disk is full');
    };
    expect((await sweptAt(SOON)).failed).toBeGreaterThan(0);
    tasks.held = held;
    expect(await rig.mails(caseId)).toHaveLength(2);
    expect(await warnings(caseId)).toBe(1);
  });

  it('L-31: of no mail whose sender has not said yet what is meant, which closes by itself', async () => {
    const caseId = caseIdFrom(randomBytes(10));
    const keys = { subjectKeys: ['k'], submission: 's' };
    await rig.context.cases.open(caseId, 'mail', openFromMail('en', YUKI, keys));
    await openTaskOf(rig, caseId, { kind: 'complete-request' });
    const [task] = (await rig.context.cases.read(caseId)).tasks;
    await rig.act(caseId, () => [
      { type: 'task.reminded', data: { taskId: TaskId.parse(task?.id) } },
    ]);
    // Three days before the target of the strictest clock that may be running.
    expect(await sweptAt('2026-11-28T20:00:00.000Z')).toMatchObject({ failed: 0 });
    expect(await rig.mails(caseId)).toEqual([]);
    await rig.act(caseId, (state) => settleOpen(state, 'complete-request', 'done'));
    await sweptAt('2026-11-28T21:00:00.000Z');
    expect((await rig.mails(caseId)).map(({ subject }) => subject)).toContain(
      `[${caseId}] Due soon: the confirmation of receipt by 1 December 2026`,
    );
  });
});

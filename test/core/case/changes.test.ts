import { describe, expect, it } from 'vitest';
import { type CarriedOut, carryOut, isToBeTold, planChanges } from '../../../core/case/changes.ts';
import { planCollection } from '../../../core/case/collection.ts';
import { withdraw } from '../../../core/case/ending.ts';
import type { Decision, NewEvent } from '../../../core/case/events.ts';
import { journeyForRequester, journeyOf, stationOf } from '../../../core/case/journey.ts';
import { open, taskIdOf } from '../../../core/case/tasks.ts';
import { StoreId } from '../../../core/ids.ts';
import { changeFor } from '../../../core/law/changes.ts';
import type { Right } from '../../../core/law/rights.ts';
import { CaseRig } from './case-rig.ts';

const store = (id: string) => StoreId.parse(id);
const [HELD, EMPTY, SILENT, PAPER] = ['held', 'empty', 'silent', 'paper'].map(store);
const at = '2026-11-19T08:00:00.000Z';

const finding = (id: string, count: number): NewEvent => ({
  type: 'finding.recorded',
  data: {
    status: 'complete',
    store: store(id),
    collections: [
      {
        collection: 'users',
        query: 'q',
        pages: 1,
        exhausted: true,
        count,
        bytes: 1,
        sha256: 'a'.repeat(64),
        key: 'k',
        startedAt: at,
        finishedAt: at,
        withheld: {},
      },
    ],
  },
});

/** Decided, with one store that holds something, one that does not, one left out, one looked through by hand. */
function decided(decision: Decision): CaseRig {
  const residence = decision.right.startsWith('ccpa') ? 'california' : 'japan';
  const rig = new CaseRig({ residence, rights: [decision.right] });
  rig.did(
    planCollection(
      rig.state,
      [HELD, EMPTY, SILENT, PAPER].flatMap((one) => one ?? []),
    ),
  );
  rig.did([
    finding('held', 3),
    finding('empty', 0),
    { type: 'finding.recorded', data: { status: 'left-out', store: store('silent') } },
    {
      type: 'finding.recorded',
      data: { status: 'by-hand', store: store('paper'), held: true, collections: [] },
    },
    { type: 'decision.made', data: decision },
  ]);
  rig.did(planChanges(rig.state));
  return rig;
}

const deletion = (outcome: Decision['outcome'] = 'grant'): Decision => ({
  right: 'ccpa.delete',
  outcome,
  grounds: ['ccpa.deleted'],
});

const done = (right: Right): CarriedOut => ({
  right,
  how: 'done',
  kept: [],
  told: [],
  explanation: '',
});

const request = (id: string) => ({ kind: 'carry-out', round: 1, store: store(id) }) as const;
function opened(rig: CaseRig, id: string) {
  rig.did(open(rig.state, request(id), at));
  return taskIdOf(rig.state.caseId, request(id));
}

describe('planning the changes', () => {
  it('takes every store that holds something, and those nobody could search', () => {
    expect(decided(deletion()).state.changes).toEqual(['held', 'silent', 'paper']);
  });

  it('is done once, and not at all where the outcome changes nothing (L-16)', () => {
    const rig = decided(deletion());
    expect(planChanges(rig.state)).toEqual([]);
    expect(decided(deletion('deny')).state.changes).toBeNull();
  });
});

describe('carrying out by hand', () => {
  it('records it for the store and ends the wait for that store alone', () => {
    const rig = decided(deletion());
    const [held, paper] = [opened(rig, 'held'), opened(rig, 'paper')];
    rig.did(carryOut(rig.state, held, [done('ccpa.delete')]), 'operator:o');
    expect(rig.state.carriedOut).toMatchObject([{ store: 'held', how: 'done', by: 'operator:o' }]);
    const open = rig.state.tasks.filter(({ outcome }) => outcome === null);
    expect(open.map(({ id }) => id)).toEqual([paper]);
    expect(() => carryOut(rig.state, held, [done('ccpa.delete')])).toThrow('already-answered');
  });

  it('keeps something back only with an explanation and an exception of the closed list (L-16)', () => {
    const rig = decided(deletion());
    const task = opened(rig, 'held');
    const partly: CarriedOut = { ...done('ccpa.delete'), how: 'partly' };
    const explanation = 'Invoices of the last years';
    const attempt = (report: CarriedOut) => () => carryOut(rig.state, task, [report]);
    expect(attempt({ ...partly, kept: ['ccpa.keep-security'] })).toThrow('explanation-needed');
    expect(attempt({ ...partly, explanation })).toThrow('exception-needed');
    expect(attempt({ ...partly, explanation, kept: ['ccpa.deleted'] })).toThrow(
      'ground-not-allowed',
    );
    expect(attempt({ ...done('ccpa.delete'), kept: ['ccpa.keep-security'] })).toThrow(
      'ground-not-allowed',
    );
    rig.did(attempt({ ...partly, explanation, kept: ['ccpa.keep-legal-obligation'] })());
    expect(rig.state.carriedOut).toMatchObject([{ kept: ['ccpa.keep-legal-obligation'] }]);
    expect(rig.state.carriedOut[0]?.explanation).toBe(explanation);
  });

  it('seals the explanation as personal', () => {
    const rig = decided(deletion());
    const task = opened(rig, 'held');
    const report: CarriedOut = {
      ...done('ccpa.delete'),
      how: 'not-done',
      kept: ['ccpa.keep-research'],
      explanation: 'Mr Sato',
    };
    const data = carryOut(rig.state, task, [report]).map((event) => event.data);
    expect(JSON.stringify(data)).not.toContain('Sato');
  });

  it('finds nothing held only where nobody could search before', () => {
    const rig = decided(deletion());
    const nothing: CarriedOut = { ...done('ccpa.delete'), how: 'nothing-held' };
    const [held, silent] = [opened(rig, 'held'), opened(rig, 'silent')];
    expect(() => carryOut(rig.state, held, [nothing])).toThrow('outcome-not-allowed');
    expect(carryOut(rig.state, silent, [nothing])).toHaveLength(2);
  });

  it('asks a cessation for no exception of the deletion, and tells nobody of it (L-20, L-33)', () => {
    const rig = decided({ right: 'appi.cease', outcome: 'ceased', grounds: ['appi.ceased'] });
    const task = opened(rig, 'held');
    const short: CarriedOut = { ...done('appi.cease'), how: 'not-done', explanation: 'Down' };
    expect(() => carryOut(rig.state, task, [{ ...short, told: ['service-providers'] }])).toThrow(
      'outcome-not-allowed',
    );
    rig.did(carryOut(rig.state, task, [short]));
    expect(rig.state.carriedOut[0]?.how).toBe('not-done');
  });

  it('answers for every right that changes something', () => {
    const rig = decided(deletion());
    const task = opened(rig, 'held');
    expect(() => carryOut(rig.state, task, [])).toThrow('decision-incomplete');
  });
});

describe('telling those who received the data (L-16, L-33)', () => {
  it('follows what was done, and says nothing of what could not be done', () => {
    const rule = changeFor('ccpa.delete', 'grant');
    if (!rule) throw new Error('a deletion granted changes the stores');
    const rig = decided(deletion());
    const task = opened(rig, 'held');
    const kept = ['ccpa.keep-security'];
    const refused: CarriedOut = { ...done('ccpa.delete'), how: 'not-done', kept, explanation: 'x' };
    rig.did(carryOut(rig.state, task, [refused]));
    expect(isToBeTold(rig.state, rule)).toBe(false);
    const paper = opened(rig, 'paper');
    rig.did(carryOut(rig.state, paper, [done('ccpa.delete')]));
    expect(isToBeTold(rig.state, rule)).toBe(true);
  });
});

describe('a withdrawal', () => {
  it('before anything was carried out ends every wait', () => {
    const rig = decided(deletion());
    opened(rig, 'held');
    rig.did(withdraw(rig.state), 'requester');
    expect(rig.state.tasks.map(({ outcome }) => outcome)).toEqual(['withdrawn']);
    opened(rig, 'paper');
    expect(rig.state.tasks.at(-1)?.outcome).toBe('withdrawn');
  });

  it('afterwards is refused: nothing brings the data back, and the letter is still owed', () => {
    const rig = decided(deletion());
    const task = opened(rig, 'held');
    rig.did(carryOut(rig.state, task, [done('ccpa.delete')]));
    expect(() => withdraw(rig.state)).toThrow('already-carried-out');
  });
});

describe('the line of stations', () => {
  it('has carrying out between decision and answer, where something is changed', () => {
    const rig = decided(deletion());
    opened(rig, 'held');
    expect(stationOf(rig.state)).toBe('change');
    expect(journeyOf(rig.state).map(({ station }) => station)).toContain('change');
    const denied = decided(deletion('deny'));
    expect(journeyOf(denied.state).map(({ station }) => station)).not.toContain('change');
  });

  it('looks to the requester the same, whatever was decided (L-30)', () => {
    const [granted, denied] = [decided(deletion()), decided(deletion('deny'))];
    opened(granted, 'held');
    expect(journeyForRequester(granted.state)).toEqual(journeyForRequester(denied.state));
  });
});

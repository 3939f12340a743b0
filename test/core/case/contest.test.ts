import { describe, expect, it } from 'vitest';
import { contest, contestable, contestUntold, noteContest } from '../../../core/case/contest.ts';
import { close } from '../../../core/case/ending.ts';
import { rowOf } from '../../../core/case/row.ts';
import { countWords } from '../../../core/law/contest.ts';
import { CaseRig } from './case-rig.ts';

const NOW = '2026-12-01T00:00:00.000Z';
const RIGHT = 'ccpa.correct';

function denied(ground = 'ccpa.more-likely-accurate'): CaseRig {
  const rig = new CaseRig({ residence: 'california', rights: [RIGHT] });
  rig.did([{ type: 'decision.made', data: { right: RIGHT, outcome: 'deny', grounds: [ground] } }]);
  return rig;
}

function answered(ground?: string): CaseRig {
  const rig = denied(ground);
  const hash = 'ab'.repeat(32);
  const hashes = { sha256: hash, letterSha256: hash, manifestSha256: hash, logHead: hash };
  rig.did([{ type: 'answer.assembled', data: { key: 'k', size: 1, ...hashes } }]);
  rig.now = NOW;
  return rig;
}

describe('contesting what was not corrected', () => {
  it('L-17: waits for an operator, who notes it; then the person is owed the news', () => {
    const rig = answered();
    rig.did(contest(rig.state, RIGHT, ' It was 2024. ', NOW), 'requester');
    expect(rig.state.contested).toMatchObject([
      { right: RIGHT, words: 3, statement: 'It was 2024.', noted: null },
    ]);
    expect(rowOf(rig.state).operatorTasks).toEqual(['note-contest']);
    expect(contestUntold(rig.state)).toBe(false);
    expect(() => noteContest(rig.state, RIGHT, ' ')).toThrow('note-needed');
    rig.did(noteContest(rig.state, RIGHT, 'In KikokuGO, field 12.'), 'operator:ken');
    expect(rowOf(rig.state).operatorTasks).toEqual([]);
    expect(contestUntold(rig.state)).toBe(true);
    expect(rig.state.unfinishedSince).not.toBeNull();
    rig.did([{ type: 'notice.sent', data: { purpose: 'contest-noted', messageId: 'm' } }]);
    expect(contestUntold(rig.state)).toBe(false);
    expect(() => noteContest(rig.state, RIGHT, 'Again.')).toThrow('already-answered');
  });

  it('L-17: needs no statement, and takes 250 words but not one more, in either language', () => {
    const { state } = answered();
    const said = (statement: string) => () => contest(state, RIGHT, statement, NOW);
    expect(said('')()).toMatchObject([{ data: { words: 0 } }]);
    expect(said('word '.repeat(250))).not.toThrow();
    expect(said('word '.repeat(251))).toThrow('statement-too-long');
    expect(countWords('私は2024年に退職しました。')).toBeGreaterThan(5);
    expect(said('退職、'.repeat(250))).not.toThrow();
    expect(said('退職、'.repeat(251))).toThrow('statement-too-long');
  });

  it('L-17: is for a correction denied as accurate, once it is answered, once', () => {
    const fraud = answered('ccpa.manifestly-unfounded').state;
    expect(contestable(fraud)).toEqual([]);
    expect(() => contest(fraud, RIGHT, '', NOW)).toThrow('outcome-not-allowed');
    expect(() => contest(denied().state, RIGHT, '', NOW)).toThrow('no-answer-yet');
    const rig = answered();
    rig.did(contest(rig.state, RIGHT, '', NOW), 'requester');
    expect(() => contest(rig.state, RIGHT, '', NOW)).toThrow('already-answered');
    rig.did([{ type: 'case.purged', data: {} }]);
    expect(rowOf(rig.state).operatorTasks).toEqual([]);
  });

  it('L-17, L-27: of a closed case stays readable for thirty days, and waits in the queue', () => {
    const rig = answered();
    rig.did(close(rig.state, 'answered', '2026-12-05T00:00:00.000Z'));
    rig.did(contest(rig.state, RIGHT, 'It was 2024.', NOW), 'requester');
    expect(rig.state.closed?.purgeAt).toBe('2026-12-31T00:00:00.000Z');
    expect(rowOf(rig.state)).toMatchObject({ status: 'open', operatorTasks: ['note-contest'] });
  });
});

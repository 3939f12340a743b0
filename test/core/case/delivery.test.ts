/** The way of an answer to the person: links, reminders, mails that come back. */
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { linkExpired } from '../../../core/case/answer.ts';
import { passTime } from '../../../core/case/tasks.ts';
import { CaseRig } from './case-rig.ts';

const hash = '0'.repeat(64);

function answered(): CaseRig {
  const rig = new CaseRig();
  const files = { key: 'package', sha256: hash, size: 100, letterSha256: hash };
  rig.did([
    { type: 'answer.assembled', data: { ...files, manifestSha256: hash, logHead: hash } },
    { type: 'notice.sent', data: { purpose: 'answer-ready', messageId: 'ready' } },
  ]);
  rig.opens('fetch-answer');
  return rig;
}

const later = (rig: CaseRig, hours: number): string => {
  rig.now = Temporal.Instant.from(rig.now).add({ hours }).toString({ smallestUnit: 'millisecond' });
  return rig.now;
};

describe('the reminder to fetch the answer', () => {
  it('makes its link good for another week (L-30)', () => {
    const rig = answered();
    rig.did(passTime(rig.state, later(rig, 24 * 7 - 1)), 'sweep');
    expect(rig.state.tasks.at(-1)?.reminded).toBe(true);
    expect(linkExpired(rig.state, later(rig, 24 * 6))).toBe(false);
    expect(rig.state.linkEpoch).toBe(1);
    expect(linkExpired(rig.state, later(rig, 24))).toBe(true);
  });
});

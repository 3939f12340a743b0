/** The way of an answer to the person: links, reminders, mails that come back. */
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { issueCode, linkExpired, tryCode } from '../../../core/case/answer.ts';
import { type Mending, mailReturned, mendContact } from '../../../core/case/contact.ts';
import { close } from '../../../core/case/ending.ts';
import { confirmContact } from '../../../core/case/identity.ts';
import { mailAddressOf, unmended } from '../../../core/case/returned.ts';
import { rowOf } from '../../../core/case/row.ts';
import { passTime } from '../../../core/case/tasks.ts';
import { CaseRig } from './case-rig.ts';

const officer = { by: 'operator:one', mayApprove: true } as const;
const approver = { by: 'operator:two', mayApprove: true } as const;

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

const comesBack = (rig: CaseRig, messageId: string, permanent = true) =>
  rig.did(mailReturned(rig.state, { messageId, permanent }), 'mail');

const mends = (
  rig: CaseRig,
  mending: Mending,
  operator: typeof officer | typeof approver = officer,
) => rig.did(mendContact(rig.state, mending, operator, rig.now), operator.by);

const party = 'requester' as const;
const remark = 'called the number of the request';
const to = (email: string) =>
  ({ ...{ party, remark, email }, how: 'corrected', subjectKeys: ['new'] }) as const;

function confirmed(): CaseRig {
  const rig = answered();
  rig.opens('confirm-contact');
  rig.did(confirmContact(rig.state), 'requester');
  return rig;
}

describe('a mail that comes back', () => {
  it('stands in the queue until somebody has seen to it, also after the close', () => {
    const rig = answered();
    expect(rowOf(rig.state).operatorTasks).toEqual([]);
    comesBack(rig, 'ready');
    expect(mailReturned(rig.state, { messageId: 'ready', permanent: true })).toEqual([]);
    expect(mailReturned(rig.state, { messageId: 'forged', permanent: true })).toEqual([]);
    rig.did(close(rig.state, 'answered', '2027-01-01T00:00:00.000Z'));
    expect(rowOf(rig.state)).toMatchObject({ status: 'open', operatorTasks: ['mend-contact'] });
    mends(rig, { party, how: 'otherwise', remark });
    expect(rowOf(rig.state)).toMatchObject({ status: 'closed', operatorTasks: [] });
  });

  it('keeps the answer from expiring unseen, and then gives the whole wait anew', () => {
    const rig = answered();
    comesBack(rig, 'ready');
    expect(passTime(rig.state, later(rig, 24 * 60))).toEqual([]);
    expect(rowOf(rig.state).nextSweepAt).toBeNull();
    mends(rig, { party, how: 'resent', remark });
    expect(rig.state.owedMails).toEqual([{ purpose: 'answer-ready', key: 'answer-ready-again-1' }]);
    expect(linkExpired(rig.state, rig.now)).toBe(false);
    expect(passTime(rig.state, later(rig, 24 * 29))).toMatchObject([
      { type: 'task.reminded' },
      { type: 'link.reissued' },
    ]);
    expect(passTime(rig.state, later(rig, 24 * 3))).toMatchObject([{ type: 'task.settled' }]);
  });

  it('is no acknowledgement: its clock runs on until it is seen to (L-03)', () => {
    const rig = new CaseRig({ residence: 'california', rights: ['ccpa.know-specific'] });
    const due = rowOf(rig.state).targetDate;
    rig.did([{ type: 'notice.sent', data: { purpose: 'acknowledgement', messageId: 'ack' } }]);
    expect(rowOf(rig.state).targetDate).not.toBe(due);
    comesBack(rig, 'ack');
    expect(rowOf(rig.state).targetDate).toBe(due);
    mends(rig, { party, how: 'resent', remark });
    expect(rig.state.owedMails.map(({ purpose }) => purpose)).toEqual(['acknowledgement']);
  });

  it('asks for nobody when it was sent before the last mending', () => {
    const rig = answered();
    rig.did([{ type: 'notice.sent', data: { purpose: 'reminder', messageId: 'late' } }]);
    comesBack(rig, 'ready');
    mends(rig, { party, how: 'resent', remark });
    comesBack(rig, 'late');
    expect(unmended(rig.state)).toEqual([]);
  });

  it('is told of with a remark, and settled once', () => {
    const rig = answered();
    comesBack(rig, 'ready');
    expect(() => mends(rig, { party, how: 'otherwise', remark: ' ' })).toThrow('reason-needed');
    expect(() => mends(rig, { ...to('new@example.com'), remark: '' })).toThrow('reason-needed');
    mends(rig, { party, how: 'otherwise', remark });
    expect(() => mends(rig, { party, how: 'resent', remark })).toThrow('already-answered');
  });

  it('to a recipient must be told another way, and is no address of the requester (L-26)', () => {
    const rig = answered();
    const told = { right: 'ccpa.opt-out', recipient: 'meta', messageId: 'meta' } as const;
    rig.did([{ type: 'third-party.told', data: told }]);
    comesBack(rig, 'meta');
    expect(unmended(rig.state)).toMatchObject([{ party: 'recipient', purpose: 'meta' }]);
    for (const how of ['resent', 'agreed'] as const)
      expect(() => mends(rig, { party: 'recipient', how, remark })).toThrow('outcome-not-allowed');
    expect(() => mends(rig, { ...to('new@example.com'), party: 'recipient' })).toThrow(
      'outcome-not-allowed',
    );
    mends(rig, { party: 'recipient', how: 'otherwise', remark });
    expect(rowOf(rig.state).operatorTasks).toEqual([]);
  });
});

describe('another address', () => {
  it('takes the place of one that was never confirmed, with new links only', () => {
    const rig = answered();
    comesBack(rig, 'ready');
    mends(rig, to('new@example.com'));
    expect(rig.state).toMatchObject({ mailTo: null, linkEpoch: 2, subjectKeys: ['new'] });
    expect(rig.state.requester?.email).toBe('new@example.com');
  });

  it('in place of a confirmed one needs a second operator who approves, and moves no search', () => {
    const rig = confirmed();
    comesBack(rig, 'ready');
    rig.did(issueCode(rig.state, 'mac', rig.now), 'requester');
    mends(rig, to('evil@example.com'));
    expect(mailAddressOf(rig.state)).toBe('person@example.com');
    expect(rig.state.owedMails).toEqual([]);
    const agreed: Mending = { party, how: 'agreed', remark: '' };
    expect(() => mends(rig, agreed)).toThrow('own-decision');
    expect(() =>
      mendContact(rig.state, agreed, { ...approver, mayApprove: false }, rig.now),
    ).toThrow('approver-needed');
    mends(rig, agreed, approver);
    expect(mailAddressOf(rig.state)).toBe('evil@example.com');
    expect(rig.state.requester?.email).toBe('person@example.com');
    expect(rig.state).toMatchObject({ subjectKeys: ['k'], linkEpoch: 2, proposedAddress: null });
    expect(() => tryCode(rig.state, true, rig.now)).toThrow('code-expired');
    expect(rig.state.owedMails.map(({ purpose }) => purpose)).toEqual(['answer-ready']);
  });

  it('is forgotten where it is settled otherwise, and cannot be agreed to unproposed', () => {
    const rig = confirmed();
    comesBack(rig, 'ready');
    const agreed: Mending = { party, how: 'agreed', remark: '' };
    expect(() => mends(rig, agreed, approver)).toThrow('already-answered');
    mends(rig, to('evil@example.com'));
    mends(rig, { party, how: 'otherwise', remark });
    expect(rig.state.proposedAddress).toBeNull();
    expect(() => mends(rig, agreed, approver)).toThrow('already-answered');
  });

  it('is not asked for where nothing came back: no call alone moves an answer', () => {
    const rig = confirmed();
    expect(() => mends(rig, to('evil@example.com'))).toThrow('already-answered');
  });
});

import { describe, expect, it } from 'vitest';
import type { CaseEvent, NewEvent } from '../../../core/case/events.ts';
import { type Unheard, unheardAfter } from '../../../core/case/unheard.ts';
import { StoreId, TaskId } from '../../../core/ids.ts';

const at = '2026-11-19T08:00:00.000Z';
const task = (name: string) => TaskId.parse(`KJ-TEST0-00001/${name}`);
const event = (given: NewEvent, by: CaseEvent['by'] = 'workflow'): CaseEvent =>
  Object.assign({ personal: null }, given, { at, by });
const pendingAfter = (before: readonly Unheard[], ...events: CaseEvent[]) =>
  events.reduce(unheardAfter, [...before]).map((one) => one.task);

const settled = (name: string): CaseEvent =>
  event({ type: 'task.settled', data: { taskId: task(name), outcome: 'done' } }, 'requester');
const handedOver = (store: string): CaseEvent =>
  event({
    type: 'store.handed-over',
    data: { store: StoreId.parse(store), error: 'StoreUnavailable' },
  });
const told: CaseEvent = event({
  type: 'third-party.told',
  data: { right: 'ccpa.opt-out', recipient: 'meta', messageId: 'm@example.com' },
});
const notice: CaseEvent = event({
  type: 'notice.sent',
  data: { purpose: 'reminder', messageId: 'r@example.com' },
});

describe('what the workflow may not have heard of', () => {
  it('is a task that somebody settled, until its own branch goes on', () => {
    const points = event({
      type: 'points.checked',
      data: { required: 2, matched: 2, storesAsked: [], storesSilent: [] },
    });
    expect(pendingAfter([], settled('provide-points'))).toEqual([task('provide-points')]);
    expect(pendingAfter([], settled('provide-points'), points)).toEqual([]);
  });

  it('is not forgotten because the opt-out beside it went on, or a mail was sent', () => {
    expect(pendingAfter([], settled('confirm-contact'), told, notice)).toEqual([
      task('confirm-contact'),
    ]);
  });

  it('is not forgotten because another store went on', () => {
    const pending = pendingAfter(
      [],
      settled('collect-by-hand-kikokugo'),
      settled('collect-by-hand-career#2'),
      handedOver('career'),
    );
    expect(pending).toEqual([task('collect-by-hand-kikokugo')]);
  });

  it('is not what the workflow settled itself', () => {
    const known = event({
      type: 'task.settled',
      data: { taskId: task('pay-fee'), outcome: 'done' },
    });
    expect(pendingAfter([], known)).toEqual([]);
  });
});

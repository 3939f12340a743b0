import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { close } from '../../../core/case/ending.ts';
import type { CaseId } from '../../../core/ids.ts';
import { recordExpiresAt } from '../../../core/law/retention.ts';
import { figuresOf } from '../../../functions/figures.ts';
import { sweep } from '../../../functions/scheduled/sweep.ts';
import { closedCase, received, YUKI } from '../../support/console-cases.ts';
import { ConsoleRig } from '../../support/console-rig.ts';

let rig: ConsoleRig;

beforeEach(async () => {
  rig = await ConsoleRig.open();
  onTestFinished(() => rig.close());
});

const DAY = 86_400_000;

/** Sweeps as the service would, at that moment. */
async function sweptAt(moment: string) {
  rig.clock.ms = Date.parse(moment);
  return sweep(rig.context);
}

async function closedAt(caseId: CaseId): Promise<string> {
  const { closed } = await rig.context.cases.read(caseId);
  return closed?.at ?? '';
}

/** Everywhere in the database that the text stands. */
function traces(text: string): string[] {
  const db = new DatabaseSync(`${rig.directory}/kaiji.db`, { readOnly: true });
  try {
    return db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all()
      .map(({ name }) => String(name))
      .filter((name) =>
        db
          .prepare(`SELECT * FROM "${name}"`)
          .all()
          .some((row) => JSON.stringify(row).includes(text)),
      );
  } finally {
    db.close();
  }
}

async function purged(caseId: CaseId): Promise<string> {
  const closed = await closedAt(caseId);
  await sweptAt(new Date(Date.parse(closed) + 31 * DAY).toISOString());
  expect((await rig.context.cases.read(caseId)).purgedAt).not.toBeNull();
  return closed;
}

describe('the end of a record (L-27)', () => {
  it('L-27: after 24 months nothing of a CCPA case is left, and the year’s figures stay', async () => {
    const caseId = await closedCase(rig);
    await rig.workflow.open();
    await rig.workflow.start(caseId, { caseId });
    expect(traces(caseId)).toContain('workflow_executions');
    const closed = await purged(caseId);
    const before = await figuresOf(rig.context, 2026);
    const ends = recordExpiresAt('ccpa', closed);
    await sweptAt(new Date(Date.parse(ends) - 1).toISOString());
    expect(await rig.context.cases.find(caseId)).not.toBeNull();
    await sweptAt(ends);
    expect(await rig.context.cases.find(caseId)).toBeNull();
    expect(await rig.context.ports.caseIndex.get(caseId)).toBeNull();
    await rig.workflow.close();
    expect(traces(caseId)).toEqual([]);
    expect(JSON.stringify(rig.logged.at(-1))).not.toContain(caseId);
    const after = await figuresOf(rig.context, 2026);
    expect([...after.sums]).toEqual([...before.sums]);
    expect(after.years).toEqual([2026]);
  });

  it('L-27: an APPI record stays for 36 months', async () => {
    const caseId = await received(rig, 'appi.disclose');
    const purgeAt = new Date(rig.clock.ms + 30 * DAY).toISOString();
    await rig.act(caseId, (state) => close(state, 'withdrawn', purgeAt));
    const closed = await purged(caseId);
    await sweptAt(recordExpiresAt('ccpa', closed));
    expect(await rig.context.cases.find(caseId)).not.toBeNull();
    await sweptAt(recordExpiresAt('appi', closed));
    expect(await rig.context.cases.find(caseId)).toBeNull();
  });

  it('L-27: what a crash left of an erased case goes with the next sweep, counted once', async () => {
    const caseId = await closedCase(rig);
    const closed = await purged(caseId);
    const { keyring } = rig.context.ports;
    const erase = keyring.eraseDataKey.bind(keyring);
    keyring.eraseDataKey = async () => {
      throw new Error('the power is gone');
    };
    const ends = recordExpiresAt('ccpa', closed);
    expect(await sweptAt(ends)).toMatchObject({ failed: 1 });
    expect(await rig.context.cases.find(caseId)).toBeNull();
    expect(traces(caseId)).toContain('case_rows');
    keyring.eraseDataKey = erase;
    expect(await sweptAt(ends)).toMatchObject({ looked: 1, failed: 0 });
    expect(traces(caseId)).toEqual([]);
    expect(await sweptAt(ends)).toMatchObject({ looked: 0 });
    const { sums } = await figuresOf(rig.context, 2026);
    expect(sums.get('ccpa.opt-out')).toMatchObject({ received: 1, whole: 1 });
  });

  it('L-27: the cases of others stay, also of the same person', async () => {
    const caseId = await closedCase(rig);
    const ends = recordExpiresAt('ccpa', await purged(caseId));
    rig.clock.ms = Date.parse(ends) - DAY;
    const other = await received(rig, 'appi.disclose', YUKI);
    expect(await sweptAt(ends)).toMatchObject({ failed: 0 });
    expect(await rig.context.cases.find(caseId)).toBeNull();
    expect((await rig.context.cases.read(other)).requester?.name).toBe(YUKI.name);
  });
});

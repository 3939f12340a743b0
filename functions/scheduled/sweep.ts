/**
 * What the passing of time does to cases, and what a crash has left half done. Runs every hour (and
 * at start); every part of it may be repeated at any moment without repeating an effect.
 */
import type { CaseState } from '../../core/case/state.ts';
import { passTime } from '../../core/case/tasks.ts';
import { NoSuchCase } from '../../platform/cases.ts';
import type { Context } from '../context.ts';
import { act, destroyEvidence, handOver, payRefunds, tellWhatIsOwed } from '../desk.ts';
import { sendNotice } from '../notify.ts';
import { eraseIfExpired, eraseRemains } from './records.ts';
import { warnOperators } from './warn-operators.ts';

export interface Swept {
  looked: number;
  failed: number;
}

/** Goes through every case that is due. A case that fails is told of and does not hold up the rest. */
export async function sweep(context: Context): Promise<Swept> {
  const swept = { looked: 0, failed: 0 };
  for await (const { caseId, status } of context.ports.caseIndex.due(
    context.ports.clock.now().toISOString(),
  )) {
    swept.looked += 1;
    try {
      const state = await context.cases.find(caseId);
      if (state) await sweepCase(context, state);
      // The log of a closed case goes last but one: a crash came before its row went, too.
      else if (status === 'closed') await eraseRemains(context, caseId);
      else throw new NoSuchCase(`no case ${caseId}, but a row of it`);
    } catch (error) {
      swept.failed += 1;
      context.log('sweep failed', { caseId, error: nameOf(error) });
    }
  }
  return swept;
}

/**
 * What cannot be finished keeps nobody waiting: time passes, personal data goes and operators are told
 * of the clocks all the same. Of what failed the first is thrown.
 */
async function sweepCase(context: Context, state: CaseState): Promise<void> {
  const faults: unknown[] = [];
  const attempt = (part: Promise<void>) => part.catch((fault) => void faults.push(fault));
  if (state.unfinishedSince) await attempt(finish(context, state));
  await attempt(letTimePass(context, state));
  await attempt(warnOperators(context, state.caseId));
  if (faults.length > 0) throw faults[0];
}

async function letTimePass(context: Context, state: CaseState): Promise<void> {
  if (state.purgedAt) return eraseIfExpired(context, state);
  if (state.closed) return purgeIfDue(context, state);
  const now = context.ports.clock.now().toISOString();
  for (const event of passTime(state, now))
    if (event.type === 'task.reminded') {
      const { taskId } = event.data;
      await sendNotice(context, state, { purpose: 'reminder', key: `reminder-${taskId}`, taskId });
    }
  await act(context, state.caseId, 'sweep', (newest) => passTime(newest, now));
}

/** Starts, destroys, hands over, pays and tells what was recorded but may not have taken effect. */
async function finish(context: Context, state: CaseState): Promise<void> {
  if (!state.closed) await context.ports.workflow.start(state.caseId, { caseId: state.caseId });
  await destroyEvidence(context, state);
  await handOver(context, state);
  await payRefunds(context, state);
  await tellWhatIsOwed(context, state);
}

/** Everything personal goes, for ever: files, then the key; what stays is the record of L-27. */
async function purgeIfDue(context: Context, state: CaseState): Promise<void> {
  const { caseId, closed } = state;
  const now = context.ports.clock.now().toISOString();
  if (!closed || state.purgedAt || closed.purgeAt > now) return;
  for (const { key } of await context.ports.vault.list(`${caseId}/`))
    await context.ports.vault.remove(key);
  await context.ports.mailer.forget(caseId);
  await context.ports.keyring.destroyDataKey(caseId);
  await context.cases.act(caseId, 'sweep', (newest) =>
    newest.purgedAt ? [] : [{ type: 'case.purged', data: {} }],
  );
  context.log('case purged', { caseId });
}

/**
 * Makes rows anew that a crash kept from being written: every case is compared with its row. A case
 * that cannot be read is told of and keeps nobody else from being worked on.
 */
export async function repairRows(context: Context): Promise<number> {
  let repaired = 0;
  for await (const caseId of context.cases.lagging())
    try {
      await context.cases.renewRow(caseId);
      repaired += 1;
    } catch (error) {
      context.log('row not repaired', { caseId, error: nameOf(error) });
    }
  return repaired;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

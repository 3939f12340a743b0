import { describe, expect, it } from 'vitest';
import { CaseId, TaskToken, taskIdFor } from '../../core/ids.ts';
import { AwsTasks } from '../../platform/aws/tasks.ts';
import { EmbeddedTasks } from '../../platform/embedded/tasks.ts';
import type { Tasks } from '../../platform/ports.ts';
import { testTable } from '../support/aws-table.ts';
import { testDatabase } from '../support/data-directory.ts';

const A = CaseId.parse('KJ-AAAAA-00001');
const B = CaseId.parse('KJ-AAAAA-00002');
const first = TaskToken.parse('token-1');
const second = TaskToken.parse('token-2');

function keepsTheContract(make: () => Promise<Tasks>) {
  it('has no token for a task that was never opened', async () => {
    const tasks = await make();
    expect(await tasks.token(taskIdFor(A, 'fee'))).toBeNull();
  });

  it('keeps a token until it is released', async () => {
    const tasks = await make();
    await tasks.hold(taskIdFor(A, 'fee'), first);
    expect(await tasks.token(taskIdFor(A, 'fee'))).toBe(first);
    await tasks.release(taskIdFor(A, 'fee'), first);
    expect(await tasks.token(taskIdFor(A, 'fee'))).toBeNull();
    await tasks.release(taskIdFor(A, 'fee'), first);
  });

  it('gives the newer token when the workflow asked again', async () => {
    const tasks = await make();
    await tasks.hold(taskIdFor(A, 'fee'), first);
    await tasks.hold(taskIdFor(A, 'fee'), second);
    expect(await tasks.token(taskIdFor(A, 'fee'))).toBe(second);
  });

  it('keeps the newer token when the older one is released', async () => {
    const tasks = await make();
    await tasks.hold(taskIdFor(A, 'fee'), first);
    await tasks.hold(taskIdFor(A, 'fee'), second);
    await tasks.release(taskIdFor(A, 'fee'), first);
    expect(await tasks.token(taskIdFor(A, 'fee'))).toBe(second);
  });

  it('lists the held tasks of one case only', async () => {
    const tasks = await make();
    await tasks.hold(taskIdFor(A, 'judge-evidence', 2), first);
    await tasks.hold(taskIdFor(A, 'fee'), first);
    await tasks.hold(taskIdFor(A, 'decide'), first);
    await tasks.hold(taskIdFor(B, 'fee'), second);
    await tasks.release(taskIdFor(A, 'decide'), first);
    expect(await tasks.held(A)).toEqual([taskIdFor(A, 'fee'), taskIdFor(A, 'judge-evidence', 2)]);
    expect(await tasks.held(CaseId.parse('KJ-AAAAA-00003'))).toEqual([]);
  });
}

describe('Tasks, embedded', () => {
  keepsTheContract(async () => new EmbeddedTasks(testDatabase()));
});

describe('Tasks, AWS', () => {
  keepsTheContract(async () => new AwsTasks((await testTable()).table));
});

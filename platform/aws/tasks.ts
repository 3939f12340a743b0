/** Task tokens in DynamoDB, beside the case that they belong to. */
import { z } from 'zod';
import { CaseId, TaskId, TaskToken } from '../../core/ids.ts';
import type { Tasks } from '../ports.ts';
import { caseKey, type Key, type Table } from './table.ts';

const Held = z.object({ taskId: TaskId });
const Token = z.object({ token: TaskToken });

export class AwsTasks implements Tasks {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async hold(taskId: TaskId, token: TaskToken): Promise<void> {
    await this.#table.put({ ...keyOf(taskId), taskId, token });
  }

  async token(taskId: TaskId): Promise<TaskToken | null> {
    const item = await this.#table.get(keyOf(taskId));
    return item ? Token.parse(item).token : null;
  }

  async release(taskId: TaskId, token: TaskToken): Promise<void> {
    await this.#table.remove(keyOf(taskId), { text: '#token = :token', values: { token } });
  }

  async held(caseId: CaseId): Promise<TaskId[]> {
    const items = await Array.fromAsync(
      this.#table.query({
        where: {
          text: 'pk = :pk AND begins_with(sk, :task)',
          values: { pk: caseKey(caseId), task: 'task#' },
        },
      }),
    );
    return items.map((item) => Held.parse(item).taskId);
  }
}

function keyOf(taskId: TaskId): Key {
  // A task id is `<case id>/<purpose>`.
  return { pk: caseKey(CaseId.parse(taskId.split('/', 1)[0])), sk: `task#${taskId}` };
}

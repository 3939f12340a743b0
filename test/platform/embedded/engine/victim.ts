/**
 * A process to be killed: carries out twenty executions on the file that it is given,
 * prints `begun` when it has started them and their outputs when all have ended.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '../../../../platform/embedded/database.ts';
import { Engine } from '../../../../platform/embedded/engine/engine.ts';

const call = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };
const add = (more: object) => ({
  ...call,
  Arguments: { FunctionName: 'add', Payload: '{% $states.input %}' },
  Output: '{% $states.result.Payload %}',
  ...more,
});
const list = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });

/** Gives 3 × (n + 1) + 4 for n. */
const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'First',
  States: {
    First: add({ Assign: { kept: '{% $states.result.Payload %}' }, Next: 'Both' }),
    Both: {
      Type: 'Parallel',
      Branches: [
        list('Ask', {
          ...call,
          Resource: `${call.Resource}.waitForTaskToken`,
          Arguments: {
            FunctionName: 'ask',
            Payload: { token: '{% $states.context.Task.Token %}', n: '{% $states.input %}' },
          },
          End: true,
        }),
        list('Plain', add({ End: true })),
      ],
      Output: '{% $sum($states.result) %}',
      Next: 'Each',
    },
    Each: {
      Type: 'Map',
      Items: '{% [$states.input, 1, 1] %}',
      ItemProcessor: list('One', add({ End: true })),
      Output: '{% $sum($states.result) - 1 + $kept - 2 %}',
      End: true,
    },
  },
};

const [, , file = ''] = process.argv;
const names = Array.from({ length: 20 }, (_, index) => `case-${index}`);
const answers = `${file}.answers`; // kept like the tasks of a case: what is asked outlives the process

const engine: Engine = new Engine({
  database: new Database(file),
  clock: { now: () => new Date() },
  definition,
  concurrency: 4,
  invoke: async (functionName, payload) => {
    await sleep(3);
    if (functionName === 'add') return Number(payload) + 1;
    const { token, n } = Object(payload);
    appendFileSync(answers, `${token} ${n + 1}\n`);
    setTimeout(() => void answer(token, n + 1), 2);
    return null;
  },
});

/** An answer given twice is refused; that is how it should be. */
async function answer(token: string, value: number): Promise<void> {
  await engine.complete(token, value).catch(() => {});
}

await engine.open();
for (const [index, name] of names.entries()) await engine.start(name, index);
process.stdout.write('begun\n');
if (existsSync(answers))
  for (const line of readFileSync(answers, 'utf8').trim().split('\n')) {
    const [token = '', value = ''] = line.split(' ');
    await answer(token, Number(value));
  }
while (names.some((name) => engine.describe(name)?.status === 'RUNNING')) await sleep(5);
process.stdout.write(`${JSON.stringify(names.map((name) => engine.describe(name)?.output))}\n`);
await engine.close();

/** An environment for each function, as Lambda gives each its own: in this process `process.env` is that of the function that runs. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { onTestFinished } from 'vitest';

export type Environment = Readonly<Record<string, string>>;

const running = new AsyncLocalStorage<Environment>();

/** Until the running test ends. */
export function ownEnvironments(): void {
  const machine = process.env;
  const now = (): object => running.getStore() ?? machine;
  process.env = new Proxy<NodeJS.ProcessEnv>(
    {},
    {
      get: (_, name) => Reflect.get(now(), name),
      set: (_, name, value) => Reflect.set(now(), name, value),
      has: (_, name) => Reflect.has(now(), name),
      deleteProperty: (_, name) => Reflect.deleteProperty(now(), name),
      ownKeys: () => Reflect.ownKeys(now()),
      getOwnPropertyDescriptor: (_, name) => {
        const value: unknown = Reflect.get(now(), name);
        return value === undefined
          ? undefined
          : { value, enumerable: true, configurable: true, writable: true };
      },
    },
  );
  onTestFinished(() => {
    process.env = machine;
  });
}

/** @param work with whatever it begins and waits for, meets this environment and no other */
export function within<T>(environment: Environment, work: () => T): T {
  return running.run(environment, work);
}

/** The functions of `functions/lambda/entries/` as Lambda calls them: JSON in, JSON out, each in its own environment, its failure told by name. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { z } from 'zod';
import type { FunctionName } from '../../functions/lambda/roster.ts';
import { type Environment, within } from './lambda-environment.ts';

type Handler = (event: unknown, ...more: unknown[]) => Promise<unknown>;
const Entry = z.object({
  handler: z.custom<Handler>((value) => typeof value === 'function', 'no handler'),
});

/** Folders, by function. */
export type Bundles = Partial<Record<FunctionName, string>>;

export interface Invocation {
  name: FunctionName;
  ms: number;
}

export interface StreamedAnswer {
  statusCode: number;
  headers: Record<string, string>;
  cookies: string[];
  body: PassThrough;
}

let rigs = 0;

export class Functions {
  readonly invocations: Invocation[] = [];
  readonly failed: unknown[] = [];
  /** An entry keeps what it has opened: each rig starts entries of its own. */
  readonly #start: number;
  readonly #entries = new Map<FunctionName, Promise<Handler>>();
  readonly #environmentOf: (name: FunctionName) => Environment;

  readonly #bundles: Bundles;

  /** @param bundles functions that run from their bundles, as they are deployed; the others run from their sources */
  constructor(environmentOf: (name: FunctionName) => Environment, bundles: Bundles = {}) {
    this.#environmentOf = environmentOf;
    this.#bundles = bundles;
    rigs += 1;
    this.#start = rigs;
    standInForStreams();
  }

  /** @throws what the function threw, as Lambda tells of it */
  async call(name: FunctionName, event: unknown): Promise<unknown> {
    const answer = await this.#run(name, (handler) => handler(asJson(event), {}));
    return asJson(answer);
  }

  /** Of a function whose answer goes out as it is made. */
  async stream(name: FunctionName, event: unknown): Promise<StreamedAnswer> {
    const body: Streamed = new PassThrough();
    const ended = this.#run(name, (handler) => handler(asJson(event), body, {}));
    ended.catch((error) => body.destroy(error));
    const head = await new Promise<Head>((resolve, reject) => {
      body.told = resolve;
      ended.catch(reject);
    });
    return { ...head, body };
  }

  async #run<T>(name: FunctionName, use: (handler: Handler) => Promise<T>): Promise<T> {
    return within(this.#environmentOf(name), async () => {
      const handler = await this.#entry(name);
      const began = performance.now();
      try {
        return await use(handler);
      } catch (error) {
        this.failed.push(error);
        throw error;
      } finally {
        this.invocations.push({ name, ms: performance.now() - began });
      }
    });
  }

  #entry(name: FunctionName): Promise<Handler> {
    const folder = this.#bundles[name];
    const known =
      this.#entries.get(name) ?? (folder ? loadBundle(folder) : load(name, this.#start));
    this.#entries.set(name, known);
    return known;
  }
}

/** By Node alone: nothing of what tests run on comes in between. */
async function loadBundle(folder: string): Promise<Handler> {
  return Entry.parse(createRequire(import.meta.url)(join(folder, 'index.mjs'))).handler;
}

async function load(name: FunctionName, start: number): Promise<Handler> {
  const place = new URL(
    `../../functions/lambda/entries/${name}.ts?start=${start}`,
    import.meta.url,
  );
  return Entry.parse(await import(place.href)).handler;
}

const asJson = (value: unknown): unknown =>
  value === undefined ? null : JSON.parse(JSON.stringify(value));

type Head = Omit<StreamedAnswer, 'body'>;
interface Streamed extends PassThrough {
  told?: (head: Head) => void;
}

/** What Lambda's runtime gives functions that stream. */
function standInForStreams(): void {
  const HttpResponseStream = {
    from(body: Streamed, head: Head) {
      body.told?.(head);
      return body;
    },
  };
  Object.assign(globalThis, {
    awslambda: { streamifyResponse: (handler: Handler) => handler, HttpResponseStream },
  });
}

/** People whose service dies under their hands: who gets no answer tries again, as people do. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Browser } from '../support/browser.ts';

const PAUSE_MS = 25;

/** Nobody answered, or somebody who was still starting or already dying. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** Whether it was the line that failed, and not what was asked. */
function isNoAnswer(error: unknown): boolean {
  if (error instanceof NoAnswer) return true;
  // What fetch throws for refused, reset and cut off connections, and while a body is read.
  if (error instanceof TypeError && /fetch failed|terminated/.test(error.message)) return true;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return ['ECONNREFUSED', 'ECONNRESET', 'ECONNECTION', 'EPIPE', 'ESOCKET'].includes(String(code));
}

/** Throws when it is no use to go on. */
export type Check = () => void;

/** Does it again until there is an answer; anything else that goes wrong is thrown. */
export async function untilAnswered<T>(act: () => Promise<T>, check: Check): Promise<T> {
  for (;;) {
    check();
    try {
      return await act();
    } catch (error) {
      if (!isNoAnswer(error)) throw error;
    }
    await sleep(PAUSE_MS);
  }
}

/** Does it; whether there was an answer or not, the person looks again what is to be done. */
export async function tried(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
  }
}

/** Reloads pages until they come. A form is sent once: what became of it, the next page tells. */
export class PatientBrowser extends Browser {
  readonly #check: Check;

  constructor(origin: string, language: 'en' | 'ja', check: Check) {
    super(origin, language);
    this.#check = check;
  }

  override visit(address: string): Promise<this> {
    return untilAnswered(async () => this.#answered(await super.visit(address)), this.#check);
  }

  override async submit(...form: Parameters<Browser['submit']>): Promise<this> {
    const { url, status, page } = this;
    try {
      return this.#answered(await super.submit(...form));
    } catch (error) {
      // The page with the form still stands, to be sent again.
      if (isNoAnswer(error)) Object.assign(this, { url, status, page });
      throw error;
    }
  }

  /** Last parts of the addresses to which forms and links of the page lead. */
  get offers(): Set<string> {
    const targets = [
      ...this.page.querySelectorAll('form').map((form) => form.getAttribute('action')),
      ...this.page.querySelectorAll('a').map((a) => a.getAttribute('href')),
    ];
    return new Set(
      targets.map((target) => new URL(target ?? '', this.url).pathname.split('/').at(-1) ?? ''),
    );
  }

  #answered(page: this): this {
    if (page.status >= 500) throw new NoAnswer(`${page.status}: ${page.text}`);
    return page;
  }
}

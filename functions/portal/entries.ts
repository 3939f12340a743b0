/** What was entered into a form: text only, bound in number and size. */
import type { Context as Request } from 'hono';

/** The longest form has a message of 4,000 characters. */
export const LARGEST_FORM = 64 * 1024;

export class Entries {
  readonly #form: URLSearchParams;

  constructor(form: URLSearchParams) {
    this.#form = form;
  }

  /** Trimmed; '' where nothing was entered. */
  one(name: string): string {
    return (this.#form.get(name) ?? '').trim();
  }

  /** `undefined` where nothing was entered. */
  given(name: string): string | undefined {
    return this.one(name) || undefined;
  }

  all(name: string): string[] {
    return this.#form.getAll(name);
  }
}

/** Anything but a plain form counts as empty. */
export async function readEntries(c: Request): Promise<Entries> {
  const type = c.req.header('content-type') ?? '';
  const plain = type.startsWith('application/x-www-form-urlencoded');
  return new Entries(new URLSearchParams(plain ? await c.req.text() : ''));
}

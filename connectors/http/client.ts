/**
 * GET with bounds: in time, in size, and to the one origin that the settings name, so
 * that neither a redirect nor a link in an answer carries our credentials elsewhere.
 */
import {
  isNetworkError,
  StoreMisconfigured,
  StoreRefused,
  StoreUnavailable,
} from '../connector.ts';

const REQUEST_MILLIS = 30_000;
const MAX_JSON_BYTES = 16 * 1024 * 1024;
const MAX_FILE_BYTES = 64 * 1024 * 1024;
const MAX_REDIRECTS = 3;

export class HttpClient {
  readonly #store: string;
  readonly #base: URL;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(store: string, base: URL, headers: Readonly<Record<string, string>>) {
    this.#store = store;
    this.#base = base;
    this.#headers = headers;
  }

  /** An address below the base, or an absolute one. */
  url(path: string, params: Readonly<Record<string, string>>): URL {
    const below = path.startsWith('/') ? `${this.#base.pathname.replace(/\/$/, '')}${path}` : path;
    const url = URL.parse(below, this.#base.href);
    if (!url) throw new StoreRefused(`store '${this.#store}' names an address that is none`);
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    return url;
  }

  /** The parsed answer; `null` for 404. */
  async json(url: URL, signal?: AbortSignal): Promise<unknown> {
    try {
      const response = await this.#get(url, signal);
      if (response === null) return null;
      const chunks: Uint8Array[] = [];
      for await (const chunk of bounded(this.#store, response, MAX_JSON_BYTES)) chunks.push(chunk);
      return this.#parse(Buffer.concat(chunks).toString('utf8'));
    } catch (error) {
      throw this.#translated(error, signal);
    }
  }

  #parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      // The parser's message quotes the text, which is personal: it stays here.
      throw new StoreRefused(`store '${this.#store}' answered with something other than JSON`);
    }
  }

  async *bytes(url: URL, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    try {
      const response = await this.#get(url, signal);
      if (response === null) throw new StoreRefused(`store '${this.#store}' lacks a file it names`);
      yield* bounded(this.#store, response, MAX_FILE_BYTES);
    } catch (error) {
      throw this.#translated(error, signal);
    }
  }

  async #get(start: URL, signal?: AbortSignal): Promise<Response | null> {
    let url = start;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      if (url.origin !== this.#base.origin)
        throw new StoreRefused(`store '${this.#store}' leads to another host, ${url.host}`);
      const timeout = AbortSignal.timeout(REQUEST_MILLIS);
      const response = await fetch(url, {
        headers: this.#headers,
        redirect: 'manual',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      if (response.ok) return response;
      await response.body?.cancel();
      if (response.status === 404) return null;
      if (response.status < 300 || response.status >= 400) throw this.#refusal(response.status);
      const location = URL.parse(response.headers.get('location') ?? '', url.href);
      if (!location) break;
      url = location;
    }
    throw new StoreRefused(`store '${this.#store}' redirects without end`);
  }

  #refusal(status: number): Error {
    const said = `store '${this.#store}' answered ${status}`;
    if (status >= 500 || status === 429 || status === 408) return new StoreUnavailable(said);
    if (status === 400 || status === 405) return new StoreMisconfigured(said);
    return new StoreRefused(said);
  }

  #translated(error: unknown, signal?: AbortSignal): unknown {
    if (signal?.aborted) return error;
    if (isNetworkError(error) || error instanceof TypeError)
      return new StoreUnavailable(`store '${this.#store}' does not answer`, { cause: error });
    return error;
  }
}

async function* bounded(
  store: string,
  response: Response,
  limit: number,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > limit)
      throw new StoreRefused(`store '${store}' answered with more than ${limit} bytes`);
    yield chunk;
  }
}

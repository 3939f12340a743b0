/**
 * A browser without a screen: keeps cookies, follows redirects, fills in the forms that a page
 * really has. A field that the page does not offer cannot be sent.
 */
import { type HTMLElement, parse } from 'node-html-parser';

type Value = string | readonly string[] | File;

/** Where names are found that lead elsewhere in the world: origin → origin. */
export type Names = Readonly<Record<string, string>>;

export class Browser {
  readonly #origin: string;
  readonly #names: Names;
  readonly #cookies = new Map<string, { value: string; path: string }>();
  readonly #language: string;
  url = '';
  status = 0;
  page: HTMLElement = parse('');

  constructor(origin: string, language: 'en' | 'ja' = 'en', names: Names = {}) {
    this.#origin = origin;
    this.#language = language;
    this.#names = names;
  }

  get text(): string {
    return this.page.structuredText.replace(/\s+/g, ' ');
  }

  async visit(address: string): Promise<this> {
    return this.#go(new Request(this.#found(new URL(address, this.url || this.#origin))));
  }

  #found(url: URL): URL {
    const place = this.#names[url.origin];
    return place === undefined ? url : new URL(url.pathname + url.search, place);
  }

  /** What a link of this page leads to, by its words. */
  async follow(words: string): Promise<this> {
    const link = this.page.querySelectorAll('a').find((a) => a.structuredText.includes(words));
    const href = link?.getAttribute('href');
    if (!href) throw new Error(`no link “${words}” on ${this.url}: ${this.text}`);
    return this.visit(href);
  }

  /** Sends the form whose action ends so, with what stands in it and what is given. */
  async submit(action: string, entries: Readonly<Record<string, Value>> = {}): Promise<this> {
    const form = this.page
      .querySelectorAll('form')
      .find((one) => new URL(one.getAttribute('action') ?? '', this.url).pathname.endsWith(action));
    if (!form)
      throw new Error(`no form to ${action} on ${this.url} (${this.status}): ${this.text}`);
    const data = standing(form);
    for (const [name, value] of Object.entries(entries)) fill(form, data, name, value);
    const target = new URL(form.getAttribute('action') ?? '', this.url);
    const method = (form.getAttribute('method') ?? 'get').toUpperCase();
    if (method === 'GET') {
      for (const [name, value] of data) target.searchParams.append(name, String(value));
      return this.visit(target.href);
    }
    const plain = form.getAttribute('enctype') !== 'multipart/form-data';
    const text = new URLSearchParams();
    for (const [name, value] of data) text.append(name, String(value));
    const body = plain ? text : data;
    const headers = { origin: this.#origin, 'sec-fetch-site': 'same-origin' };
    return this.#go(new Request(target, { method, body, headers }));
  }

  /** A file behind a link, with this browser's cookies. */
  async download(address: string, headers: Record<string, string> = {}): Promise<Response> {
    const url = new URL(address, this.url || this.#origin);
    return fetch(url, {
      headers: { ...headers, cookie: this.#cookieFor(url) },
      redirect: 'manual',
    });
  }

  #cookieFor(url: URL): string {
    return [...this.#cookies]
      .filter(([, { path }]) => url.pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
  }

  async #go(request: Request): Promise<this> {
    const url = new URL(request.url);
    request.headers.set('cookie', this.#cookieFor(url));
    request.headers.set('accept-language', this.#language);
    const answer = await fetch(request, { redirect: 'manual' });
    for (const cookie of answer.headers.getSetCookie()) this.#keep(cookie);
    const location = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && location) {
      await answer.body?.cancel();
      return this.#go(new Request(this.#found(new URL(location, url))));
    }
    this.url = url.href;
    this.status = answer.status;
    this.page = parse(await answer.text());
    return this;
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split(/;\s*/);
    const at = pair.indexOf('=');
    const path = attributes.find((one) => one.toLowerCase().startsWith('path='))?.slice(5) ?? '/';
    this.#cookies.set(pair.slice(0, at), { value: pair.slice(at + 1), path });
  }
}

/** What a form would send untouched. */
function standing(form: HTMLElement): FormData {
  const data = new FormData();
  for (const field of form.querySelectorAll('input, textarea, select')) {
    const name = field.getAttribute('name');
    const type = field.getAttribute('type') ?? 'text';
    if (!name || type === 'file' || type === 'submit') continue;
    const box = type === 'checkbox' || type === 'radio';
    if (box && !field.hasAttribute('checked')) continue;
    if (field.tagName === 'SELECT') {
      const chosen = field.querySelector('option[selected]') ?? field.querySelector('option');
      data.append(name, chosen?.getAttribute('value') ?? '');
    } else if (field.tagName === 'TEXTAREA') data.append(name, field.text);
    else data.append(name, field.getAttribute('value') ?? (box ? 'on' : ''));
  }
  return data;
}

function fill(form: HTMLElement, data: FormData, name: string, value: Value): void {
  const fields = form
    .querySelectorAll('input, textarea, select, button')
    .filter((field) => field.getAttribute('name') === name);
  if (fields.length === 0) throw new Error(`the form has no field ${name}`);
  data.delete(name);
  if (value instanceof File) {
    data.append(name, value);
    return;
  }
  for (const one of typeof value === 'string' ? [value] : value) {
    const offered = fields.some((field) => offers(field, one));
    if (!offered) throw new Error(`field ${name} does not offer ${one}`);
    data.append(name, one);
  }
}

function offers(field: HTMLElement, value: string): boolean {
  const type = field.getAttribute('type');
  if (field.tagName === 'SELECT')
    return field
      .querySelectorAll('option')
      .some((option) => option.getAttribute('value') === value);
  if (type === 'radio' || type === 'checkbox')
    return (field.getAttribute('value') ?? 'on') === value;
  return true;
}

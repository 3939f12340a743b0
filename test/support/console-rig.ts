/** The console over the real embedded ports, in a directory of its own; cases are led by hand. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import PostalMime from 'postal-mime';
import { Finder } from '../../connectors/finder.ts';
import type { NewEvent } from '../../core/case/events.ts';
import type { CaseState } from '../../core/case/state.ts';
import type { CaseId } from '../../core/ids.ts';
import { consoleApp } from '../../functions/console/app.ts';
import type { Context } from '../../functions/context.ts';
import { Cases } from '../../platform/cases.ts';
import type { Operator } from '../../platform/console-access.ts';
import { consoleSignIn } from '../../platform/embedded/console-signin.ts';
import { type OpenPorts, openPorts } from '../../platform/embedded/open-ports.ts';
import type { Operators } from '../../platform/embedded/operators.ts';
import { readInstallation } from '../../platform/embedded/settings.ts';
import { EmbeddedWorkflow } from '../../platform/embedded/workflow.ts';
import dsar from '../../workflows/dsar.asl.json' with { type: 'json' };
import { demoDataMap } from './demo-map.ts';

/** In memory where there is such a place: nothing here has to outlive a power cut. */
const DISK = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const ORIGIN = 'http://127.0.0.1';

export class WalkingClock {
  ms = Date.parse('2026-11-19T08:00:00.000Z');
  now(): Date {
    return new Date(this.ms);
  }
  walk(span: { minutes?: number; days?: number }): void {
    this.ms += (span.minutes ?? 0) * 60_000 + (span.days ?? 0) * 86_400_000;
  }
}

/** One operator's browser: keeps the cookies, sends forms as a page of ours does. */
export class Browser {
  readonly #app: Hono;
  readonly operator: Operator;
  readonly cookie: string;
  #token = '';

  constructor(app: Hono, operator: Operator, cookie: string) {
    this.#app = app;
    this.operator = operator;
    this.cookie = cookie;
  }

  async get(path: string): Promise<Response> {
    const response = await this.#app.request(`${ORIGIN}${path}`, {
      headers: { cookie: this.cookie },
    });
    return response;
  }

  /** The page's HTML; remembers the token of its forms. */
  async read(path: string): Promise<string> {
    const text = await (await this.get(path)).text();
    this.#token = /name="formToken" value="([^"]+)"/.exec(text)?.[1] ?? this.#token;
    return text;
  }

  async formToken(): Promise<string> {
    if (this.#token === '') await this.read('/console');
    return this.#token;
  }

  async post(
    path: string,
    fields: Readonly<Record<string, string | readonly string[]>>,
    headers: Readonly<Record<string, string>> = { 'sec-fetch-site': 'same-origin' },
    formToken?: string,
  ): Promise<Response> {
    const body = new URLSearchParams({ formToken: formToken ?? (await this.formToken()) });
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) body.append(name, one);
    return this.#app.request(`${ORIGIN}${path}`, {
      method: 'POST',
      body,
      headers: { cookie: this.cookie, ...headers },
    });
  }
}

export class ConsoleRig {
  readonly clock = new WalkingClock();
  readonly logged: { event: string; facts: Readonly<Record<string, unknown>> }[] = [];
  readonly app = new Hono();
  readonly context: Context;
  readonly operators: Operators;
  readonly close: () => void;
  readonly #outbox: OpenPorts['outbox'];
  /** Not open unless a test opens it. */
  readonly workflow: EmbeddedWorkflow;
  /** Where everything durable lies. */
  readonly directory: string;
  readonly #firstLink: (id: string) => Promise<string>;

  private constructor(
    opened: Awaited<ReturnType<typeof openPorts>>,
    clock: WalkingClock,
    directory: string,
  ) {
    this.clock = clock;
    this.directory = directory;
    const { database, vault } = opened;
    this.#outbox = opened.outbox;
    const workflow = new EmbeddedWorkflow({
      database,
      clock,
      definition: dsar,
      invoke: async () => {
        throw new Error('no case of these tests is led by the workflow');
      },
      report: (error) => this.logged.push({ event: 'workflow trouble', facts: { error } }),
    });
    this.workflow = workflow;
    const ports = { ...opened.ports, workflow };
    this.context = {
      ports,
      cases: new Cases(ports),
      settings: settings(),
      dataMap: demoDataMap,
      finder: new Finder({ dataMap: demoDataMap, environment: async () => ({}), vault, clock }),
      log: (event, facts) => this.logged.push({ event, facts }),
    };
    this.operators = opened.operators;
    const mailed = new Map<string, (url: string) => void>();
    const signIn = consoleSignIn({
      database,
      operators: this.operators,
      clock,
      randomBytes,
      origin: () => ORIGIN,
      sendLink: async ({ id }, url) => mailed.get(id)?.(url),
      onSendFailed: (error) => this.logged.push({ event: 'mail failed', facts: { error } }),
      remoteOf: () => 'here',
      stylesheet: '/assets/console.css',
    });
    this.app.route('/', signIn.app);
    this.app.route('/', consoleApp(this.context, signIn.access));
    this.#firstLink = async (id) => {
      const link = new Promise<string>((resolve) => mailed.set(id, resolve));
      const email = this.operators.get(id)?.email ?? '';
      await this.app.request(`${ORIGIN}/console/sign-in`, {
        method: 'POST',
        body: new URLSearchParams({ email }),
      });
      return link;
    };
    this.close = () => {
      database.close();
      rmSync(directory, { recursive: true, force: true });
    };
  }

  static async open(): Promise<ConsoleRig> {
    const directory = mkdtempSync(join(DISK, 'kaiji-console-'));
    const clock = new WalkingClock();
    const installation = readInstallation({ KAIJI_DATA: directory, KAIJI_SIGNATURE: 'ES256' });
    const opened = await openPorts({
      installation,
      clock,
      baseUrl: ORIGIN,
      organisation: 'Leverages',
      onUndeliverable: async () => {},
      onTrouble: () => {},
    });
    return new ConsoleRig(opened, clock, directory);
  }

  /** Signs a new operator in by the mailed link. */
  async browser(
    roles: Operator['roles'],
    name = 'Hana Mori',
    language: Operator['language'] = 'en',
  ): Promise<Browser> {
    const email = `${randomBytes(6).toString('hex')}@leverages.example`;
    const operator = await this.operators.add({ email, name, roles, language });
    const { pathname } = new URL(await this.#firstLink(operator.id));
    const signedIn = await this.app.request(`${ORIGIN}${pathname}`, { method: 'POST' });
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    return new Browser(this.app, operator, cookie);
  }

  act(
    caseId: CaseId,
    decide: (state: CaseState) => readonly NewEvent[],
    by: 'workflow' | 'requester' = 'workflow',
  ): Promise<CaseState> {
    return this.context.cases.act(caseId, by, decide);
  }

  async put(key: string, content: string | Buffer, contentType: string) {
    const body = Readable.from([Buffer.from(content)], { objectMode: false });
    return this.context.ports.vault.put(key, body, contentType);
  }

  /** Subjects and texts of the mails about a case, the first one first. */
  async mails(caseId: CaseId): Promise<{ to: string; subject: string; text: string }[]> {
    const sent = [];
    for (const { id, to } of this.#outbox.list(200).reverse()) {
      const { subject = '', text = '' } = await PostalMime.parse(await this.#outbox.raw(id));
      if (`${subject}${text}`.includes(caseId)) sent.push({ to, subject, text });
    }
    return sent;
  }

  /** Types of all events of a case, in order. */
  async types(caseId: CaseId): Promise<string[]> {
    const log = await this.context.cases.events(caseId);
    return log.flatMap(({ events }) => events.map(({ type }) => type));
  }
}

const settings = (): Context['settings'] => ({
  organisation: {
    name: { en: 'Leverages U.S. Inc.', ja: 'Leverages U.S. Inc.' },
    address: { en: 'Tokyo', ja: '東京都' },
    phone: '03-0000-0000',
  },
  contactAddress: 'privacy@leverages.example',
  fromAddress: 'privacy@leverages.example',
  mailDomain: 'leverages.example',
  baseUrl: ORIGIN,
  thirdPartyAddresses: {},
});

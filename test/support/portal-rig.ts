/** The portal over the embedded ports, the real workflow and its steps, and one small store. */
import { once } from 'node:events';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import PostalMime from 'postal-mime';
import { Finder } from '../../connectors/finder.ts';
import { judgeEvidence } from '../../core/case/identity.ts';
import type { CaseState } from '../../core/case/state.ts';
import { parseDataMap } from '../../core/data-map.ts';
import { CaseId } from '../../core/ids.ts';
import { evidenceStored } from '../../functions/acts/evidence.ts';
import { paymentHappened } from '../../functions/acts/pay.ts';
import type { Context } from '../../functions/context.ts';
import { act } from '../../functions/desk.ts';
import { portalUrl } from '../../functions/links.ts';
import { portalApp } from '../../functions/portal/app.ts';
import type { PortalOptions } from '../../functions/portal/site.ts';
import { stepRunner } from '../../functions/steps.ts';
import { stripeWebhook } from '../../functions/webhooks/stripe.ts';
import { Cases } from '../../platform/cases.ts';
import { CAREER_TOKEN, careerApi } from '../../platform/embedded/demo/career.ts';
import demoMap from '../../platform/embedded/demo/data-map.json' with { type: 'json' };
import { openHttpDoor } from '../../platform/embedded/http.ts';
import { type OpenPorts, openPorts } from '../../platform/embedded/open-ports.ts';
import { readInstallation } from '../../platform/embedded/settings.ts';
import { VaultUploads } from '../../platform/embedded/vault-upload.ts';
import { SqliteWebhookLedger } from '../../platform/embedded/webhook-ledger.ts';
import { EmbeddedWorkflow } from '../../platform/embedded/workflow.ts';
import type { Ports } from '../../platform/ports.ts';
import dsar from '../../workflows/dsar.asl.json' with { type: 'json' };

/** The demo's data map with its smallest store alone. */
function careerOnly() {
  const map = parseDataMap(demoMap);
  const stores = map.stores
    .filter(({ id }) => id === 'career')
    .map((store) => ({
      ...store,
      collections: store.collections.map((collection) => ({
        ...collection,
        reach: collection.reach.filter((one) => !('from' in one && one.from.store)),
      })),
    }));
  return parseDataMap({ ...map, stores });
}

/** Goes with the machine's time, from where it was put. */
class ShiftedClock {
  #shift = 0;
  now(): Date {
    return new Date(Date.now() + this.#shift);
  }
  walk(hours: number): void {
    this.#shift += hours * 3_600_000;
  }
}

export interface Sent {
  to: string;
  subject: string;
  text: string;
}

export class PortalRig {
  readonly clock: ShiftedClock;
  readonly logged: { event: string; facts: Readonly<Record<string, unknown>> }[] = [];
  readonly context: Context;
  readonly baseUrl: string;
  readonly #app: Hono;
  readonly #opened: OpenPorts;
  readonly #closing: (() => Promise<void> | void)[];

  private constructor(parts: {
    clock: ShiftedClock;
    opened: OpenPorts;
    baseUrl: string;
    make: (rig: PortalRig) => { context: Context; app: Hono };
    closing: (() => Promise<void> | void)[];
  }) {
    this.clock = parts.clock;
    this.#opened = parts.opened;
    this.baseUrl = parts.baseUrl;
    this.#closing = parts.closing;
    const { context, app } = parts.make(this);
    this.context = context;
    this.#app = app;
  }

  /** @param directory for everything durable */
  static async open(
    directory: string,
    options: PortalOptions = {},
    port = 0,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<PortalRig> {
    const clock = new ShiftedClock();
    const installation = readInstallation({ ...settings, KAIJI_DATA: directory });
    const http = await openHttpDoor(port);
    const baseUrl = `http://127.0.0.1:${http.port}`;
    const trouble = (error: unknown) => console.error(error);
    const opened = await openPorts({
      installation,
      clock,
      baseUrl,
      organisation: 'Example Careers',
      onUndeliverable: async () => {},
      onTrouble: trouble,
    });
    const store = serve({ fetch: careerApi(() => false).fetch, hostname: '127.0.0.1', port: 0 });
    if (!store.listening) await once(store, 'listening');
    const address = store.address();
    const storePort = typeof address === 'object' && address ? address.port : 0;
    const { database, vault } = opened;
    const steps: { run?: ReturnType<typeof stepRunner> } = {};
    const workflow = new EmbeddedWorkflow({
      database,
      clock,
      definition: dsar,
      invoke: async (name, payload) => steps.run?.(name, payload),
      report: trouble,
    });
    const make = (rig: PortalRig) => {
      const ports: Ports = { ...opened.ports, workflow };
      const context: Context = {
        ports,
        cases: new Cases(ports),
        settings: {
          organisation: {
            name: { en: 'Leverages U.S. Inc.', ja: 'Leverages U.S. Inc.' },
            address: { en: '2-24-12 Shibuya, Tokyo, Japan', ja: '東京都渋谷区渋谷2-24-12' },
            phone: '03-5774-1632',
          },
          contactAddress: installation.contactAddress,
          fromAddress: installation.fromAddress,
          mailDomain: 'leverages.example',
          baseUrl,
          thirdPartyAddresses: installation.thirdPartyAddresses,
        },
        dataMap: careerOnly(),
        finder: new Finder({
          dataMap: careerOnly(),
          environment: async () => ({
            CAREER_BASE_URL: `http://127.0.0.1:${storePort}`,
            CAREER_TOKEN,
          }),
          vault,
          clock,
        }),
        log: (event, facts) => rig.logged.push({ event, facts }),
      };
      steps.run = stepRunner(context);
      const uploads = new VaultUploads({
        ...{ vault, database, clock, keyring: ports.keyring },
        onStored: (key) => evidenceStored(context, key),
      });
      const app = new Hono();
      const ledger = new SqliteWebhookLedger(database, clock);
      const onPaymentEvent = (event: Parameters<typeof paymentHappened>[1]) =>
        paymentHappened(context, event);
      app.route('/', stripeWebhook({ payments: ports.payments, ledger, onPaymentEvent }));
      app.route('/', uploads.routes);
      if (opened.standIn) app.route('/', opened.standIn.pages);
      app.route('/', portalApp(context, options));
      return { context, app };
    };
    const closing = [
      () => http.close(),
      () => opened.standIn?.stop(),
      () => workflow.close(),
      () => {
        store.close();
        if ('closeAllConnections' in store) store.closeAllConnections();
      },
      () => database.close(),
    ];
    const rig = new PortalRig({ clock, opened, baseUrl, make, closing });
    http.serve(rig.#app);
    opened.standIn?.start();
    await workflow.open();
    return rig;
  }

  async close(): Promise<void> {
    for (const close of this.#closing) await close();
  }

  /** As a browser of this site would ask. `path` may be a whole address of ours. */
  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#app.request(path.replace(this.baseUrl, ''), { headers });
  }

  async head(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#app.request(path.replace(this.baseUrl, ''), { method: 'HEAD', headers });
  }

  async post(
    path: string,
    form: Record<string, string | readonly string[]> = {},
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(form))
      for (const one of [value].flat()) body.append(name, one);
    return this.#app.request(path.replace(this.baseUrl, ''), {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
      body,
    });
  }

  /** Sends what an upload form says, with the file last. */
  async upload(form: string, file: File): Promise<Response> {
    const body = new FormData();
    for (const [, name = '', value = ''] of form.matchAll(
      /<input type="hidden" name="([^"]+)" value="([^"]*)"/g,
    ))
      body.append(name, value);
    body.append('file', file);
    return this.#app.request('/vault/upload', { method: 'POST', body });
  }

  /** Mails to this address, the first one first. */
  async mails(to: string): Promise<Sent[]> {
    const listed = this.#opened.outbox.list(200).filter((mail) => mail.to === to);
    const sent: Sent[] = [];
    for (const { id } of listed.reverse()) {
      const { subject = '', text = '' } = await PostalMime.parse(await this.#opened.outbox.raw(id));
      sent.push({ to, subject, text });
    }
    return sent;
  }

  /** The state once it is as wanted; the workflow goes on by itself. */
  async until(caseId: CaseId, wanted: (state: CaseState) => boolean): Promise<CaseState> {
    const end = Date.now() + 8_000;
    for (;;) {
      const state = await this.context.cases.find(caseId);
      if (state && wanted(state)) return state;
      if (Date.now() > end)
        throw new Error(`case ${caseId} waits for ${state?.tasks.at(-1)?.kind ?? 'nothing'}`);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }

  /** Until a task of this kind is open. */
  untilAsked(caseId: CaseId, kind: CaseState['tasks'][number]['kind']): Promise<CaseState> {
    return this.until(caseId, (state) =>
      state.tasks.some((task) => task.kind === kind && task.outcome === null),
    );
  }

  async link(caseId: CaseId): Promise<string> {
    const url = await portalUrl(this.context, await this.context.cases.read(caseId));
    return url.slice(this.baseUrl.length);
  }

  /** An operator's judgement of the document that waits. */
  async judge(
    caseId: CaseId,
    verdict: 'accepted' | 'better' | 'refused',
    reason: Parameters<typeof judgeEvidence>[3] = null,
  ): Promise<void> {
    await this.untilAsked(caseId, 'judge-evidence');
    await act(this.context, caseId, 'operator:test', (now) =>
      judgeEvidence(now, now.evidence.at(-1)?.id ?? '', verdict, reason),
    );
  }
}

/** The case number that the page after the form shows. */
export function caseIn(response: Response): CaseId {
  const location = response.headers.get('location') ?? '';
  return CaseId.parse(new URL(location, 'http://127.0.0.1').searchParams.get('case'));
}

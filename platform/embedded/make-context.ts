/** What stands behind each port here, and what handlers are given: the part without doors. */
import { readFileSync } from 'node:fs';
import { Finder } from '../../connectors/finder.ts';
import { BadDataMap, type DataMap, parseDataMap } from '../../core/data-map.ts';
import type { Context } from '../../functions/context.ts';
import { recordBounce } from '../../functions/intake/email.ts';
import { settingsOf } from '../../functions/settings.ts';
import { stepRunner } from '../../functions/steps.ts';
import dsar from '../../workflows/dsar.asl.json' with { type: 'json' };
import { Cases } from '../cases.ts';
import type { Clock } from '../ports.ts';
import { type DemoStores, startDemoStores } from './demo/stores.ts';
import { type OpenPorts, openPorts } from './open-ports.ts';
import type { Installation } from './settings.ts';
import { EmbeddedWorkflow } from './workflow.ts';

export interface Made {
  context: Context;
  opened: OpenPorts;
  workflow: EmbeddedWorkflow;
  demo: DemoStores | null;
}

export interface MakeOptions {
  installation: Installation;
  clock: Clock;
  /** One line an occurrence: case ids and counts, never anything personal. */
  log: Context['log'];
  baseUrl: string;
  onTrouble: (error: unknown) => void;
}

export async function makeContext(options: MakeOptions): Promise<Made> {
  const { installation, clock, log, baseUrl, onTrouble } = options;
  const settings = settingsOf({ ...installation, baseUrl });
  // The workflow calls steps and the relay reports bounces; both need the context that they are part of.
  const later: { context: Context | null } = { context: null };
  const whole = (): Context => {
    if (!later.context) throw new NotReady('the service is still starting');
    return later.context;
  };
  const opened = await openPorts({
    installation,
    clock,
    baseUrl,
    organisation: settings.organisation.name.en,
    onUndeliverable: ({ messageId: originalMessageId, reason }) =>
      recordBounce(whole(), { originalMessageId, permanent: reason === 'rejected', final: true }),
    onTrouble,
  });
  const demo = installation.dataMapFile
    ? null
    : await startDemoStores({ dataDir: installation.dataDirectory });
  const dataMap = demo?.dataMap ?? readDataMap(installation.dataMapFile);
  const environment = { ...installation.environment, ...demo?.environment };
  const finder = new Finder({
    dataMap,
    environment: async () => environment,
    vault: opened.vault,
    clock,
  });
  const workflow = new EmbeddedWorkflow({
    database: opened.database,
    clock,
    definition: dsar,
    invoke: (name, payload) => runStep(name, payload),
    report: onTrouble,
  });
  const ports = { ...opened.ports, workflow };
  const context: Context = { ports, cases: new Cases(ports), settings, dataMap, finder, log };
  const runStep = stepRunner(context);
  later.context = context;
  return { context, opened, workflow, demo };
}

/** Something arrived before all parts were there; whoever sent it tries again. */
class NotReady extends Error {
  override readonly name = 'NotReady';
}

/** @throws {BadDataMap} that says every fault with its place */
function readDataMap(file: string | null): DataMap {
  if (file === null) throw new BadDataMap('no data map: set KAIJI_DATA_MAP to its file');
  return parseDataMap(JSON.parse(readFileSync(file, 'utf8')));
}

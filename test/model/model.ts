/**
 * One case under the real workflow: the emitted definition, walked by the embedded engine's own
 * interpreter, over the real steps, acts, sweep and rules. What is put in their place is said here:
 * the stores answer as the run decides; a notice is worded but not built and sent as a mail; of an
 * answer the letter's content is made, and shown to the laws, but no PDF and no zip.
 */
import type { CompleteFinding } from '../../connectors/collect.ts';
import { StoreUnavailable } from '../../connectors/connector.ts';
import { Finder } from '../../connectors/finder.ts';
import type { MatchResult } from '../../connectors/match.ts';
import type { CaseEvent } from '../../core/case/events.ts';
import type { CaseState } from '../../core/case/state.ts';
import { parseDataMap } from '../../core/data-map.ts';
import type { StoreId } from '../../core/ids.ts';
import { MailedRecipientId } from '../../core/law/recipients.ts';
import type { LetterData } from '../../core/letter/data.ts';
import type { Context } from '../../functions/context.ts';
import { sweep } from '../../functions/scheduled/sweep.ts';
import { stepRunner } from '../../functions/steps.ts';
import demoMap from '../../platform/embedded/demo/data-map.json' with { type: 'json' };
import {
  begin,
  type Command,
  clockMoved,
  complete,
  settle,
} from '../../platform/embedded/engine/commands.ts';
import { parseDefinition } from '../../platform/embedded/engine/definition.ts';
import type { TaskPhase } from '../../platform/embedded/engine/execution.ts';
import { Turn } from '../../platform/embedded/engine/turn.ts';
import { walk } from '../../platform/embedded/engine/walk.ts';
import { type Ports, TaskTimedOut } from '../../platform/ports.ts';
import dsar from '../../workflows/dsar.asl.json' with { type: 'json' };
import { OpenCases } from './cases.ts';
import { portsOver } from './ports.ts';
import { CASE, STORES, type World } from './world.ts';

/** The sweep runs every hour; at worst it comes this much late. */
export const SWEEP_LATE = 59 * 60_000; // ms

/** A handler that is about to be called. */
export interface Call {
  name: string;
  store: StoreId | undefined;
}

/** Who is told of what happens in a run. */
export interface Witness {
  event: (event: CaseEvent, state: CaseState) => void;
  letter: (letter: LetterData, state: CaseState) => void;
  /** What no run of the product may log. */
  trouble: (what: string) => void;
}

const demoDataMap = parseDataMap(demoMap);
const SHA = '0'.repeat(64);

export class Model {
  world: World;
  readonly context: Context;
  readonly #run: (name: string, payload: unknown) => Promise<unknown>;
  readonly #sources;
  readonly #machine;

  constructor(world: World, witness: Witness) {
    this.world = world;
    const ports = portsOver(
      () => this.world,
      (token, output) => this.#resume(token, output),
    );
    this.context = contextOver(ports, () => this.world, witness);
    this.#run = stepRunner(this.context);
    this.#sources = {
      clock: ports.clock,
      random: () => 0,
      uuid: () => 'not-drawn',
      token: () => {
        this.world.tokensDrawn += 1;
        return `token-${this.world.tokensDrawn}`;
      },
    };
    this.#machine = parseDefinition(dsar, this.#sources);
  }

  state(): Promise<CaseState> {
    return this.context.cases.read(CASE);
  }

  get isOver(): boolean {
    return this.world.execution.end !== null;
  }

  begin(): Promise<void> {
    return this.#turn(begin());
  }

  /** Calls handlers until everybody waits, or until one is to be called that `stop` says yes to. */
  async go(stop: (call: Call) => boolean): Promise<Call | null> {
    while (!this.isOver) {
      const frame = this.#nextTask();
      if (frame) {
        const call = callOf(frame.phase);
        if (stop(call)) return call;
        await this.#call(frame.id, frame.phase);
      } else if (!(await this.#retryLater())) return null;
    }
    return null;
  }

  /** Lets time pass until then; the real sweep comes whenever something is due, an hour late at worst. */
  async passTo(ms: number, stop: (call: Call) => boolean): Promise<void> {
    let last = '';
    for (;;) {
      const { row } = this.world;
      const due = row?.nextSweepAt;
      const at = due ? Math.max(this.world.ms, Date.parse(due) + SWEEP_LATE) : Infinity;
      if (!due || at > ms || last === `${row.position}|${due}`) break;
      last = `${row.position}|${due}`;
      this.world.ms = at;
      await sweep(this.context);
      await this.go(stop);
    }
    this.world.ms = Math.max(this.world.ms, ms);
  }

  #nextTask(): { id: number; phase: TaskPhase } | undefined {
    for (const { id, phase } of this.world.execution.frames.values())
      if (phase.kind === 'task' && !phase.submitted) return { id, phase };
    return undefined;
  }

  async #call(id: number, { invocation, functionName, payload }: TaskPhase): Promise<void> {
    const outcome = await this.#run(functionName, payload).then(
      (returned) => ({ returned }),
      (thrown: unknown) => ({ thrown }),
    );
    await this.#turn(settle(id, invocation, outcome));
  }

  async #retryLater(): Promise<boolean> {
    const due = [...this.world.execution.frames.values()].flatMap(({ phase }) =>
      phase.kind === 'retry' || phase.kind === 'wait' ? [phase.until] : [],
    );
    if (due.length === 0) return false;
    this.world.ms = Math.max(this.world.ms, Math.min(...due));
    await this.#turn(clockMoved());
    return true;
  }

  async #resume(token: string, output: unknown): Promise<void> {
    if (this.isOver) throw new TaskTimedOut('the run is over');
    await this.#turn(complete(token, output));
  }

  async #turn(command: Command): Promise<void> {
    if (this.isOver) return command.whenOver();
    const turn = new Turn({
      execution: this.world.execution,
      machine: this.#machine,
      sources: this.#sources,
      newFrameId: () => {
        this.world.framesMade += 1;
        return this.world.framesMade;
      },
      isNew: false,
    });
    await command.apply(turn);
    while (!turn.isOver && !(await walk(turn)));
  }
}

function callOf({ functionName, payload }: TaskPhase): Call {
  const store = STORES.find(
    (one) =>
      typeof payload === 'object' &&
      payload !== null &&
      'store' in payload &&
      payload.store === one,
  );
  return { name: functionName, store };
}

function contextOver(ports: Ports, here: () => World, witness: Witness): Context {
  const cases = new OpenCases(ports, here, witness.event);
  return {
    ports,
    cases,
    settings: {
      organisation: {
        name: { en: 'Leverages U.S. Inc.', ja: 'Leverages U.S. Inc.' },
        address: { en: 'Tokyo', ja: '東京都' },
        phone: '03-0000-0000',
      },
      contactAddress: 'privacy@leverages.example',
      fromAddress: 'privacy@leverages.example',
      mailDomain: 'leverages.example',
      baseUrl: 'https://kaiji.example',
      thirdPartyAddresses: Object.fromEntries(
        MailedRecipientId.options.map((id) => [id, `${id}@party.example`]),
      ),
    },
    dataMap: demoDataMap,
    finder: new ModelFinder(ports, here),
    makes: {
      notice: async () => new Uint8Array(),
      package: async (_ports, { letter, logHead }) => {
        witness.letter(letter, await cases.read());
        const key = `${CASE}/answer/package.zip`;
        here().files = new Set([...here().files, key]);
        return {
          ...{ key, sha256: SHA, size: 1 },
          ...{ letterKey: key, letterSha256: SHA, manifestSha256: SHA },
          ...{ logHead, unstamped: null },
        };
      },
    },
    log: (event) => {
      if (event === 'sweep failed') witness.trouble(event);
    },
  };
}

/** Stores that answer as the run decided. */
class ModelFinder extends Finder {
  readonly #here: () => World;

  constructor({ vault, clock }: Ports, here: () => World) {
    super({ dataMap: demoDataMap, environment: async () => ({}), vault, clock });
    this.#here = here;
  }

  override async match(_claims: unknown, { anyway }: { anyway: boolean }): Promise<MatchResult> {
    const { points } = this.#here();
    if (points !== 'silent') return { matched: points, storesAsked: [...STORES], storesSilent: [] };
    if (!anyway) throw new StoreUnavailable('silent');
    return { matched: 0, storesAsked: [], storesSilent: [...STORES] };
  }

  override async plan(): Promise<StoreId[]> {
    return [...STORES];
  }

  override async collect(_case: unknown, store: StoreId): Promise<CompleteFinding> {
    const weather = this.#here().stores.get(store) ?? 'held';
    if (weather === 'down') throw new StoreUnavailable('down');
    const world = this.#here();
    const at = new Date(world.ms).toISOString();
    const key = `${CASE}/collected/${store}`;
    world.files = new Set([...world.files, key]);
    return {
      status: 'complete',
      store,
      collections: [
        {
          collection: 'person',
          query: 'asked',
          pages: 1,
          exhausted: true,
          count: weather === 'nothing' ? 0 : 1,
          bytes: 0,
          sha256: SHA,
          key,
          startedAt: at,
          finishedAt: at,
          withheld: {},
        },
      ],
    };
  }
}

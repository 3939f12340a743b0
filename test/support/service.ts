/** The whole service in this process, on a directory of its own, with a clock that tests turn. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseState } from '../../core/case/state.ts';
import { CaseId } from '../../core/ids.ts';
import { type Kaiji, startKaiji } from '../../platform/embedded/kaiji.ts';
import { readInstallation } from '../../platform/embedded/settings.ts';
import type { Clock } from '../../platform/ports.ts';
import { eventually } from './eventually.ts';
import type { Doors } from './people.ts';

/** Runs with the real time, and can be put forward. */
export class MovableClock implements Clock {
  #ahead = 0;
  now(): Date {
    return new Date(Date.now() + this.#ahead);
  }
  putForward({ days = 0, hours = 0, seconds = 0 }): void {
    this.#ahead += ((days * 24 + hours) * 3600 + seconds) * 1000;
  }
}

export interface Service extends Kaiji {
  clock: MovableClock;
  directory: string;
  logged: string[];
  /** Puts the clock forward; lets timers and the sweep do what is due then. */
  pass(time: { days?: number; hours?: number; seconds?: number }): Promise<void>;
  /** The case's state, once it is closed. */
  closed(caseId: string): Promise<CaseState>;
  state(caseId: string): Promise<CaseState>;
  /** Ends it and removes what it left. */
  end(): Promise<void>;
}

export async function startService(
  settings: Record<string, string> = {},
  directory = mkdtempSync(join(tmpdir(), 'kaiji-')),
): Promise<Service> {
  const clock = new MovableClock();
  const logged: string[] = [];
  const installation = readInstallation({
    KAIJI_DATA: directory,
    KAIJI_PORT: '0',
    KAIJI_SMTP_PORT: '0',
    KAIJI_REQUEST_LIMIT: '100000',
    ...settings,
  });
  const log = (event: string, facts: object) => {
    logged.push(JSON.stringify({ event, ...facts }));
  };
  const kaiji = await startKaiji({ installation, clock, log });
  await kaiji.demo?.ready;
  const state = (caseId: string) => kaiji.context.cases.read(CaseId.parse(caseId));
  return {
    ...kaiji,
    state,
    closed: (caseId) =>
      eventually(
        async () => {
          const now = await state(caseId);
          return now.closed && now;
        },
        () => `${caseId} is not closed`,
      ),
    clock,
    directory,
    logged,
    pass: async (time) => {
      await kaiji.workflow.idle();
      clock.putForward(time);
      await kaiji.workflow.wake();
      await kaiji.workflow.idle();
      await kaiji.sweep();
      await kaiji.workflow.idle();
    },
    end: async () => {
      await kaiji.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** What people outside know of it. */
export const doorsOf = (service: Service): Doors => ({
  baseUrl: service.baseUrl,
  smtpPort: service.smtpPort,
  contactAddress: service.context.settings.contactAddress,
});

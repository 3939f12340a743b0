/** The `Workflow` port on the embedded engine: an execution is named by its case. */
import type { CaseId, TaskToken } from '../../core/ids.ts';
import type { Workflow } from '../ports.ts';
import { Engine, type EngineOptions } from './engine/engine.ts';
import type { RecordedEvent } from './engine/history.ts';

export class EmbeddedWorkflow implements Workflow {
  readonly #engine: Engine;

  /** @throws {InvalidDefinition} when the engine cannot run the definition */
  constructor(options: EngineOptions) {
    this.#engine = new Engine(options);
  }

  /** Takes up what was left when the process last ended. Handlers may be called from here on. */
  open(): Promise<void> {
    return this.#engine.open();
  }

  /** Waits for the handlers that run. */
  close(): Promise<void> {
    return this.#engine.close();
  }

  start(caseId: CaseId, input: Record<string, unknown>): Promise<void> {
    return this.#engine.start(caseId, input);
  }

  resume(token: TaskToken, output: Record<string, unknown>): Promise<void> {
    return this.#engine.complete(token, output);
  }

  stop(caseId: CaseId, error: string, cause: string): Promise<void> {
    return this.#engine.stop(caseId, error, cause);
  }

  async describe(caseId: CaseId): ReturnType<Workflow['describe']> {
    const found = this.#engine.describe(caseId);
    if (found === undefined) return null;
    const { status, error, cause } = found;
    return {
      status,
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    };
  }

  async erase(caseId: CaseId): Promise<void> {
    await this.#engine.erase(caseId);
  }

  /** What the case's execution went through, in Step Functions' words; `[]` for an unknown case. */
  history(caseId: CaseId): RecordedEvent[] {
    return this.#engine.history(caseId);
  }

  /** For tests: resolves when every execution has ended or waits for a token or for time. */
  idle(): Promise<void> {
    return this.#engine.idle();
  }

  /** For tests that move the clock: whatever is due now happens. */
  wake(): Promise<void> {
    return this.#engine.wake();
  }
}

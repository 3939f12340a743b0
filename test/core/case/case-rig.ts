/** A case in a test: decides on core's own functions and folds what they return. */
import type { CaseEvent, NewEvent } from '../../../core/case/events.ts';
import { fold } from '../../../core/case/fold.ts';
import { type Asked, openFromForm } from '../../../core/case/opening.ts';
import type { CaseState } from '../../../core/case/state.ts';
import { open, type TaskRequest } from '../../../core/case/tasks.ts';
import { CaseId } from '../../../core/ids.ts';
import type { AgentKind } from '../../../core/law/agent-kind.ts';
import { planFor } from '../../../core/law/plan-for.ts';

type Subject = NonNullable<CaseState['subject']>;

const caseId = CaseId.parse('KJ-TEST0-00001');

const RECEIVED_AT = '2026-11-19T08:00:00.000Z';

/** How a case begins that asks for this; worked out once, since clocks take their time. */
const beginnings = new Map<string, readonly (readonly CaseEvent[])[]>();

export class CaseRig {
  #commits: (readonly CaseEvent[])[] = [];
  #state: CaseState | null = null;
  now = RECEIVED_AT;

  /** @param agent where somebody asks for another person */
  constructor(asked: Partial<Asked> = {}, agent?: { kind: AgentKind; subject: Subject }) {
    const all: Asked = {
      language: 'en',
      residence: 'japan',
      rights: ['appi.disclose'],
      period: null,
      delivery: 'electronic',
      ...asked,
    };
    const key = JSON.stringify([all, agent]);
    const known = beginnings.get(key);
    if (known) {
      this.#commits = [...known];
      return;
    }
    const person = {
      ...{ name: 'Test Person', email: 'person@example.com' },
      ...(agent && { subject: agent.subject }),
    };
    const keys = {
      ...{ subjectKeys: ['k'], submission: 's' },
      ...(agent && { agent: { kind: agent.kind } }),
    };
    this.did([openFromForm(all, this.now, person, keys)]);
    const { regime, rights, receivedAt } = this.state;
    const plan = planFor({ regime, rights, receivedAt, agent: agent?.kind ?? null });
    this.did([{ type: 'plan.made', data: { plan, reason: 'opened' } }]);
    beginnings.set(key, [...this.#commits]);
  }

  get commits(): readonly (readonly CaseEvent[])[] {
    return this.#commits;
  }

  get state(): CaseState {
    this.#state ??= fold(caseId, this.#commits);
    return this.#state;
  }

  /** Records events as the case store would. */
  did(events: readonly NewEvent[], by: CaseEvent['by'] = 'workflow'): CaseState {
    if (events.length === 0) return this.state;
    this.#commits.push(
      events.map((event) => Object.assign({ personal: null }, event, { at: this.now, by })),
    );
    this.#state = null;
    return this.state;
  }

  opens(kind: TaskRequest['kind'], round = 1, plan = 1): CaseState {
    return this.did(open(this.state, { kind, round, store: null, plan }, this.now));
  }
}

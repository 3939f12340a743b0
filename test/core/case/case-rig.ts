/** A case in a test: decides on core's own functions and folds what they return. */
import type { CaseEvent, NewEvent } from '../../../core/case/events.ts';
import { fold } from '../../../core/case/fold.ts';
import { type Asked, openFromForm } from '../../../core/case/opening.ts';
import type { CaseState } from '../../../core/case/state.ts';
import { open, type TaskRequest } from '../../../core/case/tasks.ts';
import { CaseId } from '../../../core/ids.ts';
import { planFor } from '../../../core/law/plan-for.ts';

const caseId = CaseId.parse('KJ-TEST0-00001');

export class CaseRig {
  readonly #commits: CaseEvent[][] = [];
  now = '2026-11-19T08:00:00.000Z';

  constructor(asked: Partial<Asked> = {}) {
    const all: Asked = {
      language: 'en',
      residence: 'japan',
      rights: ['appi.disclose'],
      period: null,
      delivery: 'electronic',
      ...asked,
    };
    const person = { name: 'Test Person', email: 'person@example.com' };
    this.did([openFromForm(all, this.now, person, { subjectKeys: ['k'], submission: 's' })]);
    const { regime, rights, receivedAt } = this.state;
    const plan = planFor({ regime, rights, receivedAt });
    this.did([{ type: 'plan.made', data: { plan, reason: 'opened' } }]);
  }

  get state(): CaseState {
    return fold(caseId, this.#commits);
  }

  /** Records events as the case store would. */
  did(events: readonly NewEvent[], by: CaseEvent['by'] = 'workflow'): CaseState {
    if (events.length > 0)
      this.#commits.push(
        events.map((event) => Object.assign({ personal: null }, event, { at: this.now, by })),
      );
    return this.state;
  }

  opens(kind: TaskRequest['kind'], round = 1): CaseState {
    return this.did(open(this.state, { kind, round, store: null }, this.now));
  }
}

/** Reads a case for its page. */
import { faultsIn } from '../../../core/case/chain.ts';
import { CaseId } from '../../../core/ids.ts';
import { ZONES } from '../../../core/law/calendar.ts';
import { NoSuchCase } from '../../../platform/cases.ts';
import type { ConsoleAccess } from '../../../platform/console-access.ts';
import { viewRequest } from '../../acts/view-personal.ts';
import type { Context } from '../../context.ts';
import { otherCasesOf } from '../../same-person.ts';
import type { Visit } from '../visit.ts';
import { samePersonOf } from './same-person.ts';
import { type CaseView, eventsOf, type LoggedCommit, type Trouble } from './view.ts';

/**
 * `null` where there is no such case. Whoever may see the personal part has it logged first.
 * @throws {BrokenLog}
 */
export async function loadCase(
  context: Context,
  access: ConsoleAccess,
  visit: Visit,
  id: string,
  trouble: Trouble | null = null,
): Promise<CaseView | null> {
  const caseId = CaseId.safeParse(id).data;
  if (!caseId) return null;
  try {
    const before = await context.cases.read(caseId);
    const known = await context.cases.events(caseId);
    const logged = visit.mayAct && (await viewRequest(context, before, eventsOf(known), visit.by));
    const state = logged ? await context.cases.read(caseId) : before;
    const log = logged ? await context.cases.events(caseId) : known;
    return {
      visit,
      state,
      log,
      faults: faultsIn(
        caseId,
        log.map(({ commit }) => commit),
      ),
      zone: ZONES[state.regime],
      names: await namesIn(access, visit, log),
      stores: storeNames(context, visit),
      samePerson: samePersonOf(state, await otherCasesOf(context, state)),
      trouble,
    };
  } catch (error) {
    if (error instanceof NoSuchCase) return null;
    throw error;
  }
}

async function namesIn(
  access: ConsoleAccess,
  visit: Visit,
  log: readonly LoggedCommit[],
): Promise<Map<string, string>> {
  const actors = new Set<string>(eventsOf(log).map(({ by }) => by));
  const names = new Map<string, string>();
  for (const actor of actors) {
    if (!actor.startsWith('operator:') || actor === visit.by) continue;
    const name = await access.nameOf(actor.slice('operator:'.length));
    if (name) names.set(actor, name);
  }
  return names;
}

/** Stores and their collections, as the data map calls them: `kikokugo`, `kikokugo/users`. */
function storeNames({ dataMap }: Context, { language }: Visit): Map<string, string> {
  return new Map<string, string>(
    dataMap.stores.flatMap(({ id, name, collections }) => [
      [id, name[language]] as const,
      ...collections.map((one) => [`${id}/${one.id}`, one.name[language]] as const),
    ]),
  );
}

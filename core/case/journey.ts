/** A case as a line of stations with one lit: what portal and console draw. */
import { needsCollection } from '../law/rules.ts';
import { rightsToDecide } from './answer.ts';
import { changesDecided, mayChange } from './changes.ts';
import type { TaskKind } from './events.ts';
import type { CaseState } from './state.ts';

export const STATIONS = [
  'received',
  'contact',
  'authority',
  'identity',
  'fee',
  'collect',
  'decide',
  'approve',
  'change',
  'answer',
  'closed',
] as const;
export type Station = (typeof STATIONS)[number];

export interface StationState {
  station: Station;
  state: 'done' | 'current' | 'ahead';
}

const STATION_OF_TASK: Record<TaskKind, Station> = {
  'complete-request': 'contact',
  'confirm-contact': 'contact',
  'upload-authority': 'authority',
  'judge-authority': 'authority',
  'confirm-permission': 'authority',
  'provide-points': 'identity',
  'upload-evidence': 'identity',
  'judge-evidence': 'identity',
  'pay-fee': 'fee',
  'collect-by-hand': 'collect',
  decide: 'decide',
  approve: 'approve',
  'carry-out': 'change',
  'post-answer': 'answer',
  'fetch-answer': 'answer',
  unstick: 'collect',
};

/** Where the case stands now. */
export function stationOf(state: CaseState): Station {
  if (state.closed) return 'closed';
  const open = state.tasks.find((task) => task.outcome === null);
  if (open) return STATION_OF_TASK[open.kind];
  if (state.answer) return 'answer';
  if (state.decisions.length > 0) return changesDecided(state).length > 0 ? 'change' : 'answer';
  if (state.proposed.length > 0) return 'approve';
  if (state.stores.length > 0) return 'collect';
  if (state.identity) return 'collect';
  if (state.contactConfirmed) return 'identity';
  return 'received';
}

/** The stations that this case passes, in order: those that its plan does not need are left out. */
export function journeyOf(state: CaseState): StationState[] {
  const here = STATIONS.indexOf(stationOf(state));
  const reached = furthest(state);
  const passed = (station: Station) =>
    passes(state, station) && (station === 'closed' || STATIONS.indexOf(station) <= reached);
  return STATIONS.filter(passed).map((station) => {
    const at = STATIONS.indexOf(station);
    if (station === 'closed') return { station, state: state.closed ? 'done' : 'ahead' };
    return { station, state: at < here ? 'done' : at === here ? 'current' : 'ahead' };
  });
}

/** Stations within the house, and what they look like from outside. */
const SEEN_AS: Partial<Record<Station, Station>> = { approve: 'decide', change: 'answer' };

/**
 * The same for the requester. That a second person looks, or that something is carried out, is said
 * within the house only, since it hints at what was decided (L-30).
 */
export function journeyForRequester(state: CaseState): StationState[] {
  const all = journeyOf(state);
  const here = all.find(({ state: now }) => now === 'current')?.station;
  const seen = here && (SEEN_AS[here] ?? here);
  return all
    .filter(({ station }) => !(station in SEEN_AS))
    .map((one) => (one.station === seen ? { ...one, state: 'current' } : one));
}

/** A case that ended early never came to the stations behind its last task. */
function furthest(state: CaseState): number {
  if (!state.closed || state.closed.outcome === 'answered') return STATIONS.length;
  return Math.max(0, ...state.tasks.map(({ kind }) => STATIONS.indexOf(STATION_OF_TASK[kind])));
}

function passes(state: CaseState, station: Station): boolean {
  const { plan } = state;
  if (station === 'authority') return Boolean(plan?.authority);
  if (station === 'received' || station === 'closed' || plan === null) return true;
  if (plan.verified.length === 0) return station === 'answer';
  if (station === 'fee') return plan.fee !== null;
  if (station === 'identity') return plan.verification.level !== 'none';
  if (station === 'collect') return rightsToDecide(state).some(needsCollection);
  if (station === 'approve') return state.tasks.some(({ kind }) => kind === 'approve');
  if (station === 'change') return mayChange(state);
  return true;
}

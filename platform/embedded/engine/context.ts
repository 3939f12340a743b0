/** What an expression can see besides its input: variables by scope, and the context object. */
import type { Frame } from './execution.ts';
import type { Json } from './json.ts';
import type { Turn } from './turn.ts';

/** Outermost first; an inner scope cannot hide an outer name, since a definition that tries is refused. */
export function visibleVariables(turn: Turn, frame: Frame): Record<string, Json> {
  const parent = turn.parentOf(frame);
  return parent === undefined
    ? frame.variables
    : { ...visibleVariables(turn, parent), ...frame.variables };
}

export interface About {
  readonly token?: string;
  /** While a Map's ItemSelector is evaluated: the item in hand. */
  readonly item?: { readonly index: number; readonly value: Json };
}

/** `$states.context`, as the Step Functions Developer Guide describes the Context object. */
export function contextOf(turn: Turn, frame: Frame, about: About): Record<string, unknown> {
  const { execution } = turn;
  const item = about.item ?? itemAround(turn, frame);
  return {
    Execution: {
      Id: `arn:aws:states:embedded:000000000000:execution:kaiji:${execution.name}`,
      Name: execution.name,
      Input: execution.input,
      StartTime: new Date(execution.startedAt).toISOString(),
      RedriveCount: 0,
    },
    StateMachine: {
      Id: 'arn:aws:states:embedded:000000000000:stateMachine:kaiji',
      Name: 'kaiji',
    },
    State: {
      Name: frame.state,
      EnteredTime: new Date(frame.enteredAt).toISOString(),
      RetryCount: frame.attempts.reduce((sum, count) => sum + count, 0),
    },
    ...(about.token !== undefined && { Task: { Token: about.token } }),
    ...(item !== undefined && { Map: { Item: { Index: item.index, Value: item.value } } }),
  };
}

function itemAround(turn: Turn, frame: Frame): About['item'] {
  const parent = turn.parentOf(frame);
  if (parent === undefined) return undefined;
  return turn.stateOf(parent).kind === 'Map'
    ? { index: frame.position, value: frame.item }
    : itemAround(turn, parent);
}

/**
 * JSONata as Step Functions speaks it. An expression is compiled once, when the
 * definition is loaded, and evaluated against variables only: there is no document.
 */
import jsonata from 'jsonata';
import { ErrorName, StateFailed } from './errors.ts';
import { hash, parse, partition, range, type Sources, seeded } from './functions.ts';
import { isObject } from './json.ts';
import { refusedIn } from './refused.ts';

/** Variables by name, without the `$`. `states` is the reserved one. */
export type Bindings = Record<string, unknown>;
export type Expression = (bindings: Bindings) => Promise<unknown>;

/** Limits for one evaluation: an endless recursion must not stop the service. */
const LIMITS = { timeout: 5_000 /* ms */, stack: 1_000 /* nested calls */ };

const formatInstant = jsonata('$fromMillis($instant, $picture, $zone)');

/** The text between `{%` and `%}`, or nothing when the string is no expression. */
export function expressionIn(text: string): string | undefined {
  const found = /^\{%([\s\S]*)%\}$/.exec(text);
  return found?.[1]?.trim();
}

/** @throws {Error} with a message for people when it does not parse or Step Functions would refuse it */
export function compileExpression(source: string, sources: Sources): Expression {
  const compiled = parsed(source);
  const refused = refusedIn(compiled.ast());
  if (refused !== undefined) throw new SyntaxError(refused);
  register(compiled, sources);
  const read = simplePath(compiled.ast());
  return async (bindings) => {
    const direct = read?.(bindings);
    if (direct !== undefined) return direct;
    return evaluate(compiled, source, bindings);
  };
}

function parsed(source: string): jsonata.Expression {
  try {
    return jsonata(source, LIMITS);
  } catch (error) {
    throw new SyntaxError(messageOf(error), { cause: error });
  }
}

async function evaluate(
  compiled: jsonata.Expression,
  source: string,
  bindings: Bindings,
): Promise<unknown> {
  let value: unknown;
  try {
    value = await compiled.evaluate(undefined, bindings);
  } catch (error) {
    throw new StateFailed(
      ErrorName.queryEvaluation,
      `the JSONata expression '${source}' threw an error: ${messageOf(error)}`,
      { cause: error },
    );
  }
  if (value === undefined)
    throw new StateFailed(
      ErrorName.queryEvaluation,
      `the JSONata expression '${source}' returned nothing (undefined)`,
    );
  if (typeof value === 'function' || (isObject(value) && '_jsonata_lambda' in value))
    throw new StateFailed(
      ErrorName.queryEvaluation,
      `the JSONata expression '${source}' returned a function, which is not JSON`,
    );
  return value;
}

/** JSONata throws plain objects with a code and a message. */
function messageOf(error: unknown): string {
  return isObject(error) && typeof error.message === 'string' ? error.message : String(error);
}

function register(expression: jsonata.Expression, sources: Sources): void {
  const millis = () => sources.clock.now().getTime();
  expression.registerFunction('partition', partition, '<an:a<a>>');
  expression.registerFunction('range', range, '<nnn:a<n>>');
  expression.registerFunction('hash', hash, '<ss:s>');
  expression.registerFunction('parse', parse, '<s:x>');
  expression.registerFunction('uuid', () => sources.uuid(), '<:s>');
  expression.registerFunction(
    'random',
    (seed?: number) => (seed === undefined ? sources.random() : seeded(seed)),
    '<n?:n>',
  );
  expression.registerFunction('millis', millis, '<:n>');
  expression.registerFunction(
    'now',
    (picture?: string, zone?: string) =>
      formatInstant.evaluate(undefined, { instant: millis(), picture, zone }),
    '<s?s?:s>',
  );
}

/**
 * Most expressions only follow names: `$states.input.caseId`. Those are read
 * directly; JSONata's evaluator awaits a dozen times for the same. Anything but plain
 * objects on the way (arrays map, functions call) is left to the evaluator.
 */
function simplePath(tree: unknown): ((bindings: Bindings) => unknown) | undefined {
  if (!isObject(tree)) return undefined;
  const steps = tree.type === 'path' ? plainSteps(tree) : [tree];
  if (steps === undefined) return undefined;
  const names = steps.map(plainName);
  if (!names.every((name) => name !== undefined)) return undefined;
  const [head, ...rest] = steps;
  if (!isObject(head) || head.type !== 'variable') return undefined;
  if (!rest.every((step) => isObject(step) && step.type === 'name')) return undefined;
  return (bindings) => follow(bindings, names);
}

function plainSteps(path: { [key: string]: unknown }): unknown[] | undefined {
  const { type: _, steps, ...decorations } = path;
  return Array.isArray(steps) && Object.keys(decorations).length === 0 ? steps : undefined;
}

const BARE = new Set(['type', 'value', 'position']);

function plainName(step: unknown): string | undefined {
  if (!isObject(step) || Object.keys(step).some((key) => !BARE.has(key))) return undefined;
  return typeof step.value === 'string' ? step.value : undefined;
}

function follow(from: unknown, names: readonly string[]): unknown {
  let value = from;
  for (const name of names) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return Array.isArray(value) || typeof value === 'function' ? undefined : value;
}

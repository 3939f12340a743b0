/**
 * A JSON value of a definition in which strings may be JSONata expressions:
 * `Arguments`, `Output`, `Assign` and their like, compiled once.
 */
import { ErrorName, StateFailed } from './errors.ts';
import type { Sources } from './functions.ts';
import { isObject, kindOf } from './json.ts';
import { type Bindings, compileExpression, expressionIn } from './jsonata.ts';

/** Evaluates to a value made of JSON; a constant costs nothing. */
export type Template =
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'computed'; readonly evaluate: (bindings: Bindings) => Promise<unknown> };

/** Told of each expression that cannot be used, with its place inside the value. */
export type Complain = (place: string, problem: string) => void;

export function compileTemplate(value: unknown, sources: Sources, complain: Complain): Template {
  return compileAt(value, '', sources, complain);
}

export async function evaluate(template: Template, bindings: Bindings): Promise<unknown> {
  return template.kind === 'constant' ? template.value : template.evaluate(bindings);
}

function compileAt(value: unknown, place: string, sources: Sources, complain: Complain): Template {
  if (typeof value === 'string') return compileString(value, place, sources, complain);
  if (Array.isArray(value)) {
    const items = value.map((item, i) => compileAt(item, `${place}[${i}]`, sources, complain));
    return list(value, items);
  }
  if (isObject(value)) {
    const entries = Object.entries(value).map(
      ([key, item]) => [key, compileAt(item, `${place}.${key}`, sources, complain)] as const,
    );
    return record(value, entries);
  }
  return { kind: 'constant', value };
}

function compileString(
  text: string,
  place: string,
  sources: Sources,
  complain: Complain,
): Template {
  const source = expressionIn(text);
  if (source === undefined) return { kind: 'constant', value: text };
  try {
    return { kind: 'computed', evaluate: compileExpression(source, sources) };
  } catch (error) {
    complain(place, `${error instanceof Error ? error.message : error}; given ${text}`);
    return { kind: 'constant', value: null };
  }
}

function list(constant: unknown, items: readonly Template[]): Template {
  if (items.every((item) => item.kind === 'constant')) return { kind: 'constant', value: constant };
  return {
    kind: 'computed',
    evaluate: async (bindings) => {
      const values: unknown[] = [];
      for (const item of items) values.push(await evaluate(item, bindings));
      return values;
    },
  };
}

function record(constant: unknown, entries: readonly (readonly [string, Template])[]): Template {
  if (entries.every(([, item]) => item.kind === 'constant'))
    return { kind: 'constant', value: constant };
  return {
    kind: 'computed',
    evaluate: async (bindings) => {
      const values: [string, unknown][] = [];
      for (const [key, item] of entries) values.push([key, await evaluate(item, bindings)]);
      return Object.fromEntries(values);
    },
  };
}

/** @throws {StateFailed} States.QueryEvaluationError unless the value is a whole number in the range */
export async function wholeNumber(
  template: Template,
  bindings: Bindings,
  field: string,
  [least, most]: readonly [number, number],
): Promise<number> {
  const value = await evaluate(template, bindings);
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most)
    return value;
  throw wrongType(field, `an integer from ${least} to ${most}`, value);
}

export function wrongType(field: string, allowed: string, value: unknown): StateFailed {
  const given = typeof value === 'number' ? String(value) : kindOf(value);
  return new StateFailed(ErrorName.queryEvaluation, `${field} must be ${allowed}, not ${given}`);
}

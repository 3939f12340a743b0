/**
 * What Step Functions refuses in a JSONata expression: `$eval`, and whatever reads
 * from a document around the expression, for there is none: `$`, `$$` and bare field
 * names outside a path. Found by walking the syntax tree.
 */
import { isObject } from './json.ts';

/** Says what is wrong, or nothing. */
export function refusedIn(tree: unknown): string | undefined {
  if (mentionsEval(tree)) return '$eval is not supported by Step Functions';
  return readsDocument(tree);
}

function mentionsEval(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(mentionsEval);
  if (!isObject(node)) return false;
  if (node.type === 'variable' && node.value === 'eval') return true;
  return Object.values(node).some(mentionsEval);
}

/** The parts of a node that are evaluated in the same context as the node itself. */
const SAME_CONTEXT = ['lhs', 'rhs', 'condition', 'then', 'else', 'expression', 'procedure', 'body'];
const SAME_CONTEXT_LISTS = ['expressions', 'arguments'];

function readsDocument(node: unknown): string | undefined {
  if (!isObject(node)) return undefined;
  switch (node.type) {
    case 'name':
      return `the field ${JSON.stringify(node.value)} belongs to nothing; name what it is read from, such as $states.input`;
    case 'variable':
      return node.value === '' || node.value === '$'
        ? '$ and $$ mean nothing at the top level of an expression; use $states.input'
        : undefined;
    case 'path':
      return Array.isArray(node.steps) ? readsDocument(node.steps[0]) : undefined;
    default:
      return firstOf(partsOf(node));
  }
}

function partsOf(node: { [key: string]: unknown }): unknown[] {
  const single = SAME_CONTEXT.map((key) => node[key]).flat(2);
  const lists = SAME_CONTEXT_LISTS.flatMap((key) => node[key]);
  return [...single, ...lists];
}

function firstOf(nodes: unknown[]): string | undefined {
  for (const node of nodes) {
    const fault = readsDocument(node);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

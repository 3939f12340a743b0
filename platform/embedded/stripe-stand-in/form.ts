/** Stripe's request bodies: `a[b][0][c]=x`, form-encoded, decoded to nested objects and arrays. */

interface Tree {
  [key: string]: string | Tree;
}
export type FormValue = string | FormValue[] | { [key: string]: FormValue };

export function decodeForm(text: string): Record<string, FormValue> {
  const root: Tree = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) place(root, pathOf(name), value);
  return Object.fromEntries(Object.entries(root).map(([key, value]) => [key, settled(value)]));
}

function pathOf(name: string): string[] {
  const [head = '', ...rest] = name.split('[');
  return [head, ...rest.map((part) => part.replace(/\]$/, ''))];
}

function place(tree: Tree, [key = '', ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    tree[key] = value;
    return;
  }
  const standing = tree[key];
  const next: Tree = typeof standing === 'object' ? standing : Object.create(null);
  tree[key] = next;
  place(next, rest, value);
}

function settled(value: string | Tree): FormValue {
  if (typeof value === 'string') return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, settled(inner)] as const);
  const isList = entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

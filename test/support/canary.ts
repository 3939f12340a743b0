/** Personal data that must come out nowhere, and every form in which it might. */
import { inspect } from 'node:util';

/** Whatever way a text may have been wrapped; any of them is found in small letters. */
function formsOf(text: string): string[] {
  const base64 = [0, 1, 2].map((offset) => {
    const inner = Buffer.from(`${'x'.repeat(offset)}${text}`).toString('base64');
    // Its first and last letters depend on what stands beside it.
    return inner.slice(offset === 0 ? 0 : 4, -4);
  });
  const json = JSON.stringify(text).slice(1, -1);
  const escaped = json.replace(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const quoted = [...Buffer.from(text)]
    .map((byte) => (byte > 126 ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte)))
    .join('');
  const url = encodeURIComponent(text);
  return [
    text,
    json,
    escaped,
    quoted,
    url,
    url.replaceAll('%20', '+'),
    encodeURIComponent(url),
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
    Buffer.from(text).toString('hex'),
  ].map((form) => form.toLowerCase());
}

/** @returns which of the texts stand in it, in whatever form */
export function found(canaries: readonly string[], where: unknown): string[] {
  const text = (typeof where === 'string' ? where : inspect(where, { depth: 20, showHidden: true }))
    .concat(typeof where === 'string' ? '' : (JSON.stringify(where) ?? ''))
    .toLowerCase();
  return canaries.filter((canary) => formsOf(canary).some((form) => text.includes(form)));
}

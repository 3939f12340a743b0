import { inspect } from 'node:util';
import { onTestFinished, vi } from 'vitest';

/** Everything that is written to standard output and error until the test ends, by line. */
export function printed(): () => string[] {
  const chunks: string[] = [];
  const keep = (chunk: string | Uint8Array) => {
    chunks.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
    return true;
  };
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(keep),
  );
  const logged = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((...said) => {
      chunks.push(`${said.map((one) => inspect(one)).join(' ')}\n`);
    }),
  );
  onTestFinished(() => {
    for (const spy of [...spies, ...logged]) spy.mockRestore();
  });
  return () =>
    chunks
      .join('')
      .split('\n')
      .filter((line) => line !== '');
}

import { spawnSync } from 'node:child_process';

/**
 * Whether a program stands on this machine; says so aloud when a test must do without it. In CI nothing
 * may be left out: what proves an answer there are programs that are not ours.
 */
export function hasTool(name: string): boolean {
  const found = spawnSync('which', [name]).status === 0;
  if (!found && process.env.CI) throw new Error(`${name} is not installed, and in CI it must be`);
  if (!found) console.warn(`skipped: ${name} is not installed`);
  return found;
}

import { spawnSync } from 'node:child_process';

/** Whether a program stands on this machine; says so aloud when a test must do without it. */
export function hasTool(name: string): boolean {
  const found = spawnSync('which', [name]).status === 0;
  if (!found) console.warn(`skipped: ${name} is not installed`);
  return found;
}

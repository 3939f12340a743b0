/** What all files of the model check walked together, as its last line. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { z } from 'zod';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A file of lines, one for each walk that ended without a fault. */
    walked: string;
  }
}

const Line = z.strictObject({
  title: z.string(),
  plans: z.int(),
  runs: z.coerce.bigint(),
  states: z.int(),
  /** Of the longest run, from the arrival to the close. */
  days: z.int(),
});
export type Line = z.infer<typeof Line>;

export default function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'kaiji-model-'));
  const walked = join(folder, 'walked');
  writeFileSync(walked, '');
  provide('walked', walked);
  return () => {
    const lines = readFileSync(walked, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => Line.parse(JSON.parse(line)));
    rmSync(folder, { recursive: true });
    const sum = (of: (line: Line) => number): number =>
      lines.reduce((all, line) => all + of(line), 0);
    const runs = lines.reduce((all, line) => all + line.runs, 0n);
    const days = Math.max(0, ...lines.map((line) => line.days));
    console.log(
      `model check: ${sum(({ plans }) => plans)} plans, ${runs} runs (counted), ` +
        `${sum(({ states }) => states)} states walked, longest ${days} days`,
    );
  };
}

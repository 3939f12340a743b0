/** What the law asks of every run, said anew here and not taken from the code that is checked. */
import { OF_THE_ANSWER } from './answer.ts';
import { AT_THE_END } from './end.ts';
import type { Law } from './law.ts';
import { ON_THE_WAY } from './on-the-way.ts';

export const LAWS: readonly Law[] = [...ON_THE_WAY, ...OF_THE_ANSWER, ...AT_THE_END];

/** All that the laws find, each with the law's own sentence. */
export function faults(look: (law: Law) => readonly string[] | undefined): string[] {
  return LAWS.flatMap((law) => (look(law) ?? []).map((fault) => `${law.says}: ${fault}`));
}

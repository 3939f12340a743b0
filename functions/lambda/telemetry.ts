/** What a function says of itself, one line of JSON an occurrence: case ids and counts, never anything personal. */
import type { Context } from '../context.ts';

export const log: Context['log'] = (event, facts) =>
  console.log(JSON.stringify({ event, ...facts }));

/** The company's data map, for the functions that know which stores there are. */
import { readFileSync } from 'node:fs';
import { parseDataMap } from '../../core/data-map.ts';
import { once } from '../../platform/aws/house.ts';
import { STORES } from '../../platform/aws/settings.ts';
import { BadSettings } from '../../platform/settings.ts';

/** @throws {BadSettings | BadDataMap} */
export const dataMap = /* @__PURE__ */ once((house) => {
  const { KAIJI_DATA_MAP: file } = house.read(STORES);
  try {
    return parseDataMap(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    if (!(cause instanceof SyntaxError) && !isMissing(cause)) throw cause;
    throw new BadSettings(`KAIJI_DATA_MAP: ${file} cannot be read as JSON`, { cause });
  }
});

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

import { parseDataMap } from '../../core/data-map.ts';
import file from '../../platform/embedded/demo/data-map.json' with { type: 'json' };

/** The demo company's data map, for tests of what is computed from one. */
export const demoDataMap = parseDataMap(file);

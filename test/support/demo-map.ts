import { demoDataMap as read } from '../../platform/embedded/demo/stores.ts';

/** The demo company's data map, for tests of what is computed from one. */
export const demoDataMap = read();

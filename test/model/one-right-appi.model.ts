import { walkEachRight } from './suite.ts';

walkEachRight('appi');

import { walkEverySet } from './suite.ts';

walkEverySet('appi');

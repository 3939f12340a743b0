import { walkEverySet } from './suite.ts';

walkEverySet('ccpa');

import { walkEachRight } from './suite.ts';

walkEachRight('ccpa');

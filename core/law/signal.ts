/** The browser's opt-out signal, Global Privacy Control (L-23). */
import type { Right } from './rights.ts';
import { CCPA_2026, type Rule } from './rule.ts';

/** A valid opt-out of sale and sharing for browser, device and known consumer, without any proof (L-06). */
export const SIGNAL: Rule & {
  header: string;
  /** Exactly this, and nothing that only looks like it. */
  value: string;
  /** What it asks for. */
  right: Right;
} = {
  id: 'ccpa.browser-signal',
  cites: ['L-23', 'L-06', '11 CCR 7025', 'Civ. 1798.135(e)'],
  confidence: 'S',
  valid: CCPA_2026,
  header: 'sec-gpc',
  value: '1',
  right: 'ccpa.opt-out',
};

/** @param given the header's value, or undefined where the browser sends none */
export const isSignal = (given: string | undefined): boolean => given === SIGNAL.value;

/** An error as it may leave a function: its name. Its own words may quote a person, a password, a letter. */
import { BadSettings } from '../../platform/settings.ts';
import type { FunctionName } from './roster.ts';
import { type Facts, log } from './telemetry.ts';

/** Tells of the error, by name. @returns what may be thrown on: the name, and nothing of what it said */
export function failure(error: unknown, about: Facts & { function: FunctionName }): Error {
  const name = nameOf(error);
  // Which variable is wrong, for whoever deploys; never what it holds.
  const settings: Facts = error instanceof BadSettings ? { settings: error.message } : {};
  log('function failed', { ...about, error: name, ...settings });
  const told = new Error(`${about.function} failed`);
  told.name = name;
  return told;
}

/** A name, and no sentence that somebody has put in its place. */
export function nameOf(error: unknown): string {
  const name = error instanceof Error ? error.name : 'Error';
  return /^[\w.$]{1,80}$/.test(name) ? name : 'Error';
}

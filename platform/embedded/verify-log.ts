/**
 * `npm run verify-log -- KJ-…`: checks the hash chain of one case's log, or of all; needs no key,
 * changes nothing, and may run beside the service. With a file that the console gave, or a folder of what the audit
 * bucket of AWS holds, it needs no data.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { faultsIn, SealedCommit } from '../../core/case/chain.ts';
import { LogFile } from '../../core/case/log-file.ts';
import { CaseId } from '../../core/ids.ts';
import { BadSettings } from '../settings.ts';
import { EmbeddedCaseLog } from './case-log.ts';
import { Database } from './database.ts';
import { readInstallation } from './settings.ts';

/** Prints what was found; whether the chain holds. */
function holds(caseId: CaseId, commits: readonly SealedCommit[]): boolean {
  if (commits.length === 0) {
    console.log(`${caseId}: no such case`);
    return false;
  }
  const faults = faultsIn(caseId, commits);
  for (const { position, fault } of faults) console.log(`${caseId}, commit ${position}: ${fault}`);
  if (faults.length === 0)
    console.log(
      `${caseId}: ${commits.length} commits, the chain holds, head ${commits.at(-1)?.hash}`,
    );
  return faults.length === 0;
}

/** @returns the exit status: 0 every chain holds, 1 one does not, 2 nothing to look at */
export async function verifyLog(
  names: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const folders = names.filter(isFolder);
  const files = names.filter((name) => !isFolder(name) && name.endsWith('.json'));
  const cases = names.filter((name) => !isFolder(name) && !name.endsWith('.json'));
  const logs = [...files.map((file) => [file, readLog(file)] as const), ...folders.flatMap(logsIn)];
  for (const [file, log] of logs) if (!log) console.error(`${file} is no log of a case`);
  const wrong = cases.find((name) => !CaseId.safeParse(name).success);
  if (wrong !== undefined)
    console.error(`${wrong} is no case number; one looks like KJ-7F3K2-9QXM4`);
  if (wrong !== undefined || logs.some(([, log]) => !log)) return 2;
  let sound = true;
  for (const [, log] of logs) if (log) sound = holds(log.case, log.commits) && sound;
  if (logs.length > 0 && cases.length === 0) return sound ? 0 : 1;
  const stored = await inDatabase(cases, readInstallation(environment).dataDirectory);
  return stored === 0 && !sound ? 1 : stored;
}

/** Of these cases, or of all. */
async function inDatabase(cases: readonly string[], directory: string): Promise<number> {
  const file = join(directory, 'kaiji.db');
  if (!existsSync(file)) {
    console.error(`no data under ${file}; KAIJI_DATA says where it is`);
    return 2;
  }
  const database = new Database(file);
  const log = new EmbeddedCaseLog(database);
  let sound = true;
  const all = async function* () {
    for await (const { caseId } of log.heads()) yield caseId;
  };
  const asked = cases.length > 0 ? cases.map((name) => CaseId.parse(name)) : all();
  for await (const caseId of asked) sound = holds(caseId, await log.read(caseId)) && sound;
  database.close();
  return sound ? 0 : 1;
}

type Log = Pick<LogFile, 'case' | 'commits'>;

const readLog = (file: string): Log | null => read(file, LogFile);

const isFolder = (name: string): boolean =>
  statSync(name, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Of a folder with a file for each commit, however it is divided into folders: each case's; `null` for what is no commit. */
function logsIn(folder: string): [name: string, log: Log | null][] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(folder, file));
  const commits = files.map((file) => [file, read(file, SealedCommit)] as const);
  const whole = commits.flatMap(([, commit]) => commit ?? []);
  if (whole.length === 0) return [[folder, null]];
  const cases = [...Map.groupBy(whole, ({ caseId }) => caseId)];
  return [
    ...commits.filter(([, commit]) => !commit).map(([file]): [string, null] => [file, null]),
    ...cases.map(([caseId, found]): [string, Log] => [
      caseId,
      { case: caseId, commits: found.toSorted((one, other) => one.position - other.position) },
    ]),
  ];
}

/** `null` where the file cannot be read or is something else. */
function read<Output>(file: string, schema: z.ZodType<Output>): Output | null {
  try {
    return schema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}

if (import.meta.main)
  try {
    process.exitCode = await verifyLog(process.argv.slice(2), process.env);
  } catch (error) {
    if (!(error instanceof BadSettings)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }

/**
 * `npm run verify-log -- KJ-…`: checks the hash chain of one case's log, or of all; needs no key,
 * changes nothing, and may run beside the service.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { faultsIn } from '../../core/case/chain.ts';
import { CaseId } from '../../core/ids.ts';
import { EmbeddedCaseLog } from './case-log.ts';
import { Database } from './database.ts';
import { readInstallation } from './settings.ts';

async function verify(log: EmbeddedCaseLog, caseId: CaseId): Promise<boolean> {
  const commits = await log.read(caseId);
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

async function main(names: readonly string[]): Promise<number> {
  const file = join(readInstallation(process.env).dataDirectory, 'kaiji.db');
  if (!existsSync(file)) {
    console.error(`no data under ${file}; KAIJI_DATA says where it is`);
    return 2;
  }
  const wrong = names.find((name) => !CaseId.safeParse(name).success);
  if (wrong !== undefined) {
    console.error(`${wrong} is no case number; one looks like KJ-7F3K2-9QXM4`);
    return 2;
  }
  const database = new Database(file);
  const log = new EmbeddedCaseLog(database);
  let sound = true;
  const all = async function* () {
    for await (const { caseId } of log.heads()) yield caseId;
  };
  const asked = names.length > 0 ? names.map((name) => CaseId.parse(name)) : all();
  for await (const caseId of asked) sound = (await verify(log, caseId)) && sound;
  database.close();
  return sound ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));

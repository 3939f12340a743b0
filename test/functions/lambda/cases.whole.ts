/** Whole cases through the functions as Lambda runs them, each held to its row of the roster; at the end, the rows to what cases needed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CaseId } from '../../../core/ids.ts';
import { verifyFile } from '../../../functions/answer/verify.ts';
import { type FunctionName, ROSTER } from '../../../functions/lambda/roster.ts';
import { bundle } from '../../../infra/bundle.ts';
import { faultsIn } from '../../../infra/bundle-faults.ts';
import { testBuckets } from '../../support/aws-s3.ts';
import { dataDirectory } from '../../support/data-directory.ts';
import { SERVICE_WORD } from '../../support/lambda-edge.ts';
import type { Bundles } from '../../support/lambda-functions.ts';
import { answeredWith, payer } from '../../support/lambda-people.ts';
import { reachesOf, reachOfCall } from '../../support/lambda-reach.ts';
import { type LambdaRig, lambdaRig } from '../../support/lambda-rig.ts';
import { grantsOf, isFunction, type Use, usesOf } from '../../support/lambda-rows.ts';
import { unzipped } from '../../support/open-package.ts';
import { Requester } from '../../support/people.ts';

const newBucket = testBuckets();

/** What all cases of this file have made use of, by function. */
const used = new Map<string, Set<Use>>();

/** Partitions of the table that they have reached into, and what for. */
const reached = new Set<string>();

function wentWell(rig: LambdaRig): void {
  expect(rig.denied).toEqual([]);
  expect(rig.functions.failed).toEqual([]);
  for (const call of rig.wire.calls) {
    const uses = used.get(call.by) ?? new Set();
    used.set(call.by, uses);
    for (const use of usesOf(call)) uses.add(use);
    const reach = isFunction(call.by) && reachOfCall(reachesOf(ROSTER[call.by]), call);
    if (reach) reached.add(reach);
  }
}

describe('the functions, each with no more than its row', { timeout: 60_000 }, () => {
  it('carry an opt-out from the form to its signed confirmation (L-06, L-26)', async () => {
    const rig = await lambdaRig(newBucket());
    const emily = new Requester(rig.doors, 'emily@example.com', 'en');
    await emily.asks('california', ['ccpa.opt-out'], 'Emily Tanaka');
    const { told, closed } = await rig.closed(emily.caseId);
    expect(closed?.outcome).toBe('answered');
    expect(told.map(({ recipient }) => recipient)).toEqual(expect.arrayContaining(['meta', 'x']));
    wentWell(rig);
  });

  it('carry a disclosure from the form to an answer that is proved genuine, and purge it (L-27)', async () => {
    const rig = await lambdaRig(newBucket());
    const hanako = await payer(rig);
    await hanako.pays();
    const disclosed = { outcome: 'disclose' as const, grounds: ['appi.disclosed'] };
    const zip = await answeredWith(rig, hanako, disclosed);
    const state = await rig.closed(hanako.caseId);
    expect(state.closed?.outcome).toBe('answered');
    expect(state.payments).toMatchObject([{ amount: 500, disposition: 'kept' }]);
    await provedGenuine(zip);
    const receipt = await hanako.browser.download(
      `${new URL(hanako.link).pathname}/answer/receipt`,
    );
    expect(receipt.headers.get('content-type')).toBe('application/zip');
    await rig.pass({ days: 31 });
    const { purgedAt } = await rig.closed(hanako.caseId);
    expect(purgedAt).not.toBeNull();
    // Three years on nothing is left of it but counts (L-28).
    await rig.pass({ days: 3 * 366 });
    const { caseLog } = rig.context.ports;
    expect(await rig.own(() => caseLog.read(CaseId.parse(hanako.caseId)))).toEqual([]);
    expect(await rig.own(() => caseLog.yearSums())).not.toEqual([]);
    wentWell(rig);
  });

  it('carry a disclosure of nothing to its letter, bundled as they are deployed, and pay the fee back (L-09)', async () => {
    const into = dataDirectory();
    const rig = await lambdaRig(newBucket(), await bundled(into, ['portal', 'assemble-answer']));
    // Read from beside the bundle: style, scripts, and the letter's typefaces.
    for (const path of ['/', '/check', '/assets/portal.css', '/assets/portal/check.js'])
      expect((await fetch(`${rig.doors.baseUrl}${path}`)).status, path).toBe(200);
    const hanako = await payer(rig);
    await hanako.pays();
    await answeredWith(rig, hanako, { outcome: 'not-held', grounds: ['appi.not-held'] });
    const { payments } = await rig.closed(hanako.caseId);
    expect(payments).toMatchObject([{ disposition: 'kept', refund: 'done' }]);
    wentWell(rig);
  });

  it('carry a withdrawal, after which nothing can be paid any more', async () => {
    const rig = await lambdaRig(newBucket());
    const hanako = await payer(rig);
    await hanako.browser.submit('/pay');
    await hanako.withdraws();
    const state = await rig.closed(hanako.caseId);
    expect(state.closed?.outcome).toBe('withdrawn');
    expect(state.evidence.map(({ destroyed }) => destroyed)).toEqual([true]);
    wentWell(rig);
  });

  it('honour a signal that one of the company’s own sites hands on (L-23)', async () => {
    const rig = await lambdaRig(newBucket());
    const signalled = await fetch(`${rig.doors.baseUrl}/signal`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SERVICE_WORD}`, 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'gpc@example.com', signal: '1', name: 'Ann' }),
    });
    const { case: caseId } = Signalled.parse(await signalled.json());
    expect((await rig.closed(caseId)).closed?.outcome).toBe('answered');
    // A crash has kept the row from being written; at night it is.
    await rig.own(() => rig.context.ports.caseIndex.remove(CaseId.parse(caseId)));
    await rig.functions.call('repair', {});
    expect(await rig.own(() => rig.context.ports.caseIndex.get(CaseId.parse(caseId)))).toBeTruthy();
    wentWell(rig);
  });

  it('have nothing in their rows that was needed by none of these, but for a reason', () => {
    const run = Object.keys(ROSTER).filter(isFunction);
    const idle = run.flatMap((name) => {
      const uses = used.get(name);
      if (!uses) return [[name, 'not run']];
      const chance = BY_CHANCE[name] ?? {};
      return [...grantsOf(name)]
        .filter((use) => !uses.has(use) && !(use in chance))
        .map((use) => [name, use]);
    });
    const reasons = Object.entries(NEEDED_ELSEWHERE).flatMap(([name, uses]) =>
      typeof uses === 'string' ? [[name, 'not run']] : Object.keys(uses).map((use) => [name, use]),
    );
    expect(idle.toSorted()).toEqual(reasons.toSorted());
  });
});

it('reach into no partition of the table that none of these needed, but for a reason', () => {
  const granted = new Set(Object.values(ROSTER).flatMap((duty) => reachesOf(duty)));
  const idle = [...granted].filter((reach) => !reached.has(reach));
  expect(idle.toSorted()).toEqual(Object.keys(REACHED_ELSEWHERE).toSorted());
});

const Signalled = z.object({ case: z.string() });

/** What only a case needs in which somebody is very quick: one run comes to it, and another does not. */
const BY_CHANCE: Readonly<Record<string, Record<Use, string>>> = {
  'open-task': { workflow: 'the task was settled before its token was held' },
  close: { workflow: 'a task was settled at the very end' },
};

/** What cases above do not come to; where a function does not run at all, why. */
const NEEDED_ELSEWHERE: Readonly<Record<string, string | Record<Use, string>>> = {
  console: 'operators sign in with Cognito; here an officer acts without pages',
  'console-files': 'as the console',
  'hand-over-store': 'of a store that is down',
  'mail-in': 'mail-in.test.ts',
  'mail-events': 'mail-events.test.ts',
  audit: 'audit.test.ts',
  uploads: {
    'vault evidence remove': 'of a file that is none of those asked for',
    ...Object.fromEntries(
      ['read', 'write', 'remove'].map((access) => [`vault authority ${access}`, 'of an agent']),
    ),
  },
  'report-stuck': 'of a workflow that cannot go on',
  'tell-recipients': 'of a correction or erasure',
  'plan-changes': { caseIndex: 'written where a decision changes a store' },
  'settle-identity': {
    mailer: 'tells that a request to know is answered in categories (L-11)',
    signer: 'as mailer',
    macs: 'as mailer: the mail has a link',
    'vault authority remove': 'of an agent',
  },
  'plan-collection': { 'vault collected remove': 'of a case that is planned anew' },
  'collect-store': { 'vault collected remove': 'of a page that a crash has left half written' },
  close: {
    'vault evidence remove': 'of evidence that was not judged yet',
    'vault authority remove': 'of an agent’s proof that was not judged yet',
    'vault mail remove': 'of a request by mail',
  },
  sweep: {
    operators: 'warns of a clock',
    payments: 'pays back what a crash has left',
    macs: 'reminds: the mail has a link',
  },
};

/** Partitions that cases above do not come to. */
const REACHED_ELSEWHERE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['GetItem', 'PutItem', 'DeleteItem'].flatMap((action) => [
      [`${action} session#*`, 'console-reach.test.ts'],
      [`${action} mail#*`, 'of a mail that belongs to no case, as to an operator'],
    ]),
  ),
  'GetItem operators': 'console-reach.test.ts',
  'PutItem operators': 'console-reach.test.ts',
  'Query operators': 'warns of a clock',
  'GetItem ses#*': 'mail-in.test.ts',
  'Query year-sums': 'the console’s figures',
  'Query index/by-operator': 'the console’s queue',
};

async function bundled(into: string, names: readonly FunctionName[]): Promise<Bundles> {
  const made = await Promise.all(
    names.map(async (name) => {
      const own = await bundle(name, into, 'platform/embedded/demo/data-map.json');
      expect(faultsIn(name, own)).toEqual([]);
      return [name, own.folder] as const;
    }),
  );
  return Object.fromEntries(made);
}

async function provedGenuine(zip: Uint8Array): Promise<void> {
  const file = join(dataDirectory(), 'package.zip');
  writeFileSync(file, zip);
  expect((await verifyFile(file)).genuine).toBe(true);
  const files = await unzipped(zip);
  expect([...files.keys()]).toEqual(expect.arrayContaining(['letter.pdf', 'manifest.jws']));
  const data = [...files].filter(([path]) => path.startsWith('data/'));
  expect(data.map(([, text]) => text).join()).toContain('hanako.y@example.com');
}

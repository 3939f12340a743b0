/** Deploys the app as `docs/deploying.md` says it is done, with the same commands; only the endpoint is another. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { LocalCloud } from './local-cloud.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ACCOUNT = '000000000000';
/** A custom resource that never answers would be waited for an hour. */
const WITHIN_MS = 300_000;
/** Of what cdk said, when it failed. */
const TAIL = 6_000;

const Outputs = z.record(z.string(), z.record(z.string(), z.string()));
const FILE = fileURLToPath(new URL('company.json', import.meta.url));
export const DEPLOYMENT = z
  .object({
    region: z.string(),
    mail: z.object({ domain: z.string(), contact: z.string() }),
    operators: z.object({ first: z.string() }),
  })
  .parse(JSON.parse(readFileSync(FILE, 'utf8')));
const { region } = DEPLOYMENT;

/** For clients of the SDK. */
export const clientsOf = (endpoint: string) => ({
  endpoint,
  region,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

/** @returns what the stacks tell of themselves, by name */
export async function deploy(cloud: LocalCloud): Promise<Record<string, string>> {
  const outputs = join(cloud.folder, 'outputs.json');
  const options = {
    timeout: WITHIN_MS,
    maxBuffer: 64 * 1024 * 1024,
    env: {
      AWS_ENDPOINT_URL: cloud.endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      PATH: [join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter),
      HOME: cloud.folder,
      TMPDIR: cloud.folder,
      CDK_DEFAULT_ACCOUNT: ACCOUNT,
      CDK_DEFAULT_REGION: region,
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CI: 'true',
    },
  };
  const cdk = async (cwd: string, ...command: string[]) => {
    const given = [...command, '--no-notices', '--output', join(cloud.folder, 'cdk.out')];
    await run('cdk', given, { ...options, cwd }).catch((error: unknown) => {
      throw new Error(`cdk ${command.join(' ')}\n${said(error)}`);
    });
  };
  // Outside of the app, which would otherwise be synthesized twice.
  await cdk(cloud.folder, 'bootstrap', `aws://${ACCOUNT}/${region}`);
  const ours = ['--context', `deployment=${FILE}`, '--outputs-file', outputs];
  await cdk(ROOT, 'deploy', '--all', '--require-approval', 'never', ...ours);
  const stacks = Outputs.parse(JSON.parse(readFileSync(outputs, 'utf8')));
  return Object.assign({}, ...Object.values(stacks));
}

const Said = z.object({ stdout: z.string(), stderr: z.string() });

function said(error: unknown): string {
  const { data } = Said.safeParse(error);
  return data ? `${data.stdout}\n${data.stderr}`.slice(-TAIL) : String(error);
}

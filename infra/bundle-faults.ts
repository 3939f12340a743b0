/** What a bundle must not be: heavier than it may, or with something inside that its function's row of the roster does not need. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { Duty, FunctionName, Need } from '../functions/lambda/roster.ts';
import { ROSTER } from '../functions/lambda/roster.ts';
import packageJson from '../package.json' with { type: 'json' };
import type { Bundle } from './bundle.ts';

/** Zipped, typefaces apart: what Lambda fetches and unpacks at a cold start. */
export const MOST_BYTES = 1_000_000;

/** Packages by which something outside is reached, and the needs of which one must be there for it. */
const REACHED_BY: Readonly<Record<string, readonly Need[]>> = {
  '@aws-sdk/client-dynamodb': ['caseLog', 'finder', 'signingKeys'],
  '@aws-sdk/client-kms': ['keyring', 'signer', 'signingKeys'],
  '@aws-sdk/client-s3': ['vault', 'bucket', 'inbox', 'auditBucket'],
  '@aws-sdk/client-secrets-manager': ['payments', 'finder'],
  '@aws-sdk/client-ses': ['mailer'],
  '@aws-sdk/client-sfn': ['workflow'],
  '@aws-sdk/s3-presigned-post': ['vault'],
  // Who plans how rows are found has the finder's code, though it reaches no store.
  pg: ['finder', 'planner'],
  stripe: ['payments'],
};

/** Beside their row: `services` reads the secret of the company's own sites. */
const BESIDE: Partial<Record<FunctionName, readonly string[]>> = {
  services: ['@aws-sdk/client-secrets-manager'],
};

const DEVELOPMENT = Object.keys(packageJson.devDependencies);

/** @returns a sentence for each; none is as it should be */
export function faultsIn(name: FunctionName, { folder, metafile }: Bundle): string[] {
  const { needs }: Duty = ROSTER[name];
  const inside = packagesIn(metafile);
  const unneeded = Object.entries(REACHED_BY)
    .filter(([, by]) => !by.some((need) => needs.includes(need)))
    .map(([one]) => one)
    .filter((one) => inside.has(one) && !BESIDE[name]?.includes(one));
  const zipped = zippedBytes(folder);
  return [
    ...unneeded.map((one) => `${name} has ${one} inside, which its row does not need`),
    ...DEVELOPMENT.filter((one) => inside.has(one)).map((one) => `${name} has ${one} inside`),
    ...(zipped < MOST_BYTES ? [] : [`${name} is ${zipped} bytes when zipped`]),
  ];
}

function packagesIn(metafile: Bundle['metafile']): Set<string> {
  const modules = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([module, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [module] : [],
    ),
  );
  return new Set(
    modules.flatMap((module) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module)?.[1] ?? []),
  );
}

const TYPEFACE = /\.(otf|ttf)$/;

/** Of all its files but typefaces, each deflated by itself as in a zip. */
export function zippedBytes(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile() && !TYPEFACE.test(file.name))
    .map((file) => deflateRawSync(readFileSync(join(file.parentPath, file.name))).length)
    .reduce((sum, bytes) => sum + bytes, 0);
}

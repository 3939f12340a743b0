/** Two sets of rules that others wrote. What is not for us is acknowledged beside its resource, with the reason. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnGuardValidator } from '@cdklabs/cdk-validator-cfnguard';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { App, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { CONTEXT, PRODUCTION, placed } from '../support/laid-out.ts';

type Plugin = Parameters<Validations['addPlugins']>[0];

const Report = z.object({
  pluginReports: z.array(
    z.object({
      violations: z.array(
        z.object({
          ruleName: z.string(),
          violatingConstructs: z.array(z.object({ constructPath: z.string() })),
        }),
      ),
    }),
  ),
});

/** @returns `<rule> <construct>` of each fault, read from the report: guard's plugin fails only for some of its own */
function faults(
  make: (app: App) => Plugin,
  spoil: (app: App) => void,
  { builtinCloudFormationValidation }: { builtinCloudFormationValidation: boolean },
): string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'kaiji-checked-'));
  onTestFinished(() => rmSync(outdir, { recursive: true }));
  const app = new App({ context: CONTEXT, outdir, builtinCloudFormationValidation });
  placed(app, PRODUCTION);
  spoil(app);
  Validations.of(app).addPlugins(make(app));
  try {
    app.synth();
  } catch {
    // Said in the report.
  }
  const report = readFileSync(join(outdir, 'validation-report.json'), 'utf8');
  return Report.parse(JSON.parse(report)).pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${ruleName} ${constructPath}`),
    ),
  );
}

/** As a bucket that somebody adds in a hurry. */
const withBareBucket = (app: App) => {
  new CfnBucket(app.node.findChild('Kaiji'), 'Bare');
};

it('is clean by AWS Solutions (cdk-nag) and by CloudFormation itself, the first of which sees a bare bucket', {
  timeout: 90_000,
}, () => {
  const found = faults((app) => new AwsSolutionsChecks(app), withBareBucket, {
    builtinCloudFormationValidation: true,
  });
  expect(found).toContain('AwsSolutions-S1 Kaiji/Bare');
  expect(found.filter((fault) => !fault.endsWith(' Kaiji/Bare'))).toEqual([]);
});

it('is clean by the controls of Control Tower (cfn-guard), which see it too', {
  timeout: 180_000,
}, () => {
  const found = faults(() => new CfnGuardValidator({}), withBareBucket, {
    builtinCloudFormationValidation: false,
  });
  expect(found).toContain('s3_bucket_logging_enabled_check Kaiji/Bare');
  expect(found.filter((fault) => !fault.endsWith(' Kaiji/Bare'))).toEqual([]);
});

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
function faults(): string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'kaiji-checked-'));
  onTestFinished(() => rmSync(outdir, { recursive: true }));
  const app = new App({ context: CONTEXT, outdir, builtinCloudFormationValidation: true });
  placed(app, PRODUCTION);
  // As a bucket that somebody adds in a hurry: both have to see it.
  new CfnBucket(app.node.findChild('Kaiji'), 'Bare');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new CfnGuardValidator({}));
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

it('is clean by AWS Solutions (cdk-nag), the controls of Control Tower (cfn-guard) and CloudFormation itself', {
  timeout: 180_000,
}, () => {
  const found = faults();
  expect(found).toContain('AwsSolutions-S1 Kaiji/Bare');
  expect(found).toContain('s3_bucket_logging_enabled_check Kaiji/Bare');
  expect(found.filter((fault) => !fault.endsWith(' Kaiji/Bare'))).toEqual([]);
});

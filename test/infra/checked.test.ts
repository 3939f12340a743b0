/** Two sets of rules that others wrote. What is not for us is acknowledged beside its resource, with the reason. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnGuardValidator } from '@cdklabs/cdk-validator-cfnguard';
import { App, Validations } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, it } from 'vitest';
import { CONTEXT, PRODUCTION, placed } from '../support/laid-out.ts';

type Plugin = Parameters<Validations['addPlugins']>[0];

/** @returns what the rules say of it; nothing where all is well */
function said(make: (app: App) => Plugin, spoil?: (app: App) => void): string {
  const outdir = mkdtempSync(join(tmpdir(), 'kaiji-checked-'));
  const app = new App({ context: CONTEXT, outdir });
  placed(app, PRODUCTION);
  spoil?.(app);
  Validations.of(app).addPlugins(make(app));
  try {
    app.synth();
    return '';
  } catch {
    return readFileSync(join(outdir, 'validation-report.json'), 'utf8');
  }
}

/** As a bucket that somebody adds in a hurry. */
const withBareBucket = (app: App) => {
  new CfnBucket(app.node.findChild('Kaiji'), 'Bare');
};

it('is clean by AWS Solutions (cdk-nag), which sees a bare bucket', { timeout: 90_000 }, () => {
  expect(said((app) => new AwsSolutionsChecks(app))).toBe('');
  expect(said((app) => new AwsSolutionsChecks(app), withBareBucket)).toContain('AwsSolutions-S1');
});

it('is clean by the controls of Control Tower (cfn-guard), which see a bare bucket', {
  timeout: 180_000,
}, () => {
  const report = said(() => new CfnGuardValidator({}), withBareBucket);
  const seen = [...report.matchAll(/Kaiji\/[\w/-]+/g)].map(([path]) => path);
  expect(new Set(seen)).toEqual(new Set(['Kaiji/Bare']));
});

import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { UPLOADS } from '../../infra/constructs/buckets.ts';
import { EXPIRES, INDEXES } from '../../platform/aws/table.ts';
import { UPLOADS as UPLOADS_OF_VAULT } from '../../platform/aws/vault-upload.ts';
import { type LaidOut, laidOut } from '../support/laid-out.ts';

const Resource = z.looseObject({
  Type: z.string(),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
  Properties: z.looseObject({}).optional(),
});
const resources = ({ template }: LaidOut) =>
  Object.entries(z.record(z.string(), Resource).parse(template.toJSON().Resources));

/** Whatever is lost with it. */
const HOLDS =
  /^AWS::(DynamoDB::Table|S3::Bucket|KMS::Key|SecretsManager::Secret|Cognito::UserPool|Logs::LogGroup)$/;

describe('what is kept', () => {
  let made: LaidOut;
  let dev: LaidOut;
  beforeAll(() => {
    made = laidOut();
    dev = laidOut({ flavour: 'dev' });
  });

  it('is one table on demand, under our key, with recovery to the second, expiry, and a stream of what is written', () => {
    made.template.hasResourceProperties('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: Match.anyValue() },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: EXPIRES, Enabled: true },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      DeletionProtectionEnabled: true,
      GlobalSecondaryIndexes: Object.entries(INDEXES).map(([IndexName, index]) => ({
        IndexName,
        KeySchema: [
          { AttributeName: index.partition, KeyType: 'HASH' },
          { AttributeName: index.sort, KeyType: 'RANGE' },
        ],
        Projection:
          index.carries.length > 0
            ? { ProjectionType: 'INCLUDE', NonKeyAttributes: [...index.carries] }
            : { ProjectionType: 'KEYS_ONLY' },
      })),
    });
  });

  it('lies in buckets that nobody outside sees, reached by TLS 1.2 only', () => {
    const buckets = Object.keys(made.template.findResources('AWS::S3::Bucket'));
    expect(buckets).toHaveLength(4);
    made.template.allResourcesProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
    for (const Bucket of buckets)
      made.template.hasResourceProperties('AWS::S3::BucketPolicy', {
        Bucket: { Ref: Bucket },
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Effect: 'Deny',
              Action: 's3:*',
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            }),
            Match.objectLike({
              Effect: 'Deny',
              Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } },
            }),
          ]),
        },
      });
  });

  it('has no versions where evidence lies: what was removed is gone (L-10)', () => {
    const { Ref: vault } = z
      .object({ Ref: z.string() })
      .parse(made.template.toJSON().Outputs.VaultBucket.Value);
    const bucket = resources(made).find(([id]) => id === vault)?.[1].Properties;
    expect(bucket).not.toHaveProperty('VersioningConfiguration');
    expect(UPLOADS).toBe(UPLOADS_OF_VAULT);
  });

  it('outlives what lies in a dead-letter queue about it: nothing is gone before it is put back', () => {
    const days = new Set(
      Object.values(made.template.findResources('AWS::SQS::Queue')).map(
        ({ Properties }) => Properties.MessageRetentionPeriod / (24 * 3600),
      ),
    );
    const [longest = 0] = [...days].toSorted((a, b) => b - a);
    const ends = (bucket: string) =>
      Object.entries(made.template.findResources('AWS::S3::Bucket'))
        .filter(([id]) => id.startsWith(bucket))
        .flatMap(([, { Properties }]) => Properties.LifecycleConfiguration.Rules)
        .flatMap(({ ExpirationInDays: end }) => (end === undefined ? [] : [end]));
    expect(longest).toBe(14);
    expect(ends('BucketsVault')).toEqual([longest]);
    expect(ends('BucketsMail')).toEqual([60]);
  });

  it('is looked through by GuardDuty in a role of the form that AWS documents', () => {
    made.template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Action: 'sts:AssumeRole',
            Effect: 'Allow',
            Principal: { Service: 'malware-protection-plan.guardduty.amazonaws.com' },
            Condition: Match.absent(),
          },
        ],
      },
    });
  });

  it('seals commits until the record of a case has ended (L-27), so that nobody can change them before', () => {
    made.template.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockEnabled: true,
      VersioningConfiguration: { Status: 'Enabled' },
      ObjectLockConfiguration: {
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 36 * 31 + 92 } },
      },
    });
  });

  it('outlives its stack in production', () => {
    const holding = resources(made).filter(([, { Type }]) => HOLDS.test(Type));
    expect(holding.length).toBeGreaterThan(30);
    for (const [id, { DeletionPolicy, UpdateReplacePolicy }] of holding) {
      // But for what a first deployment made that failed: it would stand in the way of the next try.
      expect(DeletionPolicy, id).toBe('RetainExceptOnCreate');
      expect(UpdateReplacePolicy, id).toBe('Retain');
    }
    expect(made.kaiji.terminationProtection).toBe(true);
  });

  it('is torn down whole with a stack for trying: emptied, unlocked, unprotected', () => {
    for (const [id, { Type, DeletionPolicy }] of resources(dev))
      if (HOLDS.test(Type)) expect(DeletionPolicy ?? 'Delete', id).toBe('Delete');
    dev.template.resourceCountIs('Custom::S3AutoDeleteObjects', 4);
    dev.template.hasResourceProperties('AWS::DynamoDB::Table', {
      DeletionProtectionEnabled: false,
    });
    expect(JSON.stringify(dev.template.findResources('AWS::S3::Bucket'))).not.toContain(
      'Retention',
    );
    expect(dev.kaiji.terminationProtection).toBe(false);
  });
});

/** Files of the cases, sealed logs that nobody can change, and mail as it came. */

import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  CfnBucket,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { except } from './exceptions.ts';
import { removalOf } from './removal.ts';

/** As in `platform/aws/vault-upload.ts`. */
export const UPLOADS = 'uploads/';
/** Where SES puts mail. */
export const INCOMING = 'in/';
/** The longest that a record is kept (L-27), and a quarter for whoever audits it. */
const SEALED_LOG_DAYS = 36 * 31 + 92;
/** Taken or dropped within minutes; otherwise it stays as long as the dead letter that tells of it (dead-letters.ts). */
const UPLOAD_DAYS = 14;
/** Read within seconds; one that could not be read has a clock all the same (L-01), and waits for a person no longer than this. */
const MAIL_DAYS = 60;

interface BucketsProps {
  deployment: Deployment;
  key: IKey;
}

export class Buckets extends Construct {
  /** Evidence, findings, answers. Without versions: what was removed is gone (L-10). */
  readonly vault: Bucket;
  /** Each commit of each case, under Object Lock. */
  readonly audit: Bucket;
  /** Mail as SES received it, until it has been read. */
  readonly mail: Bucket;
  /** Who asked for which object, and when. */
  readonly accessLogs: Bucket;

  constructor(scope: Construct, id: string, { deployment: { flavour }, key }: BucketsProps) {
    super(scope, id);
    const torn = flavour === 'dev';
    const common = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: removalOf(flavour),
      autoDeleteObjects: torn,
    } satisfies BucketProps;
    this.accessLogs = new Bucket(this, 'AccessLogs', {
      ...common,
      // S3 writes its access logs with its own key only.
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(400) }],
    });
    except(this.accessLogs, 'S3 delivers its logs under its own key, and logs not the logs.', {
      guard: ['s3_bucket_default_encryption_kms_check', 's3_bucket_logging_enabled_check'],
    });
    const sealed = {
      ...common,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      serverAccessLogsBucket: this.accessLogs,
    } satisfies BucketProps;
    this.vault = new Bucket(this, 'Vault', {
      ...sealed,
      serverAccessLogsPrefix: 'vault/',
      lifecycleRules: [
        { prefix: UPLOADS, expiration: Duration.days(UPLOAD_DAYS) },
        { abortIncompleteMultipartUploadAfter: Duration.days(2) },
      ],
    });
    this.audit = new Bucket(this, 'Audit', {
      ...sealed,
      serverAccessLogsPrefix: 'audit/',
      versioned: true,
      objectLockEnabled: true,
      // What is locked cannot be torn down.
      ...(!torn && {
        objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(SEALED_LOG_DAYS)),
      }),
      lifecycleRules: [
        {
          expiration: Duration.days(SEALED_LOG_DAYS),
          noncurrentVersionExpiration: Duration.days(1),
        },
      ],
    });
    this.mail = new Bucket(this, 'Mail', {
      ...sealed,
      serverAccessLogsPrefix: 'mail/',
      lifecycleRules: [{ expiration: Duration.days(MAIL_DAYS) }],
    });
    tellsEventBridge(this.mail);
    except(this, 'What happens in them goes to EventBridge, where anybody is to hear of it.', {
      guard: ['s3_event_notifications_enabled_check'],
    });
    for (const bucket of [this.vault, this.mail, this.accessLogs])
      except(bucket, 'What was removed is gone, as the law wants (L-10); logs end by themselves.', {
        guard: ['s3_bucket_versioning_enabled_check', 's3_bucket_object_lock_enabled_check'],
      });
  }
}

/** CDK's own way makes a function for it, with more rights than this line. */
function tellsEventBridge(bucket: Bucket): void {
  const resource = bucket.node.defaultChild;
  if (resource instanceof CfnBucket)
    resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}

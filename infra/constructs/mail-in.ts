/** Requests by mail, and replies to ours: SES looks for viruses, says what SPF, DKIM and DMARC say, and stores the mail. */
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { ReceiptRuleSet, TlsPolicy } from 'aws-cdk-lib/aws-ses';
import { S3 } from 'aws-cdk-lib/aws-ses-actions';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { INCOMING } from './buckets.ts';

interface MailInProps {
  deployment: Deployment;
  bucket: Bucket;
}

export class MailIn extends Construct {
  /** Made active by hand, once: an account has one active set, and this may not be the first thing in it (docs/deploying.md). */
  readonly ruleSet: ReceiptRuleSet;

  constructor(scope: Construct, id: string, { deployment, bucket }: MailInProps) {
    super(scope, id);
    const { name, mail } = deployment;
    this.ruleSet = new ReceiptRuleSet(this, 'Rules', {
      receiptRuleSetName: `${name}-mail-in`,
      rules: [
        {
          recipients: [...new Set([mail.contact, mail.from])],
          scanEnabled: true,
          // A request counts also when it comes the old way (L-31).
          tlsPolicy: TlsPolicy.OPTIONAL,
          actions: [new S3({ bucket, objectKeyPrefix: INCOMING })],
        },
      ],
    });
  }
}

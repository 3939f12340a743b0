/** What the world tells us: mails that came, what became of ours, what was found in uploads. */
import type { EventPattern } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionName } from '../../functions/lambda/roster.ts';
import { type Buckets, INCOMING, UPLOADS } from './buckets.ts';
import type { Functions } from './functions.ts';
import { Inbox } from './inbox.ts';
import type { MailOut } from './mail-out.ts';

interface InboxesProps {
  buckets: Buckets;
  mailOut: MailOut;
  functions: Functions;
  key: IKey;
}

export class Inboxes extends Construct {
  /** By the function that works each off. */
  readonly queues: Readonly<Record<string, Queue>>;
  readonly deadLetters: Readonly<Record<string, Queue>>;

  constructor(scope: Construct, id: string, { buckets, mailOut, functions, key }: InboxesProps) {
    super(scope, id);
    const { vault, mail } = buckets;
    const on = (name: FunctionName, description: string, pattern: EventPattern) =>
      new Inbox(this, name, { description, pattern, handler: functions.get(name), key });
    const inboxes = {
      'mail-in': on('mail-in', 'A mail has come in', {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [mail.bucketName] }, object: { key: [{ prefix: INCOMING }] } },
      }),
      'mail-events': on('mail-events', 'SES tells what became of a mail of ours', {
        source: ['aws.ses'],
        detail: {
          mail: { tags: { 'ses:configuration-set': [mailOut.set.configurationSetName] } },
        },
      }),
      uploads: on('uploads', 'GuardDuty has looked through a file that a browser sent in', {
        source: ['aws.guardduty'],
        detailType: ['GuardDuty Malware Protection Object Scan Result'],
        detail: {
          s3ObjectDetails: { bucketName: [vault.bucketName], objectKey: [{ prefix: UPLOADS }] },
        },
      }),
    };
    const each = (part: 'queue' | 'deadLetters') =>
      Object.fromEntries(Object.entries(inboxes).map(([name, inbox]) => [name, inbox[part]]));
    this.queues = each('queue');
    this.deadLetters = each('deadLetters');
  }
}

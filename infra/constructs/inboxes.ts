/** What the world tells us: mails that came, what became of ours, what was found in uploads. */
import type { EventPattern } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
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
    const events: Record<string, { description: string; pattern: EventPattern }> = {
      'mail-in': {
        description: 'A mail has come in',
        pattern: {
          source: ['aws.s3'],
          detailType: ['Object Created'],
          detail: { bucket: { name: [mail.bucketName] }, object: { key: [{ prefix: INCOMING }] } },
        },
      },
      'mail-events': {
        description: 'SES tells what became of a mail of ours',
        pattern: {
          source: ['aws.ses'],
          detail: {
            mail: { tags: { 'ses:configuration-set': [mailOut.set.configurationSetName] } },
          },
        },
      },
      uploads: {
        description: 'GuardDuty has looked through a file that a browser sent in',
        pattern: {
          source: ['aws.guardduty'],
          detailType: ['GuardDuty Malware Protection Object Scan Result'],
          detail: {
            s3ObjectDetails: {
              bucketName: [vault.bucketName],
              objectKey: [{ prefix: UPLOADS }],
            },
          },
        },
      },
    };
    const queues: Record<string, Queue> = {};
    const deadLetters: Record<string, Queue> = {};
    for (const [name, event] of Object.entries(events)) {
      const handler = functions.find(name);
      if (!handler) continue;
      const inbox = new Inbox(this, name, { ...event, handler, key });
      queues[name] = inbox.queue;
      deadLetters[name] = inbox.deadLetters;
    }
    this.queues = queues;
    this.deadLetters = deadLetters;
  }
}

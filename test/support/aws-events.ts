/** Events as AWS documents them, and the batches in which queues and streams hand them to functions. */
import { randomUUID } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Upload } from '../../platform/aws/vault-upload.ts';

const ACCOUNT = '123456789012';
const REGION = 'ap-northeast-1';

const onTheBus = (source: string, detailType: string, detail: unknown) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': detailType,
  source,
  account: ACCOUNT,
  time: '2026-11-22T08:00:00Z',
  region: REGION,
  resources: [],
  detail,
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
export const objectCreated = (bucket: string, key: string) =>
  onTheBus('aws.s3', 'Object Created', {
    version: '0',
    bucket: { name: bucket },
    object: { key, size: 4096, etag: 'b57f9512698f4b09e608f4f2a65852e5', sequencer: '00617F08' },
    'request-id': 'N4N7GDK58NMKJ12R',
    requester: ACCOUNT,
    reason: 'PutObject',
  });

type Scan = 'NO_THREATS_FOUND' | 'THREATS_FOUND' | 'UNSUPPORTED' | 'ACCESS_DENIED' | 'FAILED';

/** https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html */
export const scanResult = (bucket: string, { uploadKey, etag }: Upload, found: Scan) =>
  onTheBus('aws.guardduty', 'GuardDuty Malware Protection Object Scan Result', {
    schemaVersion: '1.0',
    scanStatus: found === 'UNSUPPORTED' ? 'SKIPPED' : 'COMPLETED',
    resourceType: 'S3_OBJECT',
    s3ObjectDetails: {
      bucketName: bucket,
      objectKey: uploadKey,
      eTag: etag.replaceAll('"', ''),
      versionId: null,
      s3Throttled: false,
    },
    scanResultDetails: {
      scanResultStatus: found,
      threats: found === 'THREATS_FOUND' ? [{ name: 'EICAR-Test-File (not a virus)' }] : null,
    },
  });

type Became = 'Send' | 'Bounce' | 'Complaint' | 'Reject' | 'DeliveryDelay' | 'Delivery';
const SAID: Readonly<Record<Became, string>> = {
  Send: 'Email Sent',
  Bounce: 'Email Bounced',
  Complaint: 'Email Complaint Received',
  Reject: 'Email Rejected',
  DeliveryDelay: 'Email Delivery Delayed',
  Delivery: 'Email Delivered',
};

/** https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-eventbridge.html */
export const mailBecame = (
  mail: { sesId: string; from: string; to: string; tags: Record<string, string[]> },
  eventType: Became,
  more: Record<string, unknown> = {},
) =>
  onTheBus('aws.ses', SAID[eventType], {
    eventType,
    mail: {
      timestamp: '2026-11-22T08:00:00.000Z',
      source: mail.from,
      sendingAccountId: ACCOUNT,
      messageId: mail.sesId,
      destination: [mail.to],
      headersTruncated: false,
      headers: [{ name: 'To', value: mail.to }],
      commonHeaders: { to: [mail.to] },
      tags: { 'ses:configuration-set': ['kaiji'], ...mail.tags },
    },
    ...more,
  });

/** As SQS hands events to a function. */
export const fromSqs = (...events: unknown[]) => ({
  Records: events.map((event, index) => ({
    messageId: `message-${index + 1}`,
    receiptHandle: 'AQEB…',
    body: JSON.stringify(event),
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1795334400000',
      SenderId: 'AIDAEXAMPLE',
      ApproximateFirstReceiveTimestamp: '1795334400000',
    },
    messageAttributes: {},
    md5OfBody: 'e4e68fb7bd0e697a0ae8f1bb342846b3',
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:${REGION}:${ACCOUNT}:kaiji`,
    awsRegion: REGION,
  })),
});

/** As the table's stream hands its changes to a function (`NEW_IMAGE`); numbers count from 1. */
export const fromStream = (
  ...changes: { eventName: 'INSERT' | 'MODIFY' | 'REMOVE'; item: Record<string, unknown> }[]
) => ({
  Records: changes.map(({ eventName, item }, index) => ({
    eventID: randomUUID(),
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: REGION,
    eventName,
    dynamodb: {
      Keys: streamed({ pk: item.pk, sk: item.sk }),
      ...(eventName !== 'REMOVE' && { NewImage: streamed(item) }),
      SequenceNumber: String(index + 1),
      SizeBytes: 1024,
      StreamViewType: 'NEW_IMAGE',
    },
    eventSourceARN: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/kaiji/stream/2026-11-22T08:00:00.000`,
  })),
});

/** Bytes are base64 in what Lambda is given; there are none in commits. */
const streamed = (item: Record<string, unknown>) =>
  JSON.parse(JSON.stringify(marshall(item, { removeUndefinedValues: true })));

/** What functions may do with files: rooms of the vault, uploads, mail as it came, and the mirror of the logs. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Access, Duty } from '../../functions/lambda/roster.ts';
import { INCOMING, UPLOADS } from './buckets.ts';
import { type Grant, viaService, type World } from './grant.ts';

export function inBucket({ vault }: World): Grant {
  return { statements: [], environment: { KAIJI_BUCKET: vault.bucketName } };
}

export function takesMail({ mail, keys }: World): Grant {
  return {
    statements: [
      new PolicyStatement({
        actions: ['s3:GetObject', 's3:DeleteObject'],
        resources: [mail.arnForObjects(`${INCOMING}*`)],
      }),
      maySeeWhatIsThere(mail),
      viaService(keys.atRest, 's3', ['kms:Decrypt']),
    ],
    environment: { KAIJI_MAIL_BUCKET: mail.bucketName },
  };
}

/** Writes, and neither reads nor removes. */
export function sealsCommits({ audit, keys }: World): Grant {
  return {
    statements: [
      new PolicyStatement({
        actions: ['s3:PutObject'],
        resources: [audit.arnForObjects('cases/KJ-*')],
      }),
      viaService(keys.atRest, 's3', ['kms:GenerateDataKey']),
    ],
    environment: { KAIJI_AUDIT_BUCKET: audit.bucketName },
  };
}

const OBJECTS: Readonly<Record<Access, string>> = {
  read: 's3:GetObject',
  write: 's3:PutObject',
  remove: 's3:DeleteObject',
};

/** Objects are named `<case id>/<room>/…`: a role is let into its rooms of every case, and into no others. */
export function rooms({ vault: entered = {} }: Duty, { vault, keys }: World): Partial<Grant> {
  const may = (access: Access) =>
    Object.entries(entered).flatMap(([room, accesses]) =>
      accesses.includes(access) ? [vault.arnForObjects(`KJ-*/${room}/*`)] : [],
    );
  const statements: PolicyStatement[] = [];
  for (const access of ['read', 'write', 'remove'] as const)
    if (may(access).length > 0)
      statements.push(new PolicyStatement({ actions: [OBJECTS[access]], resources: may(access) }));
  if (may('read').length > 0) statements.push(viaService(keys.atRest, 's3', ['kms:Decrypt']));
  if (may('write').length > 0)
    statements.push(viaService(keys.atRest, 's3', ['kms:GenerateDataKey']));
  if (Object.keys(entered).length > 0) statements.push(maySeeWhatIsThere(vault));
  return { statements };
}

export function uploads({ uploads: part }: Duty, { vault, keys }: World): Partial<Grant> {
  const resources = [vault.arnForObjects(`${UPLOADS}KJ-*`)];
  switch (part) {
    case undefined:
      return {};
    case 'offers':
      // A form is signed with the role of who gives it out, and may do no more than that role.
      return {
        statements: [
          new PolicyStatement({ actions: ['s3:PutObject'], resources }),
          viaService(keys.atRest, 's3', ['kms:GenerateDataKey']),
        ],
      };
    case 'takes':
      return {
        statements: [
          new PolicyStatement({
            actions: ['s3:GetObject'],
            resources,
            // What GuardDuty has found harmful, or could not look through, is opened by nobody.
            conditions: {
              StringEqualsIfExists: {
                's3:ExistingObjectTag/GuardDutyMalwareScanStatus': 'NO_THREATS_FOUND',
              },
            },
          }),
          new PolicyStatement({ actions: ['s3:DeleteObject'], resources }),
          maySeeWhatIsThere(vault),
          viaService(keys.atRest, 's3', ['kms:Decrypt']),
        ],
      };
    default:
      return part satisfies never;
  }
}

/**
 * Without it S3 says "forbidden" of what is not there. It asks for it without a prefix then, so there is none here; names of objects
 * are numbers of cases and random.
 */
const maySeeWhatIsThere = (bucket: IBucket) =>
  new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] });

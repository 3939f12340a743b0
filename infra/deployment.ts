/** What differs from one deployment to another, and the only thing to edit: `deployment.json`. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { MailedRecipientId } from '../core/law/recipients.ts';

const Domain = z
  .string()
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'a domain name in lower case');

/** Where the functions that read stores stand, when those cannot be reached from outside. */
const Network = z.strictObject({
  /** They must lead to AWS's services, by a NAT gateway or by endpoints. */
  subnetIds: z.array(z.string().regex(/^subnet-[0-9a-f]+$/)).min(1),
  securityGroupIds: z.array(z.string().regex(/^sg-[0-9a-f]+$/)).min(1),
});

const Deployment = z.strictObject({
  /** Begins the names of the stacks: several deployments may share an account. */
  name: z.string().regex(/^[A-Z][A-Za-z0-9]{1,20}$/, 'letters and digits, a capital first'),
  /** `dev` can be torn down with everything in it; `production` never loses a case. */
  flavour: z.enum(['production', 'dev']),
  /** Left out: the one that the credentials belong to. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'twelve digits')
    .optional(),
  /** One in which SES receives mail: https://docs.aws.amazon.com/ses/latest/dg/regions.html. */
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
  /** Where browsers reach portal and console. Left out: the address that CloudFront gives. */
  portal: z
    .strictObject({
      domain: Domain,
      /** In us-east-1, where CloudFront looks for it. */
      certificateArn: z.string().regex(/^arn:aws:acm:us-east-1:\d{12}:certificate\//),
    })
    .optional(),
  mail: z.strictObject({
    /** Verified in SES, its MX record leading to SES's inbound address. */
    domain: Domain,
    /** Sends our mails, and receives replies to them. */
    from: z.email(),
    /** Printed in letters and mails; receives requests. */
    contact: z.email(),
    /** Who is told of opt-outs, deletions and corrections (L-26, L-33): each of `core/law/recipients.ts` that is told by mail. */
    thirdParties: z.record(MailedRecipientId, z.email()),
  }),
  operators: z.strictObject({
    /** Signs in first, as operator and approver. */
    first: z.email(),
    /** A company's own sign-in by SAML; Cognito's passwords and codes beside it stay. */
    samlMetadataUrl: z.url({ protocol: /^https$/ }).optional(),
  }),
  signature: z.enum(['RS256', 'ES256']).default('RS256'),
  /** Raised, it makes a new key that signs from then on (ADR 16). */
  signingKey: z.int().min(1).default(1),
  /** Where signatures in letters are time-stamped (RFC 3161). Left out: nowhere. */
  timeStamps: z.url({ protocol: /^https?$/ }).optional(),
  stores: z.strictObject({
    /** The stores, described as in docs/connectors.md: a file, from the root of this repository. */
    dataMap: z.string().min(1),
    /** DynamoDB tables that the data map names, their indexes with them. */
    tableArns: z
      .array(z.string().regex(/^arn:aws:dynamodb:[a-z0-9-]+:\d{12}:table\/[\w.-]+$/))
      .default([]),
    network: Network.optional(),
  }),
  /** Hears of every alarm. */
  alarms: z.email(),
  /** Logs name cases, never people. */
  logDays: z
    .union([z.literal(30), z.literal(90), z.literal(180), z.literal(365)], {
      error: 'one of 30, 90, 180, 365',
    })
    .default(365),
  /** Requests from one address in five minutes, at the edge. */
  edgeLimit: z.int().min(100).default(600),
  /** The same for the company's own sites, which hand on signals of their visitors (`/signal/`), and for Stripe. */
  serviceLimit: z.int().min(100).default(20_000),
  /** An alarm when a month is likely to cost more. */
  monthlyBudgetUsd: z.number().positive(),
});
export type Deployment = z.output<typeof Deployment>;

/** Says which entry cannot be used, and why. */
export class BadDeployment extends Error {
  override readonly name = 'BadDeployment';
}

/** @throws {BadDeployment} */
export function readDeployment(file: string): Deployment {
  if (!existsSync(file))
    throw new BadDeployment(`${file} is not there: copy deployment.example.json and edit it`);
  return parseDeployment(JSON.parse(readFileSync(file, 'utf8')));
}

/** @throws {BadDeployment} */
export function parseDeployment(given: unknown): Deployment {
  const parsed = Deployment.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new BadDeployment(faults.join('\n'));
  }
  const { mail } = parsed.data;
  for (const address of [mail.from, mail.contact])
    if (!address.endsWith(`@${mail.domain}`))
      throw new BadDeployment(`mail: ${address} is not an address of ${mail.domain}`);
  return parsed.data;
}

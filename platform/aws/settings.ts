/**
 * What differs from one deployment to another: the environment of its functions, in the parts that go together. The
 * constructs of `infra/` set them, and only where they are needed. Secrets are named here, never held.
 */
import { z } from 'zod';
import { ThirdParties } from '../settings.ts';

const Url = z.url({ protocol: /^https?$/ });

export const TABLE = z.object({
  /** The one table. */
  KAIJI_TABLE: z.string().min(3),
});

export const S3 = z.object({
  /** `true` for servers that speak as S3 does and give buckets no host names. */
  KAIJI_S3_PATH_STYLE: z.stringbool().default(false),
});

export const BUCKET = z.object({
  /** Files of cases, and uploads. */
  KAIJI_BUCKET: z.string().min(3),
});

export const INBOX = z.object({
  /** Mail as SES stores it. */
  KAIJI_MAIL_BUCKET: z.string().min(3),
});

export const AUDIT = z.object({
  /** Commits once more, under Object Lock. */
  KAIJI_AUDIT_BUCKET: z.string().min(3),
});

/** KMS keys, by id, ARN or alias. */
export const KEYS = z.object({
  /** Wraps the data keys of cases. */
  KAIJI_DATA_KEY: z.string().min(1),
  /** Makes MACs: links, look-ups, sessions and codes. */
  KAIJI_MAC_KEY: z.string().min(1),
});

export const WORKFLOW = z.object({
  KAIJI_STATE_MACHINE: z.string().regex(/^arn:[^:]+:states:[^:]+:\d+:stateMachine:[^:]+$/, {
    error: 'expected the ARN of a state machine',
  }),
});

export const PAYMENTS = z.object({
  /** In Secrets Manager: `{"secretKey": "sk_…", "webhookSecret": "whsec_…"}`. */
  KAIJI_STRIPE_SECRET: z.string().min(1),
});

export const MAIL = z.object({
  /** SES's configuration set, whose events come back. */
  KAIJI_MAIL_EVENTS: z.string().min(1),
});

export const SIGNATURE = z.object({ KAIJI_SIGNATURE: z.enum(['RS256', 'ES256']) });

export const SIGNING_KEY = z.object({
  /** ARN of the KMS key that is to sign; which one does stands in the table, with its certificate. */
  KAIJI_SIGNING_KEY: z.string().min(1),
});

export const TIME_STAMPS = z.object({
  /** Where signatures in letters are time-stamped (RFC 3161); no stamps without it. */
  KAIJI_TSA_URL: Url.optional(),
});

export const STORES = z.object({
  /** The data map, a file of the function's bundle. */
  KAIJI_DATA_MAP: z.string().min(1),
  /** In Secrets Manager: a JSON object of the settings that the data map names. */
  KAIJI_STORES_SECRET: z.string().min(1).optional(),
});

/** What every function is told, for what it says to people. */
export const HOUSE = z.object({
  /** Address under which browsers reach portal and console. */
  KAIJI_BASE_URL: Url.transform((url) => url.replace(/\/+$/, '')),
  KAIJI_CONTACT_ADDRESS: z.email(),
  KAIJI_FROM_ADDRESS: z.email(),
  KAIJI_THIRD_PARTIES: ThirdParties,
});

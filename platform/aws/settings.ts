/** What differs from one deployment to another: the environment of its functions. Secrets are named here, never held. */
import { z } from 'zod';
import { readSettings, ThirdParties } from '../settings.ts';

/** A deployment's constructs set these; a function that gets them all may still use only what its role allows. */
const Environment = z.object({
  /** The one table. */
  KAIJI_TABLE: z.string().min(3),
  /** Files of cases, and uploads. */
  KAIJI_BUCKET: z.string().min(3),
  /** KMS keys, by id, ARN or alias: one that wraps data keys, one that makes MACs. */
  KAIJI_DATA_KEY: z.string().min(1),
  KAIJI_MAC_KEY: z.string().min(1),
  KAIJI_STATE_MACHINE: z.string().regex(/^arn:[^:]+:states:[^:]+:\d+:stateMachine:[^:]+$/, {
    error: 'expected the ARN of a state machine',
  }),
  /** In Secrets Manager: `{"secretKey": "sk_…", "webhookSecret": "whsec_…"}`. */
  KAIJI_STRIPE_SECRET: z.string().min(1),
  /** In Secrets Manager: a JSON object of the settings that the data map names; only where stores are reached. */
  KAIJI_STORES_SECRET: z.string().min(1).optional(),
  /** SES's configuration set, whose events come back. */
  KAIJI_MAIL_EVENTS: z.string().min(1),
  /** Address under which browsers reach portal and console. */
  KAIJI_BASE_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  KAIJI_CONTACT_ADDRESS: z.email(),
  KAIJI_FROM_ADDRESS: z.email(),
  KAIJI_THIRD_PARTIES: ThirdParties,
  /** The data map, a file of the function's bundle. */
  KAIJI_DATA_MAP: z.string().min(1),
  KAIJI_SIGNATURE: z.enum(['RS256', 'ES256']),
  /** Where signatures in letters are time-stamped (RFC 3161); no stamps without it. */
  KAIJI_TSA_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** `true` for servers that speak as S3 does and give buckets no host names. */
  KAIJI_S3_PATH_STYLE: z.stringbool().default(false),
});
export type Deployment = z.output<typeof Environment>;

/** @throws {BadSettings} */
export const readDeployment = (
  environment: Readonly<Record<string, string | undefined>>,
): Deployment => readSettings(Environment, environment);

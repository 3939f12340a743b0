/** What differs from one installation to another, read once from the environment at start. */
import { resolve } from 'node:path';
import { z } from 'zod';
import { readSettings, ThirdParties } from '../settings.ts';

const Port = z.coerce.number().int().min(0).max(65_535);

const Environment = z.object({
  /** Where everything durable lies. */
  KAIJI_DATA: z.string().default('.kaiji'),
  KAIJI_PORT: Port.default(8787),
  KAIJI_SMTP_PORT: Port.default(2525),
  /** Address under which browsers reach the service; its own when not set. */
  KAIJI_BASE_URL: z.url().optional(),
  /** A data map of real stores instead of the demo company's. */
  KAIJI_DATA_MAP: z.string().optional(),
  KAIJI_CONTACT_ADDRESS: z.email().default('privacy@leverages.example'),
  KAIJI_FROM_ADDRESS: z.email().default('privacy@leverages.example'),
  /** First operator; others are added by `npm run operator`. */
  KAIJI_OPERATOR: z.email().default('officer@leverages.example'),
  /** `smtp://…`: mails go to a real relay instead of the mailbox page. */
  KAIJI_SMTP_RELAY: z.string().optional(),
  /** JSON object: third party's id → address for its notices. */
  KAIJI_THIRD_PARTIES: ThirdParties.optional(),
  KAIJI_SIGNATURE: z.enum(['RS256', 'ES256']).default('RS256'),
  /** Where signatures in letters are time-stamped (RFC 3161); no stamps without it. */
  KAIJI_TSA_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Submissions of the form, and of acts on a case, from one address in ten minutes. */
  KAIJI_REQUEST_LIMIT: z.coerce.number().int().positive().optional(),
  /** What the company's own sites prove themselves with at `/signal`; no such door without it. */
  KAIJI_SERVICE_SECRET: z.string().min(32).optional(),
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
});

export interface Installation {
  dataDirectory: string;
  port: number;
  smtpPort: number;
  baseUrl: string | null;
  dataMapFile: string | null;
  contactAddress: string;
  fromAddress: string;
  firstOperator: string;
  smtpRelay: string | null;
  thirdPartyAddresses: Record<string, string>;
  signature: 'RS256' | 'ES256';
  timeStampUrl: string | null;
  requestLimit: number | null;
  serviceSecret: string | null;
  stripeSecretKey: string | undefined;
  stripeWebhookSecret: string | undefined;
  /** Everything else of the environment, for settings that a data map names. */
  environment: Readonly<Record<string, string | undefined>>;
}

/** Whom to tell of an opt-out, a deletion or a correction in the demo (L-26, L-33): ids of `core/law/recipients.ts`. */
const DEMO_THIRD_PARTIES = {
  'recruiting-companies': 'privacy@recruiters.example',
  meta: 'privacy@meta.example',
  x: 'privacy@x.example',
  google: 'privacy@google.example',
  'group-companies': 'privacy@group.example',
};

/** @throws {BadSettings} */
export function readInstallation(
  environment: Readonly<Record<string, string | undefined>>,
): Installation {
  const set = readSettings(Environment, environment);
  return {
    dataDirectory: resolve(set.KAIJI_DATA),
    port: set.KAIJI_PORT,
    smtpPort: set.KAIJI_SMTP_PORT,
    baseUrl: set.KAIJI_BASE_URL?.replace(/\/+$/, '') ?? null,
    dataMapFile: set.KAIJI_DATA_MAP ?? null,
    contactAddress: set.KAIJI_CONTACT_ADDRESS,
    fromAddress: set.KAIJI_FROM_ADDRESS,
    firstOperator: set.KAIJI_OPERATOR,
    smtpRelay: set.KAIJI_SMTP_RELAY ?? null,
    thirdPartyAddresses: set.KAIJI_THIRD_PARTIES ?? DEMO_THIRD_PARTIES,
    signature: set.KAIJI_SIGNATURE,
    timeStampUrl: set.KAIJI_TSA_URL ?? null,
    requestLimit: set.KAIJI_REQUEST_LIMIT ?? null,
    serviceSecret: set.KAIJI_SERVICE_SECRET ?? null,
    stripeSecretKey: set.STRIPE_SECRET_KEY,
    stripeWebhookSecret: set.STRIPE_WEBHOOK_SECRET,
    environment,
  };
}

/** Where operators sign in: what the console's function alone gets in its environment. */
import { z } from 'zod';
import { readSettings } from '../settings.ts';

const LOOPBACK = /^(?:(?:.+\.)?localhost|127\.\d+\.\d+\.\d+)$/;

/** Codes and tokens go there: never in the clear, but on one machine. */
const Address = z
  .url({ protocol: /^https?$/ })
  .refine((text) => text.startsWith('https:') || LOOPBACK.test(new URL(text).hostname), {
    error: 'expected an https address',
  })
  .transform((url) => url.replace(/\/+$/, ''));

const Environment = z.object({
  /** Address under which browsers reach portal and console. */
  KAIJI_BASE_URL: Address,
  /** The user pool: `https://cognito-idp.<region>.amazonaws.com/<pool id>`. */
  KAIJI_SIGN_IN_ISSUER: Address,
  /** Its managed login: `https://<prefix>.auth.<region>.amazoncognito.com`, or a domain of one's own. */
  KAIJI_SIGN_IN_DOMAIN: Address,
  /** The app client, public: it has no secret. */
  KAIJI_SIGN_IN_CLIENT: z.string().min(1),
});
export type SignInSettings = z.output<typeof Environment>;

/** @throws {BadSettings} */
export const readSignInSettings = (
  environment: Readonly<Record<string, string | undefined>>,
): SignInSettings => readSettings(Environment, environment);

/** What we ask of Cognito: pages of its managed login that browsers are sent to, and two calls of our own for tokens. */
import { createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Language } from '../console-page.ts';
import type { Clock } from '../ports.ts';
import type { SignInSettings } from './console-signin-settings.ts';

export const SIGNED_IN = '/console/signed-in';
export const SIGNED_OUT = '/console/signed-out';

/** An operator waits for it. */
const PATIENCE_MS = 5_000;

/** What OAuth has words for (RFC 6749): fit for a log, whoever says it. */
export const OAuthError = z
  .enum([
    'access_denied',
    'invalid_client',
    'invalid_grant',
    'invalid_request',
    'invalid_scope',
    'server_error',
    'temporarily_unavailable',
    'unauthorized_client',
    'unsupported_grant_type',
    'unsupported_response_type',
  ])
  .or(z.string().transform(() => 'other' as const));
export type OAuthError = z.output<typeof OAuthError>;

/** Not reached, out of order, or not set up for us: the same may succeed later. */
export class CognitoUnavailable extends Error {
  override readonly name = 'CognitoUnavailable';
  readonly said: OAuthError | undefined;
  constructor(message: string, options?: ErrorOptions & { said?: OAuthError }) {
    super(message, options);
    this.said = options?.said;
  }
}

/** The code or refresh token is used, too old or taken back, or the person may not sign in any more. */
export class GrantRefused extends Error {
  override readonly name = 'GrantRefused';
}

/** A token that Cognito did not make for us, for this sign-in, now. */
export class BadToken extends Error {
  override readonly name = 'BadToken';
}

const Tokens = z
  .object({ id_token: z.string(), refresh_token: z.string().optional() })
  .transform(({ id_token: idToken, refresh_token: refreshToken }) => ({ idToken, refreshToken }));
const Trouble = z.object({ error: OAuthError });

/** What an ID token says of a person. */
const Claims = z.object({
  sub: z.string().min(1),
  token_use: z.literal('id'),
  nonce: z.string().optional(),
  email: z.string().trim().toLowerCase().pipe(z.email().max(254)).optional().catch(undefined),
  /** A text where a company's own directory has filled it in. */
  email_verified: z.union([z.boolean(), z.stringbool()]).catch(false),
  name: z.string().trim().optional(),
  locale: z.string().optional(),
  'cognito:groups': z.array(z.string()).default([]),
});
export type Claims = z.output<typeof Claims>;

export interface SignedIn {
  claims: Claims;
  /** Left out where the one that was used stays good. */
  refreshToken: string | undefined;
}

export class Cognito {
  readonly #settings: SignInSettings;
  readonly #clock: Clock;
  readonly #fetch: typeof fetch;
  readonly #keys: ReturnType<typeof createRemoteJWKSet>;

  constructor(parts: { settings: SignInSettings; clock: Clock; fetch: typeof fetch }) {
    this.#settings = parts.settings;
    this.#clock = parts.clock;
    this.#fetch = parts.fetch;
    const { KAIJI_SIGN_IN_ISSUER: issuer } = parts.settings;
    this.#keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`), {
      [customFetch]: parts.fetch,
      timeoutDuration: PATIENCE_MS,
    });
  }

  signInUrl(flow: { state: string; nonce: string; challenge: string }, lang: Language): string {
    return this.#page('/oauth2/authorize', {
      response_type: 'code',
      redirect_uri: this.#own(SIGNED_IN),
      scope: 'openid email profile',
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: flow.challenge,
      code_challenge_method: 'S256',
      lang,
    });
  }

  /** Ends Cognito's own session in the browser, and comes back. */
  signOutUrl(): string {
    return this.#page('/logout', { logout_uri: this.#own(SIGNED_OUT) });
  }

  /** @throws {GrantRefused | BadToken | CognitoUnavailable} */
  async signedIn(code: string, flow: { nonce: string; verifier: string }): Promise<SignedIn> {
    const { idToken, refreshToken } = await this.#tokens({
      grant_type: 'authorization_code',
      code,
      code_verifier: flow.verifier,
      redirect_uri: this.#own(SIGNED_IN),
    });
    const claims = await this.#claimsIn(idToken);
    if (claims.nonce !== flow.nonce) throw new BadToken('the token is of another sign-in');
    return { claims, refreshToken };
  }

  /**
   * What Cognito says of somebody now.
   * @throws {GrantRefused | BadToken | CognitoUnavailable}
   */
  async again(refreshToken: string): Promise<SignedIn> {
    const grant = { grant_type: 'refresh_token', refresh_token: refreshToken };
    const { idToken, refreshToken: next } = await this.#tokens(grant);
    return { claims: await this.#claimsIn(idToken), refreshToken: next };
  }

  async #tokens(grant: Readonly<Record<string, string>>): Promise<z.output<typeof Tokens>> {
    const { KAIJI_SIGN_IN_DOMAIN: domain, KAIJI_SIGN_IN_CLIENT: client_id } = this.#settings;
    try {
      const response = await this.#fetch(`${domain}/oauth2/token`, {
        method: 'POST',
        body: new URLSearchParams({ ...grant, client_id }),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const said: unknown = await response.json();
      if (response.ok) return Tokens.parse(said);
      const { error } = Trouble.parse(said);
      if (error === 'invalid_grant') throw new GrantRefused('the code or token is no longer good');
      throw new CognitoUnavailable(`status ${response.status} for a token`, { said: error });
    } catch (cause) {
      if (cause instanceof GrantRefused || cause instanceof CognitoUnavailable) throw cause;
      throw new CognitoUnavailable('no answer from the token endpoint', { cause });
    }
  }

  async #claimsIn(idToken: string): Promise<Claims> {
    const { KAIJI_SIGN_IN_ISSUER: issuer, KAIJI_SIGN_IN_CLIENT: audience } = this.#settings;
    try {
      const { payload } = await jwtVerify(idToken, this.#keys, {
        ...{ issuer, audience, algorithms: ['RS256'] },
        requiredClaims: ['exp', 'iat'],
        currentDate: this.#clock.now(),
      });
      return Claims.parse(payload);
    } catch (cause) {
      if (isAboutTheToken(cause)) throw new BadToken('the token does not hold', { cause });
      throw new CognitoUnavailable('no keys from the user pool', { cause });
    }
  }

  #page(path: string, parameters: Readonly<Record<string, string>>): string {
    const { KAIJI_SIGN_IN_DOMAIN: domain, KAIJI_SIGN_IN_CLIENT: client_id } = this.#settings;
    return `${domain}${path}?${new URLSearchParams({ client_id, ...parameters })}`;
  }

  #own(path: string): string {
    return `${this.#settings.KAIJI_BASE_URL}${path}`;
  }
}

/** `jose` says of a pool that does not answer well that something generic went wrong. */
function isAboutTheToken(error: unknown): boolean {
  if (error instanceof z.ZodError) return true;
  return (
    error instanceof errors.JOSEError &&
    error.code !== errors.JOSEError.code &&
    !(error instanceof errors.JWKSTimeout) &&
    !(error instanceof errors.JWKSInvalid)
  );
}

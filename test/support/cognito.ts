/**
 * A user pool of Cognito's with managed login, as far as the console's sign-in goes: what AWS documents of its endpoints, over
 * the wire or as a `fetch`. Whoever comes is `person`, who has passed password and second factor already.
 */
import { createHash, randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../platform/ports.ts';

const CLIENT = '7client7';
const HOUR = 3600;

const Authorize = z.object({
  response_type: z.literal('code'),
  client_id: z.literal(CLIENT),
  redirect_uri: z.string(),
  scope: z.literal('openid email profile'),
  state: z.string().min(1),
  nonce: z.string().min(20),
  code_challenge: z.string().length(43),
  code_challenge_method: z.literal('S256'),
});
const Grant = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('authorization_code'),
    client_id: z.literal(CLIENT),
    code: z.string(),
    code_verifier: z.string(),
    redirect_uri: z.string(),
  }),
  z.object({
    grant_type: z.literal('refresh_token'),
    client_id: z.literal(CLIENT),
    refresh_token: z.string(),
  }),
]);

export interface Person {
  sub: string;
  email: string;
  email_verified: boolean | 'true' | 'false';
  name?: string;
  locale?: string;
  'cognito:groups'?: string[];
}

export class StandInCognito {
  readonly app = new Hono();
  readonly environment: Readonly<Record<string, string>>;
  person: Person = {
    sub: '2f3c-hanako',
    email: 'Hanako@Example.co.jp',
    email_verified: true,
    name: '山田 花子',
    locale: 'ja-JP',
    'cognito:groups': ['operator', 'approver', 'eu-west-1_Company'],
  };
  /** Said in the token in place of the truth. */
  tampered: Readonly<Record<string, unknown>> = {};
  /** A key that the pool does not publish. */
  strangersKey = false;
  /** What the endpoints for servers do instead of answering well. */
  trouble: 'none' | 'no connection' | 'status 500' | 'no JSON' | 'no keys' = 'none';
  /** Signed in by nobody any more: disabled, deleted or signed out everywhere. */
  revoked = false;
  /** What the person is sent back with instead of a code. */
  denies: string | null = null;
  /** Each refresh gives a new refresh token, and the old one is no longer good. */
  rotates = false;
  /** What happens elsewhere meanwhile. */
  beforeAnswering = async (): Promise<void> => {};
  /** Everything that came to the endpoint for tokens. */
  readonly asked: string[] = [];
  readonly #origin: string;
  readonly #clock: Clock;
  readonly #console: string;
  readonly #keys: { published: JWK; signing: CryptoKey; strangers: CryptoKey };
  readonly #codes = new Map<string, z.output<typeof Authorize>>();
  /** Those that are good. */
  readonly refreshTokens = new Set<string>();

  private constructor(parts: {
    origin: string;
    console: string;
    clock: Clock;
    keys: { published: JWK; signing: CryptoKey; strangers: CryptoKey };
  }) {
    this.#origin = parts.origin;
    this.#clock = parts.clock;
    this.#console = parts.console;
    this.#keys = parts.keys;
    this.environment = {
      KAIJI_BASE_URL: parts.console,
      KAIJI_SIGN_IN_ISSUER: `${parts.origin}/pool`,
      KAIJI_SIGN_IN_DOMAIN: parts.origin,
      KAIJI_SIGN_IN_CLIENT: CLIENT,
    };
    this.#routes();
  }

  /** @param console where the console is reached: its two addresses are allowed */
  static async make(parts: { origin: string; console: string; clock: Clock }) {
    const [own, strange] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
    const published = { ...(await exportJWK(own.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
    const keys = { published, signing: own.privateKey, strangers: strange.privateKey };
    return new StandInCognito({ ...parts, keys });
  }

  readonly fetch: typeof fetch = async (input, init) => {
    if (this.trouble === 'no connection') throw new TypeError('fetch failed');
    return this.app.request(input instanceof URL ? input.href : input, init);
  };

  #routes(): void {
    this.app.get('/oauth2/authorize', (c) => {
      const asked = Authorize.parse(c.req.query());
      if (asked.redirect_uri !== `${this.#console}/console/signed-in`)
        return c.text('redirect_mismatch', 400);
      const code = randomBytes(16).toString('hex');
      this.#codes.set(code, asked);
      const said = new URLSearchParams({ state: asked.state });
      if (this.denies === null) said.set('code', code);
      else said.set('error', this.denies);
      return c.redirect(`${asked.redirect_uri}?${said}`);
    });
    this.app.get('/logout', (c) => {
      const { client_id, logout_uri = '' } = c.req.query();
      const known = client_id === CLIENT && logout_uri === `${this.#console}/console/signed-out`;
      return known ? c.redirect(logout_uri) : c.text('redirect_mismatch', 400);
    });
    this.app.get('/pool/.well-known/jwks.json', (c) =>
      this.trouble === 'no keys' ? c.text('', 503) : c.json({ keys: [this.#keys.published] }),
    );
    this.app.post('/oauth2/token', async (c) => {
      if (this.trouble === 'status 500') return c.json({ error: 'server_error' }, 500);
      if (this.trouble === 'no JSON') return c.text('<html>', 502);
      const body = await c.req.parseBody();
      this.asked.push(String(body.grant_type));
      const nonce = this.#accepts(Grant.parse(body));
      if (nonce === null || this.revoked) return c.json({ error: 'invalid_grant' }, 400);
      await this.beforeAnswering();
      const fresh = body.grant_type === 'authorization_code' || this.rotates;
      return c.json({
        id_token: await this.#idToken(nonce),
        access_token: 'of no use here',
        ...(fresh && { refresh_token: this.#newRefreshToken() }),
        token_type: 'Bearer',
        expires_in: HOUR,
      });
    });
  }

  /** @returns the nonce of the sign-in; `undefined` for a later token, `null` for a refusal */
  #accepts(grant: z.output<typeof Grant>): string | undefined | null {
    if (grant.grant_type === 'refresh_token') {
      const known = this.refreshTokens.has(grant.refresh_token);
      if (this.rotates) this.refreshTokens.delete(grant.refresh_token);
      return known ? undefined : null;
    }
    const asked = this.#codes.get(grant.code);
    this.#codes.delete(grant.code);
    const challenge = createHash('sha256').update(grant.code_verifier).digest('base64url');
    const good = asked?.redirect_uri === grant.redirect_uri && asked.code_challenge === challenge;
    return good ? asked.nonce : null;
  }

  #newRefreshToken(): string {
    const token = `refresh-${randomBytes(32).toString('base64url')}`;
    this.refreshTokens.add(token);
    return token;
  }

  #idToken(nonce: string | undefined): Promise<string> {
    const now = Math.floor(this.#clock.now().getTime() / 1000);
    const claims = {
      ...this.person,
      ...(nonce !== undefined && { nonce }),
      ...{ iss: `${this.#origin}/pool`, aud: CLIENT, token_use: 'id' },
      ...{ iat: now, auth_time: now, exp: now + HOUR },
      ...this.tampered,
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .sign(this.strangersKey ? this.#keys.strangers : this.#keys.signing);
  }
}

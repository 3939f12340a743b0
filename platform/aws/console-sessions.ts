/**
 * Sessions of the console, in the one table. With each goes the refresh token by which Cognito is asked again; it is sealed
 * under the session's own secret, which only the browser holds, so that reading the table lets nobody in here or there.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { hashOf, IDLE_MS, newSecret, SEEN_EVERY_MS, SESSION_MS } from '../console-session.ts';
import type { Clock } from '../ports.ts';
import { EXPIRES, type Key, type Table } from './table.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

const Kept = z.object({
  /** Cognito's id of the operator. */
  who: z.string(),
  /** Milliseconds since 1970: begun, last active, last confirmed by Cognito. */
  begun: z.number(),
  seen: z.number(),
  confirmed: z.number(),
  refresh: z.instanceof(Uint8Array),
  /** The stamp of the write that made it so. */
  write: z.string(),
});

/** As it was found. */
export interface Session extends z.output<typeof Kept> {
  readonly secret: string;
}

export class AwsConsoleSessions {
  readonly #table: Table;
  readonly #clock: Clock;
  readonly #randomBytes: (length: number) => Uint8Array;

  constructor(table: Table, clock: Clock, randomBytes: (length: number) => Uint8Array) {
    this.#table = table;
    this.#clock = clock;
    this.#randomBytes = randomBytes;
  }

  /** @returns the session's secret, for the cookie */
  async begin(operatorId: string, refreshToken: string): Promise<string> {
    const secret = newSecret(this.#randomBytes);
    const now = this.#now();
    await this.#table.put({
      ...keyOf(secret),
      ...{ who: operatorId, begun: now, seen: now, confirmed: now },
      refresh: seal(secret, refreshToken),
      [EXPIRES]: expiryOf(now),
    });
    return secret;
  }

  /** While it lasts. What DynamoDB has not got round to removing counts no more. Counts as activity. */
  async find(secret: string): Promise<Session | null> {
    const item = await this.#table.get(keyOf(secret));
    if (!item) return null;
    const session = { ...Kept.parse(item), secret };
    const now = this.#now();
    if (now - session.begun >= SESSION_MS || now - session.seen >= IDLE_MS) return null;
    if (now - session.seen >= SEEN_EVERY_MS) return this.#replace(session, { seen: now });
    return session;
  }

  /** By which Cognito tells anew who it is. */
  refreshTokenOf(session: Session): string {
    return open(session.secret, session.refresh);
  }

  /**
   * Cognito stands by it.
   * @param refreshToken a new one, where Cognito gave one
   * @returns `null` when it has ended meanwhile
   */
  confirm(session: Session, refreshToken: string | undefined): Promise<Session | null> {
    const sealed =
      refreshToken === undefined ? {} : { refresh: seal(session.secret, refreshToken) };
    return this.#replace(session, { confirmed: this.#now(), ...sealed });
  }

  async end(secret: string): Promise<void> {
    await this.#table.remove(keyOf(secret));
  }

  /** Only what still stands as it was found: a session that was ended does not come back, and the faster of two wins. */
  async #replace(found: Session, change: Partial<Session>): Promise<Session | null> {
    const { secret, write, ...rest } = { ...found, ...change };
    await this.#table.put(
      { ...keyOf(secret), ...rest, [EXPIRES]: expiryOf(found.begun) },
      { text: '#write = :write', values: { write } },
    );
    const standing = await this.#table.get(keyOf(secret));
    return standing && { ...Kept.parse(standing), secret };
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}

const keyOf = (secret: string): Key => ({ pk: `session#${hashOf(secret)}`, sk: 'session' });

const expiryOf = (begun: number): number => Math.ceil((begun + SESSION_MS) / 1000);

const sealingKey = (secret: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', 'kaiji console refresh token', 32));

function seal(secret: string, refreshToken: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secret), iv);
  return Buffer.concat([
    iv,
    cipher.update(refreshToken, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

function open(secret: string, sealed: Uint8Array): string {
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(secret), sealed.slice(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  }).setAuthTag(sealed.slice(-TAG_BYTES));
  const text = Buffer.concat([
    decipher.update(sealed.slice(IV_BYTES, -TAG_BYTES)),
    decipher.final(),
  ]);
  return text.toString('utf8');
}

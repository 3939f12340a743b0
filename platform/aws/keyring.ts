/**
 * Keys with KMS. One data key a case, made by KMS and kept wrapped beside the case; the wrapping is bound to the
 * case, so that it opens no other. MACs are made by KMS itself, under a key that nobody ever sees.
 */
import { createHash } from 'node:crypto';
import {
  DecryptCommand,
  GenerateDataKeyCommand,
  GenerateMacCommand,
  type KMSClient,
} from '@aws-sdk/client-kms';
import { z } from 'zod';
import type { CaseId } from '../../core/ids.ts';
import type { Keyring } from '../ports.ts';
import { ABSENT, caseKey, type Item, type Key, type Table } from './table.ts';

/** A function that lives for hours works on some hundreds of cases: 32 KiB. */
const CACHED_KEYS = 1_000;

/** `null`: destroyed; the item stays, so that no new key is ever made. */
const Stored = z.object({ wrapped: z.instanceof(Uint8Array).nullable() });

class NoKeyFromKms extends Error {
  override readonly name = 'NoKeyFromKms';
}

export interface KeyringParts {
  kms: KMSClient;
  table: Table;
  /** Wraps data keys: symmetric, for encryption. */
  wrappingKeyId: string;
  /** Makes MACs: HMAC_256. */
  macKeyId: string;
}

export class AwsKeyring implements Keyring {
  readonly #parts: KeyringParts;
  /**
   * Opened keys by their wrapping, in order of last use. The wrapping itself is looked up each time: a key that was
   * destroyed elsewhere is gone here, too, at the same moment.
   */
  readonly #opened = new Map<string, Uint8Array>();

  constructor(parts: KeyringParts) {
    this.#parts = parts;
  }

  async dataKey(caseId: CaseId): Promise<Uint8Array | null> {
    const { kms, table, wrappingKeyId } = this.#parts;
    const standing = await table.get(keyOf(caseId));
    if (standing) return this.#open(caseId, standing);
    const { Plaintext: key, CiphertextBlob: wrapped } = await kms.send(
      new GenerateDataKeyCommand({
        KeyId: wrappingKeyId,
        KeySpec: 'AES_256',
        EncryptionContext: boundTo(caseId),
      }),
    );
    if (!key || !wrapped) throw new NoKeyFromKms(`KMS gave no data key for case ${caseId}`);
    const { written } = await table.put({ ...keyOf(caseId), wrapped }, ABSENT);
    if (written) return this.#remember(wrapped, key);
    key.fill(0);
    // What stands now decides: somebody has made or destroyed the key meanwhile.
    return this.#open(caseId, (await table.get(keyOf(caseId))) ?? { wrapped: null });
  }

  async destroyDataKey(caseId: CaseId): Promise<void> {
    const { before } = await this.#parts.table.put({ ...keyOf(caseId), wrapped: null });
    const { wrapped } = Stored.safeParse(before).data ?? { wrapped: null };
    if (wrapped) this.#forget(wrapped);
  }

  async eraseDataKey(caseId: CaseId): Promise<void> {
    await this.destroyDataKey(caseId);
    await this.#parts.table.remove(keyOf(caseId));
  }

  /** KMS takes 4,096 bytes and learns nothing: what is long or personal goes in as its SHA-256. */
  async mac(
    purpose: 'link' | 'subject' | 'session' | 'code' | 'upload',
    message: string,
  ): Promise<Uint8Array> {
    const digest = createHash('sha256').update(message).digest();
    const { Mac: mac } = await this.#parts.kms.send(
      new GenerateMacCommand({
        KeyId: this.#parts.macKeyId,
        MacAlgorithm: 'HMAC_SHA_256',
        Message: Buffer.concat([Buffer.from(`kaiji keyring: mac ${purpose}\n`), digest]),
      }),
    );
    if (!mac) throw new NoKeyFromKms('KMS gave no MAC');
    return mac;
  }

  async #open(caseId: CaseId, item: Item): Promise<Uint8Array | null> {
    const { wrapped } = Stored.parse(item);
    if (wrapped === null) return null;
    const known = this.#opened.get(nameOf(wrapped));
    if (known) return this.#remember(wrapped, known);
    const { Plaintext: key } = await this.#parts.kms.send(
      new DecryptCommand({
        KeyId: this.#parts.wrappingKeyId,
        CiphertextBlob: wrapped,
        EncryptionContext: boundTo(caseId),
      }),
    );
    if (!key) throw new NoKeyFromKms(`KMS did not open the data key of case ${caseId}`);
    return this.#remember(wrapped, key);
  }

  /** The caller gets a copy of its own. */
  #remember(wrapped: Uint8Array, key: Uint8Array): Uint8Array {
    const name = nameOf(wrapped);
    this.#opened.delete(name);
    this.#opened.set(name, key);
    const [oldest] = this.#opened.keys();
    if (this.#opened.size > CACHED_KEYS && oldest !== undefined) this.#opened.delete(oldest);
    return new Uint8Array(key);
  }

  #forget(wrapped: Uint8Array): void {
    this.#opened.get(nameOf(wrapped))?.fill(0);
    this.#opened.delete(nameOf(wrapped));
  }
}

const keyOf = (caseId: CaseId): Key => ({ pk: caseKey(caseId), sk: 'key' });

const nameOf = (wrapped: Uint8Array): string => Buffer.from(wrapped).toString('base64');

/** Stands in CloudTrail in plain text, as the number of a case may. */
const boundTo = (caseId: CaseId): Record<string, string> => ({ case: caseId });

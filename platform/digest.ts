/** What a signer takes. */

export class WrongDigest extends Error {
  override readonly name = 'WrongDigest';
}

/** @throws {WrongDigest} */
export function checkDigest(digest: Uint8Array): void {
  if (digest.byteLength !== 32)
    throw new WrongDigest(`a SHA-256 digest has 32 bytes, this has ${digest.byteLength}`);
}

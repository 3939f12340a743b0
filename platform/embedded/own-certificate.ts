/** A key and a certificate from an authority, in the place of those that we made ourselves. */
import type { KeyObject } from 'node:crypto';
import { faultsIn, UnfitCertificate } from '../fit-certificate.ts';
import { type Algorithm, type Pair, parsePair, replacePair } from './signing-keys.ts';

const SMALLEST_RSA = 2048;

/**
 * @param pem private key and chain, the signing certificate first, the root last
 * @throws {UnreadableKey} or {UnfitCertificate}; then nothing has changed
 */
export async function install(
  dir: string,
  pem: string,
  { email, now }: { email: string; now: Date },
): Promise<{ algorithm: Algorithm; pair: Pair }> {
  const pair = parsePair(pem, 'what you gave');
  const algorithm = algorithmOf(pair.privateKey);
  const faults = [...(algorithm === null ? [WRONG_KEY] : []), ...faultsIn(pair.chain, email, now)];
  if (algorithm === null || faults.length > 0) throw new UnfitCertificate(faults.join('\n'));
  await replacePair(dir, algorithm, pair, now);
  return { algorithm, pair };
}

const WRONG_KEY = `the key must be RSA with ${SMALLEST_RSA} bits or more, or ECDSA on P-256`;

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): Algorithm | null {
  if (asymmetricKeyType === 'rsa')
    return (asymmetricKeyDetails?.modulusLength ?? 0) >= SMALLEST_RSA ? 'RS256' : null;
  return asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 'ES256' : null;
}

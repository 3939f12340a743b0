/** A key and a certificate from an authority, in the place of those that we made ourselves. */
import type { KeyObject, X509Certificate } from 'node:crypto';
import { type Algorithm, type Pair, parsePair, replacePair } from './signing-keys.ts';

/** As many as a signature brings along and a checker reads. */
const LONGEST_CHAIN = 5;
const SMALLEST_RSA = 2048;
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4'; // RFC 5280, 4.2.1.12: mail programs want it

/** Says everything that keeps a certificate from signing answers and mails. */
export class UnfitCertificate extends Error {
  override readonly name = 'UnfitCertificate';
}

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

function faultsIn(chain: Pair['chain'], email: string, now: Date): string[] {
  const [own] = chain;
  const faults: string[] = [];
  if (chain.length === 1 && vouchesFor(own, own))
    faults.push('the certificate is signed by itself: `npm run keys -- rotate` makes such a one');
  if (chain.length > LONGEST_CHAIN)
    faults.push(`there are ${chain.length} certificates, more than ${LONGEST_CHAIN}`);
  chain.forEach((certificate, index) => {
    const issuer = chain[index + 1];
    const name = `certificate ${index + 1}`;
    if (issuer !== undefined && !vouchesFor(issuer, certificate))
      faults.push(`${name} is not signed by the one after it`);
    if (issuer === undefined && !vouchesFor(certificate, certificate))
      faults.push(`${name} is the last and not signed by itself: add the authority’s root`);
    if (now < certificate.validFromDate || now > certificate.validToDate)
      faults.push(
        `${name} is not valid today, only ${certificate.validFrom} – ${certificate.validTo}`,
      );
  });
  if (own.checkEmail(email) === undefined)
    faults.push(`the certificate does not name ${email}, which mails are sent from`);
  if (own.keyUsage !== undefined && !own.keyUsage.includes(EMAIL_PROTECTION))
    faults.push('the certificate is not for e-mail protection (S/MIME)');
  return faults;
}

const vouchesFor = (issuer: X509Certificate, certificate: X509Certificate): boolean =>
  certificate.issuer === issuer.subject && certificate.verify(issuer.publicKey);

/** What a certificate from an authority must be to sign answers and mails, wherever its key is. */
import type { X509Certificate } from 'node:crypto';

/** As many as a signature brings along and a checker reads. */
const LONGEST_CHAIN = 5;
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4'; // RFC 5280, 4.2.1.12: mail programs want it

/** Says everything that keeps a certificate from signing answers and mails. */
export class UnfitCertificate extends Error {
  override readonly name = 'UnfitCertificate';
}

/**
 * @param chain the signing certificate first, the root last
 * @param email who our mails are from
 * @returns a sentence for each fault
 */
export function faultsIn(
  chain: readonly [X509Certificate, ...X509Certificate[]],
  email: string,
  now: Date,
): string[] {
  const [own] = chain;
  const faults: string[] = [];
  if (chain.length === 1 && vouchesFor(own, own))
    faults.push('the certificate is signed by itself: ask for such a one, and it is made');
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

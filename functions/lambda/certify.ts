/**
 * The certificate of the key that signs. Each deployment asks for one; there it is made by the key itself, unless one that fits
 * stands already. Whoever may invoke the function can also ask what stands, have one made anew, or hand in an authority's:
 * `aws lambda invoke --function-name <name> --payload '{"act":"list"}' …` (docs/deploying.md).
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { COMPANY } from '../../core/law/company.ts';
import { certifyKmsKey } from '../../platform/aws/certificate.ts';
import { AwsSigner } from '../../platform/aws/signer.ts';
import {
  type Algorithm,
  ForeignCertificate,
  installKey,
  NoSigningKey,
  type SigningKey,
  signingKey,
} from '../../platform/aws/signing-keys.ts';
import { certificatesIn } from '../../platform/certificates.ts';
import { faultsIn, UnfitCertificate } from '../../platform/fit-certificate.ts';
import { daysToRenew, publishedCertificates } from '../published-certificates.ts';
import type { Opened } from './roster.ts';

/** What CloudFormation sends when the deployment is made, changed or torn down. */
const Deployment = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.url(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  PhysicalResourceId: z.string().optional(),
});
type Deployment = z.infer<typeof Deployment>;

const Act = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('list') }),
  /** A new certificate by the key itself. */
  z.strictObject({ act: z.literal('certify') }),
  /** From an authority, the root last. */
  z.strictObject({ act: z.literal('install'), pem: z.string() }),
]);

export interface Certifying {
  keys: Opened['signingKeys'];
  /** Stands in the certificate: who our mails are from. */
  email: string;
}

interface Line {
  /** SHA-256 of the DER, lower-case hex: as `/keys` shows it. */
  fingerprint: string;
  signs: boolean;
  notBefore: string;
  notAfter: string;
}

type Answer = { certificates: Line[] } | { refused: string };

/**
 * @param start what it works with; CloudFormation hears of what fails in it, too
 * @returns what stands now, or why nothing has changed
 * @throws {z.ZodError} for an event that is none of these
 */
export async function certify(event: unknown, start: () => Certifying): Promise<Answer> {
  const deployment = Deployment.safeParse(event);
  if (deployment.success) {
    await answered(deployment.data, () => onceAllowed(() => ensure(deployment.data, start())));
    return { certificates: [] };
  }
  try {
    return { certificates: await act(Act.parse(event), start()) };
  } catch (error) {
    const isRefusal = error instanceof UnfitCertificate || error instanceof ForeignCertificate;
    if (!isRefusal) throw error;
    return { refused: error.message };
  }
}

async function act(asked: z.infer<typeof Act>, parts: Certifying): Promise<Line[]> {
  if (asked.act === 'certify') await certifyAnew(parts);
  if (asked.act === 'install') await install(asked.pem, parts);
  // A signer that has seen the one before would still tell of it.
  const signer = new AwsSigner(parts.keys);
  return (await publishedCertificates(signer)).map(({ x509, fingerprint, signs }) => ({
    fingerprint,
    signs,
    notBefore: x509.validFromDate.toISOString(),
    notAfter: x509.validToDate.toISOString(),
  }));
}

const ATTEMPTS = 5;
const PAUSE_MS = 5_000;

/** A role that was made a moment ago may not be known everywhere yet. */
async function onceAllowed(work: () => Promise<void>, attempts = ATTEMPTS): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isDenied = error instanceof Error && error.name.startsWith('AccessDenied');
    if (!isDenied || attempts === 1) throw error;
    await sleep(PAUSE_MS);
    await onceAllowed(work, attempts - 1);
  }
}

/** Torn down, certificates stay: what was signed must remain checkable for as long as the table is there. */
async function ensure({ RequestType }: Deployment, parts: Certifying): Promise<void> {
  if (RequestType !== 'Delete' && !(await stillFits(parts))) await certifyAnew(parts);
}

/** An authority's is never thrown away because of an address; one of our own is made anew when that has changed. */
async function stillFits({ keys, email }: Certifying): Promise<boolean> {
  const standing = await standingKey(keys.table, keys.algorithm);
  if (standing?.keyId !== keys.keyId) return false;
  const [x509] = standing.chain;
  const isOwn = x509.issuer === x509.subject;
  return (
    daysToRenew({ x509 }, keys.clock.now()) === null &&
    !(isOwn && x509.checkEmail(email) === undefined)
  );
}

async function standingKey(
  table: Opened['signingKeys']['table'],
  algorithm: Algorithm,
): Promise<SigningKey | null> {
  try {
    return await signingKey(table, algorithm);
  } catch (error) {
    if (error instanceof NoSigningKey) return null;
    throw error;
  }
}

async function certifyAnew({ keys, email }: Certifying): Promise<void> {
  const pem = await certifyKmsKey(keys.kms, keys.keyId, {
    owner: { name: COMPANY.name, email },
    algorithm: keys.algorithm,
    from: keys.clock.now(),
    serial: new Uint8Array(randomBytes(16)),
  });
  await installKey(keys, { ...keys, pem });
}

async function install(pem: string, { keys, email }: Certifying): Promise<void> {
  const [own, ...others] = certificatesIn(pem);
  const faults = own
    ? faultsIn([own, ...others], email, keys.clock.now())
    : ['there is no certificate in it'];
  if (faults.length > 0) throw new UnfitCertificate(faults.join('\n'));
  await installKey(keys, { ...keys, pem });
}

/** CloudFormation waits for an hour unless it is told, also of a failure. */
async function answered(deployment: Deployment, work: () => Promise<void>): Promise<void> {
  const { ResponseURL, RequestType: _, ...about } = deployment;
  const tell = (Status: 'SUCCESS' | 'FAILED', Reason?: string) =>
    fetch(ResponseURL, {
      method: 'PUT',
      body: JSON.stringify({ PhysicalResourceId: 'certificate', ...about, Status, Reason }),
    });
  try {
    await work();
    await tell('SUCCESS');
  } catch (error) {
    await tell('FAILED', error instanceof Error ? error.name : 'unknown');
  }
}

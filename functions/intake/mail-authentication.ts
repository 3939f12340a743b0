/** Asks the name service what SPF, DKIM and DMARC say of a mail, where nobody before us has. */
import type { DNSResolver } from 'mailauth';
import { dkimOf, NOT_ASKED, type Verdicts, verdictNamed } from './mail-verdicts.ts';

/** Each signature costs a DNS question and a hash of the whole mail; honest mails carry one or two. */
const MOST_SIGNATURES = 8;

export interface Envelope {
  /** MAIL FROM; empty for bounces. */
  envelopeFrom: string;
  remoteAddress: string;
  helo: string;
}

export interface VerdictOptions {
  /** Without one nothing is asked, and every verdict is `none`. */
  resolver?: DNSResolver;
  /** Milliseconds for all questions together; after that, what is not known is `none`. */
  timeLimit?: number;
}

/** Never throws: what cannot be found out is `none`. */
export async function verdictsOn(
  raw: Uint8Array,
  signatures: number,
  envelope: Envelope,
  { resolver, timeLimit = 5_000 }: VerdictOptions,
): Promise<Verdicts> {
  if (!resolver || signatures > MOST_SIGNATURES) return NOT_ASKED;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Verdicts>((resolve) => {
    timer = setTimeout(() => resolve(NOT_ASKED), timeLimit);
  });
  // A resolver that fails, or a signature that cannot even be parsed, proves nothing either way.
  const asked = ask(raw, envelope, resolver).catch(() => NOT_ASKED);
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

async function ask(raw: Uint8Array, envelope: Envelope, resolver: DNSResolver): Promise<Verdicts> {
  // A third of a second and 47 MB, which a start must not cost who asks nobody.
  const { authenticate } = await import('mailauth');
  const { spf, dkim, dmarc } = await authenticate(Buffer.from(raw), {
    resolver,
    ip: envelope.remoteAddress,
    helo: envelope.helo,
    sender: envelope.envelopeFrom,
    mta: 'kaiji',
    disableArc: true,
    disableBimi: true,
  });
  return {
    spf: spf ? verdictNamed(spf.status.result) : 'none',
    dkim: dkimOf(dkim.results.map(({ status }) => status.result)),
    dmarc: dmarc ? verdictNamed(dmarc.status.result) : 'none',
  };
}

/**
 * What SPF, DKIM and DMARC say about a mail. Kept with the case as facts for the
 * operator; nothing is decided by them: whoever writes is always asked to confirm.
 */
import type { DNSResolver } from 'mailauth';

type Verdict = 'pass' | 'fail' | 'softfail' | 'neutral' | 'none';
export type Verdicts = { spf: Verdict; dkim: Verdict; dmarc: Verdict };

const NOT_ASKED: Verdicts = { spf: 'none', dkim: 'none', dmarc: 'none' };

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
  const signatures = dkim.results.map(({ status }) => verdict(status.result));
  return {
    spf: spf ? verdict(spf.status.result) : 'none',
    dkim: signatures.includes('pass')
      ? 'pass'
      : (signatures.find((one) => one !== 'none') ?? 'none'),
    dmarc: dmarc ? verdict(dmarc.status.result) : 'none',
  };
}

function verdict(result: string): Verdict {
  switch (result) {
    case 'pass':
    case 'fail':
    case 'softfail':
    case 'neutral':
      return result;
    case 'permerror':
    case 'policy':
      return 'fail';
    default:
      return 'none';
  }
}

/**
 * A mail as SES stores it: what came, and before it the headers in which SES says how it came. A mail can carry such headers
 * of its own making; they stand below, and count for nothing. SES begins with these, each of them once:
 *
 *     Return-Path: <hanako@example.jp>
 *     Received: from mx.example.jp (mx.example.jp [203.0.113.7])
 *      by inbound-smtp.ap-northeast-1.amazonaws.com with SMTP id …
 *      for privacy@example.com;
 *      Sun, 22 Nov 2026 08:00:00 +0000 (UTC)
 *     X-SES-Spam-Verdict: PASS
 *     X-SES-Virus-Verdict: PASS
 *     Received-SPF: pass (spfCheck: …) client-ip=203.0.113.7; envelope-from=hanako@example.jp; helo=mx.example.jp;
 *     Authentication-Results: amazonses.com;
 *      spf=pass (spfCheck: …) client-ip=203.0.113.7; envelope-from=hanako@example.jp; helo=mx.example.jp;
 *      dkim=pass header.i=@example.jp;
 *      dmarc=pass header.from=example.jp;
 *     X-SES-RECEIPT: …
 *     X-SES-DKIM-SIGNATURE: …
 */
import { dkimOf, NOT_ASKED, type Verdicts, verdictNamed } from '../intake/mail-verdicts.ts';

export interface ReceivedBySes {
  /** MAIL FROM; empty for bounces, `unknown` where SES does not say. */
  envelopeFrom: string;
  /** Only what `passed` may be opened whole; `unknown` where SES could not tell, or does not say. */
  virus: 'passed' | 'found' | 'unknown';
  spam: boolean;
  verdicts: Verdicts;
  /** As it was sent, without what SES put before it: the same bytes when its sender hands it in twice. */
  mail: Uint8Array;
}

/** In the order in which SES writes them. */
const RECEIPT = 'x-ses-receipt';
const OF_SES = new Set([
  'return-path',
  'received',
  'x-ses-spam-verdict',
  'x-ses-virus-verdict',
  'received-spf',
  'authentication-results',
  RECEIPT,
  'x-ses-dkim-signature',
]);
const BY_SES = /\bby inbound-smtp\.[a-z0-9-]+\.amazonaws\.com\b/;
/** Far more than SES writes. */
const LONGEST = 64 * 1024;

export function receivedBySes(raw: Uint8Array): ReceivedBySes {
  const { headers, length } = headersOfSes(raw);
  const said = (name: string) => headers.get(name)?.trim() ?? '';
  const isWhole = BY_SES.test(said('received')) && headers.has(RECEIPT);
  const returnPath = /^<([^<>]*)>$/.exec(said('return-path'))?.[1];
  if (!isWhole)
    return {
      envelopeFrom: returnPath ?? 'unknown',
      virus: 'unknown',
      spam: false,
      verdicts: NOT_ASKED,
      mail: raw,
    };
  return {
    envelopeFrom: returnPath ?? 'unknown',
    virus: virusIn(said('x-ses-virus-verdict')),
    spam: said('x-ses-spam-verdict') === 'FAIL',
    verdicts: verdictsIn(said('authentication-results')),
    mail: raw.subarray(length),
  };
}

/** The first headers, so far as each is one of SES's and stands there for the first time. */
function headersOfSes(raw: Uint8Array): { headers: Map<string, string>; length: number } {
  const text = Buffer.from(raw.subarray(0, LONGEST)).toString('latin1');
  const headers = new Map<string, string>();
  let length = 0;
  // A header, and the lines by which it goes on.
  for (const [line, name = '', value = ''] of text.matchAll(
    /([!-9;-~]+):(.*(?:\r?\n[ \t].*)*)\r?\n/gy,
  )) {
    const key = name.toLowerCase();
    const isFirst = headers.size > 0 || key === 'return-path';
    const isOver = headers.has(RECEIPT) && key !== 'x-ses-dkim-signature';
    if (!isFirst || isOver || !OF_SES.has(key) || headers.has(key)) break;
    headers.set(key, value);
    length += line.length;
  }
  return { headers, length };
}

function virusIn(verdict: string): ReceivedBySes['virus'] {
  if (verdict === 'FAIL') return 'found';
  return verdict === 'PASS' ? 'passed' : 'unknown';
}

/**
 * SES begins a line for each result. Only there is it looked for: within the lines stand words of the
 * sender (`envelope-from`, `helo`), which might read like a result.
 */
function verdictsIn(value: string): Verdicts {
  const [by, ...lines] = value.split(/\r?\n/);
  if (by?.trim() !== 'amazonses.com;') return NOT_ASKED;
  const results = (method: string) =>
    lines.flatMap((line) => new RegExp(`^\\s+${method}=([a-z]+)\\b`).exec(line)?.[1] ?? []);
  const only = ([result = 'none', ...others]: string[]) =>
    verdictNamed(others.length > 0 ? 'none' : result);
  return {
    spf: only(results('spf')),
    dkim: dkimOf(results('dkim')),
    dmarc: only(results('dmarc')),
  };
}

/**
 * What SPF, DKIM and DMARC say about a mail. Kept with the case as facts for the
 * operator; nothing is decided by them: whoever writes is always asked to confirm.
 */
type Verdict = 'pass' | 'fail' | 'softfail' | 'neutral' | 'none';
export type Verdicts = { spf: Verdict; dkim: Verdict; dmarc: Verdict };

export const NOT_ASKED: Verdicts = { spf: 'none', dkim: 'none', dmarc: 'none' };

/** @param result as RFC 8601 names it; what is no answer is `none` */
export function verdictNamed(result: string): Verdict {
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

/** Of several signatures one that holds is enough. */
export function dkimOf(results: readonly string[]): Verdict {
  const signatures = results.map(verdictNamed);
  if (signatures.includes('pass')) return 'pass';
  return signatures.find((one) => one !== 'none') ?? 'none';
}

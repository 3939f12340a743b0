/** What `npm run verify` says: each check in plain words, in the language of the terminal. */
import { readFile } from 'node:fs/promises';
import type { Known } from '../proof/verdict.ts';
import { PROOF_WORDS, sayFault, type Tongue } from '../proof/words.ts';
import { certificatesIn, fingerprintOf, spelled } from './certificates.ts';
import { type FileVerdict, verifyFile } from './verify.ts';

type Word = 'usage' | 'unreadable' | 'fingerprint' | 'compare' | 'genuine' | 'foreign';

const WORDS: Record<Tongue, Record<Word, string>> = {
  en: {
    usage:
      'usage: npm run verify -- <package.zip, letter.pdf or receipt.json> [fingerprint or certificates.pem …]',
    unreadable: 'the file cannot be opened',
    fingerprint: 'Fingerprint of the certificate (SHA-256):',
    compare: 'Compare it with the one that the organisation publishes on its privacy portal.',
    genuine:
      'Signed with one of the certificates that you gave; nothing in it has been changed since.',
    foreign: 'It bears a signature, but by NONE of those that you gave: somebody else signed it.',
  },
  ja: {
    usage:
      '使い方: npm run verify -- <package.zip、letter.pdf または receipt.json> [フィンガープリントまたは certificates.pem …]',
    unreadable: 'ファイルを開くことができません',
    fingerprint: '証明書のフィンガープリント（SHA-256）:',
    compare: '発行元がプライバシーポータルで公表しているものと見比べてください。',
    genuine: '指定された証明書で署名されており、その後変更されたところはありません。',
    foreign: '署名はありますが、指定された証明書のものではありません。別の者が署名しています。',
  },
};

/** What the command prints for a verdict. */
export function report(verdict: FileVerdict, tongue: Tongue): string {
  const words = WORDS[tongue];
  const { checks, outcomes, signed, kinds } = PROOF_WORDS[tongue];
  const { kind, statement, fingerprint, outcome } = verdict;
  const lines = verdict.checks.flatMap(({ name, faults }) => [
    `${faults.length === 0 ? '✓' : '✗'} ${checks[name]}`,
    ...faults.map((fault) => `    ${sayFault(fault, tongue)}`),
  ]);
  if (kind !== null) lines.unshift(kinds[kind], '');
  if (statement !== null) lines.push('', signed(statement));
  if (fingerprint !== null) lines.push(words.fingerprint, `  ${spelled(fingerprint)}`);
  if (outcome === 'intact') lines.push(words.compare);
  // The portal says "we"; a command on somebody's own machine does not.
  const text =
    outcome === 'genuine' || outcome === 'foreign' ? words[outcome] : outcomes[outcome].text;
  const title = outcome === 'foreign' ? [] : [outcomes[outcome].title];
  return [...lines, '', ...title, text].join('\n');
}

/** Fingerprints however they were copied: in groups, with colons, in several arguments; or PEM files. */
async function knownIn(given: readonly string[]): Promise<Known[] | null> {
  if (given.length === 0) return null;
  const files = given.filter((one) => one.endsWith('.pem'));
  const pems = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const copied = given
    .filter((one) => !files.includes(one))
    .join('')
    .replace(/[\s:]/g, '')
    .toLowerCase()
    .match(/.{1,64}/g);
  return [
    ...(copied ?? []),
    ...pems.flatMap((pem) => certificatesIn(pem).map(({ raw }) => fingerprintOf(raw))),
  ].map((fingerprint) => ({ fingerprint, until: null }));
}

export async function verifyCommand(
  [path, ...given]: readonly string[],
  environment: Record<string, string | undefined>,
): Promise<number> {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  const tongue: Tongue = locale.startsWith('ja') ? 'ja' : 'en';
  if (path === undefined) {
    console.error(WORDS[tongue].usage);
    return 2;
  }
  try {
    const verdict = await verifyFile(path, { known: await knownIn(given) });
    console.log(report(verdict, tongue));
    return verdict.genuine ? 0 : 1;
  } catch (error) {
    console.error(WORDS[tongue].unreadable, error instanceof Error ? error.message : error);
    return 2;
  }
}

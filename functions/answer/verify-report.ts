/** What `npm run verify` says: each check in plain words, in the language of the terminal. */
import { spelled } from './certificates.ts';
import { type CheckName, type Verdict, verifyPackage } from './verify.ts';

type Tongue = 'en' | 'ja';

const WORDS: Record<
  Tongue,
  {
    usage: string;
    unreadable: string;
    checks: Record<CheckName, string>;
    signed: (organisation: string, caseId: string, at: string, files: number) => string;
    fingerprint: string;
    compare: string;
    trusted: string;
    untrusted: string;
    genuine: string;
    forged: string;
  }
> = {
  en: {
    usage: 'usage: npm run verify -- <package.zip> [fingerprint of the certificate …]',
    unreadable: 'the file cannot be opened',
    checks: {
      container: 'The zip is exactly as it was packed: nothing added, removed or moved',
      signature: 'The list of files bears a valid signature',
      certificate: 'The certificate holds in itself and was valid on the day of issue',
      files: 'Every file is there, with the size and hash that were signed',
      receipt: 'The receipt is signed by the same key and speaks of this letter',
    },
    signed: (organisation, caseId, at, files) =>
      `Signed as ${organisation}, case ${caseId}, ${at}, ${files} files`,
    fingerprint: 'Fingerprint of the certificate (SHA-256):',
    compare: 'Compare it with the one that the organisation publishes on its privacy portal.',
    trusted: 'It is one of those you gave.',
    untrusted: 'It is NONE of those you gave: somebody else signed this.',
    genuine: 'All checks passed.',
    forged: 'This package is NOT as it was issued.',
  },
  ja: {
    usage: '使い方: npm run verify -- <package.zip> [証明書のフィンガープリント …]',
    unreadable: 'ファイルを開くことができません',
    checks: {
      container: 'ZIPファイルは作成時のままです（追加・削除・移動なし）',
      signature: 'ファイル一覧に有効な署名があります',
      certificate: '証明書に矛盾がなく、発行日に有効でした',
      files: 'すべてのファイルがそろい、大きさとハッシュ値が署名されたものと一致します',
      receipt: '対応の記録は同じ鍵で署名され、この回答書についてのものです',
    },
    signed: (organisation, caseId, at, files) =>
      `署名者 ${organisation}、受付番号 ${caseId}、${at}、ファイル数 ${files}`,
    fingerprint: '証明書のフィンガープリント（SHA-256）:',
    compare: '発行元がプライバシーポータルで公表しているものと見比べてください。',
    trusted: '指定されたフィンガープリントと一致します。',
    untrusted: '指定されたフィンガープリントと一致しません。別の者が署名しています。',
    genuine: 'すべての確認に合格しました。',
    forged: 'このパッケージは発行時のものと一致しません。',
  },
};

/** What the command prints for a verdict. */
export function report(verdict: Verdict, tongue: Tongue): string {
  const words = WORDS[tongue];
  const { manifest, fingerprint, trusted } = verdict;
  const lines = verdict.checks.flatMap(({ name, faults }) => [
    `${faults.length === 0 ? '✓' : '✗'} ${words.checks[name]}`,
    ...faults.map((fault) => `    ${fault}`),
  ]);
  if (manifest !== null)
    lines.push(
      '',
      words.signed(
        manifest.organisation,
        manifest.caseId,
        manifest.issuedAt,
        manifest.files.length,
      ),
    );
  if (fingerprint !== null) {
    lines.push(words.fingerprint, `  ${spelled(fingerprint)}`);
    lines.push(
      { true: words.trusted, false: words.untrusted, null: words.compare }[`${trusted}`] ?? '',
    );
  }
  return [...lines, '', verdict.genuine ? words.genuine : words.forged].join('\n');
}

/** However they were copied: in groups, with colons, in several arguments. */
function fingerprintsIn(given: readonly string[]): string[] {
  return (
    given
      .join('')
      .replace(/[\s:]/g, '')
      .match(/.{1,64}/g) ?? []
  );
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
    const verdict = await verifyPackage(
      path,
      given.length === 0 ? {} : { trustedFingerprints: fingerprintsIn(given) },
    );
    console.log(report(verdict, tongue));
    return verdict.genuine ? 0 : 1;
  } catch (error) {
    console.error(WORDS[tongue].unreadable, error instanceof Error ? error.message : error);
    return 2;
  }
}

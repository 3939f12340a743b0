/** What is said of a check, in both languages: by the command and by the portal's page. */
import type { CheckName, Fault, FaultCode, Outcome, Statement } from './verdict.ts';

export type Tongue = 'en' | 'ja';

interface ProofWords {
  checks: Record<CheckName, string>;
  faults: Record<FaultCode, string>;
  outcomes: Record<Outcome, { title: string; text: string }>;
  signed: (statement: Statement) => string;
  kinds: Record<'package' | 'receipt' | 'letter', string>;
}

export const PROOF_WORDS: Readonly<Record<Tongue, ProofWords>> = {
  en: {
    checks: {
      container: 'The zip is exactly as it was packed: nothing added, removed or moved',
      signature: 'It bears a valid signature',
      certificate: 'The certificate was valid on the day of issue',
      files: 'Every file is there, with the size and hash that were signed',
      receipt: 'The receipt is signed by the same key and speaks of this letter',
    },
    faults: {
      broken: 'it cannot be read as a zip',
      'too-large': 'it is too large',
      twice: 'it is there twice',
      'unsafe-path': 'it holds a path that leads elsewhere',
      compressed: 'it is compressed or encrypted, which we never do',
      'not-as-packed': 'from that byte on it is not as it was packed',
      missing: 'it is missing',
      unlisted: 'it is not in the manifest',
      'wrong-size': 'it has another size',
      changed: 'it has been changed',
      'no-signature': 'it bears no signature',
      'wrong-signature': 'the signature does not fit',
      unreadable: 'it cannot be read',
      'another-signature': 'it is another signature',
      'another-certificate': 'it was signed with another certificate',
      'another-case': 'the receipt is of another case',
      'another-letter': 'the receipt is of another letter',
      'not-whole': 'something was added after it was signed',
      'not-valid-then': 'the certificate was not valid then',
      'after-replacement': 'that is after this key was replaced',
      chain: 'the certificates do not vouch for each other',
    },
    outcomes: {
      genuine: {
        title: 'Genuine',
        text: 'We issued this, and nothing in it has been changed.',
      },
      intact: {
        title: 'All checks passed',
        text: 'Nothing in it has been changed since it was signed. Compare the fingerprint to see by whom.',
      },
      altered: {
        title: 'Not as it was issued',
        text: 'Something has been changed, added or left out. Do not rely on it.',
      },
      foreign: {
        title: 'Not from us',
        text: 'It bears a signature, but not one of ours: somebody else signed it.',
      },
      unknown: {
        title: 'This cannot be checked',
        text: 'It bears no signature that could be checked. That makes it neither genuine nor forged.',
      },
    },
    signed: ({ organisation, caseId, issuedAt, files }) =>
      [
        organisation && `Signed as ${organisation}`,
        caseId && `case ${caseId}`,
        issuedAt && `issued ${issuedAt}`,
        files && `${files} files`,
      ]
        .filter(Boolean)
        .join(', '),
    kinds: { package: 'package (zip)', receipt: 'receipt', letter: 'letter (PDF)' },
  },
  ja: {
    checks: {
      container: 'ZIPファイルは作成時のままです（追加・削除・移動なし）',
      signature: '有効な署名があります',
      certificate: '証明書は発行日に有効でした',
      files: 'すべてのファイルがそろい、大きさとハッシュ値が署名されたものと一致します',
      receipt: '対応の記録は同じ鍵で署名され、この回答書についてのものです',
    },
    faults: {
      broken: 'ZIPファイルとして読み取れません',
      'too-large': '大きすぎます',
      twice: '同じ名前のものが二つあります',
      'unsafe-path': '別の場所を指すパスが含まれています',
      compressed: '圧縮または暗号化されています（当社では行いません）',
      'not-as-packed': 'このバイト以降が作成時と異なります',
      missing: 'ありません',
      unlisted: 'ファイル一覧に記載がありません',
      'wrong-size': '大きさが異なります',
      changed: '変更されています',
      'no-signature': '署名がありません',
      'wrong-signature': '署名が一致しません',
      unreadable: '読み取れません',
      'another-signature': '別の署名です',
      'another-certificate': '別の証明書で署名されています',
      'another-case': '別の受付番号の記録です',
      'another-letter': '別の回答書の記録です',
      'not-whole': '署名の後に追加された部分があります',
      'not-valid-then': 'その時点では証明書が有効ではありませんでした',
      'after-replacement': 'この鍵の使用を終えた後の日時です',
      chain: '証明書どうしのつながりを確認できません',
    },
    outcomes: {
      genuine: {
        title: '本物です',
        text: '当社が発行したもので、内容は変更されていません。',
      },
      intact: {
        title: 'すべての確認に合格しました',
        text: '署名の後に変更されたところはありません。誰の署名かは、フィンガープリントを見比べてご確認ください。',
      },
      altered: {
        title: '発行時のものと一致しません',
        text: '変更・追加・欠落があります。この内容を信用しないでください。',
      },
      foreign: {
        title: '当社が発行したものではありません',
        text: '署名はありますが、当社のものではありません。別の者が署名しています。',
      },
      unknown: {
        title: '確認できませんでした',
        text: '確認できる署名がありません。本物とも偽物とも判断できません。',
      },
    },
    signed: ({ organisation, caseId, issuedAt, files }) =>
      [
        organisation && `署名者 ${organisation}`,
        caseId && `受付番号 ${caseId}`,
        issuedAt && `発行日時 ${issuedAt}`,
        files && `ファイル数 ${files}`,
      ]
        .filter(Boolean)
        .join('、'),
    kinds: { package: 'パッケージ（ZIP）', receipt: '対応の記録', letter: '回答書（PDF）' },
  },
};

/** `letter.pdf: it has been changed` */
export function sayFault({ code, at }: Fault, tongue: Tongue): string {
  const said = PROOF_WORDS[tongue].faults[code];
  if (at === undefined) return said;
  const place = code !== 'not-as-packed' ? at : tongue === 'ja' ? `${at}バイト目` : `byte ${at}`;
  return tongue === 'ja' ? `${place}：${said}` : `${place}: ${said}`;
}

/** Words of the log as a file, and of what ties it to the receipt. */
import type { Language } from '../../../core/law/rights.ts';

interface LogWords {
  download: string;
  hint: string;
  receipt: (position: number) => string;
  receiptBroken: string;
}

export const LOG_WORDS: Readonly<Record<Language, LogWords>> = {
  en: {
    download: 'Download the log (JSON)',
    hint: 'Anybody can check it with “npm run verify-log -- file”, away from here and without a key. What is personal is in it only sealed.',
    receipt: (position) =>
      `The hash of no. ${position} went into the signed receipt that the requester has (logHead). Compared with it, it shows that nothing up to there was written anew since.`,
    receiptBroken:
      'The hash that went into the signed receipt stands nowhere in this log: it is not the log from which the answer was made.',
  },
  ja: {
    download: '記録をダウンロード（JSON）',
    hint: '「npm run verify-log -- ファイル名」で、別の環境でも鍵なしで検証できます。個人情報は暗号化されたまま含まれます。',
    receipt: (position) =>
      `番号${position}のハッシュ値は、請求者にお渡しした署名付きの受領証（logHead）に記載されています。両者が一致すれば、そこまでの記録が後から書き直されていないことを確認できます。`,
    receiptBroken:
      '署名付きの受領証に記載されたハッシュ値が、この記録の中にありません。回答を作成した時点の記録とは異なります。',
  },
};

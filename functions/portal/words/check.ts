/** Words of `/check`, in both languages. */
import type { Language } from '../../../core/law/rights.ts';

interface CheckWords {
  title: string;
  lead: string;
  fileTitle: string;
  fileLead: string;
  choose: string;
  chooseHint: string;
  noScript: string;
  /** Said by the page's script. */
  script: Readonly<
    Record<
      | 'checking'
      | 'failed'
      | 'case'
      | 'issuedOn'
      | 'files'
      | 'fingerprint'
      | 'checked'
      | 'notChecked'
      | 'contents'
      | 'receiptNeeds'
      | 'letterNeeds',
      string
    >
  >;
  letterTitle: string;
  letterLead: string;
  caseId: string;
  caseIdHint: string;
  code: string;
  codeHint: string;
  send: string;
  whole: string;
  keys: string;
  issuedTitle: string;
  issued: string;
  issuedOn: string;
  sha256: string;
  compare: string;
  unknownTitle: string;
  unknown: string;
  again: string;
}

export const CHECK_WORDS: Readonly<Record<Language, CheckWords>> = {
  en: {
    title: 'Is this from us?',
    lead: 'You hold a letter, a package or a receipt and want to know whether we issued it, and whether it is still as we issued it.',
    fileTitle: 'A file',
    fileLead:
      'The file stays with you: your browser checks it on this page, and nothing of it is sent.',
    choose: 'Choose the file, or drop it here',
    chooseHint:
      'The package (zip), the letter (PDF), or the receipt (zip, or receipt.json and receipt.jws together).',
    noScript:
      'This needs a browser with scripts allowed, and a secure connection. You can also check the file on a computer of your own, without us:',
    script: {
      checking: 'Checking …',
      failed: 'The file could not be read to its end. Please try again.',
      case: 'Case',
      issuedOn: 'Issued',
      files: 'Files in it',
      fingerprint: 'Fingerprint of the certificate (SHA-256)',
      checked: 'What was checked',
      notChecked: 'What was not checked',
      contents: 'Whether what it says is true: only that it says what we issued.',
      receiptNeeds:
        'A receipt is checked together with its signature. Please choose receipt.json and receipt.jws at the same time.',
      letterNeeds:
        'This PDF bears no signature. A letter on paper, or a scan of it, can be checked by its code below.',
    },
    letterTitle: 'A letter on paper',
    letterLead:
      'Give the case number of the letter and the code at the foot of each page. We tell you whether we issued it.',
    caseId: 'Case number',
    caseIdHint: 'For example KJ-7F3K2-9QXM4; it stands at the top of the letter.',
    code: 'Code of the letter',
    codeHint: 'Ten digits and letters, for example 20F99F2696',
    send: 'Check',
    whole: 'All of this can be checked without this page, too:',
    keys: 'our keys and how to check',
    issuedTitle: 'Yes, we issued this letter',
    issued: 'We issued a letter with this case number and this code.',
    issuedOn: 'Issued on',
    sha256: 'SHA-256 of letter.pdf',
    compare:
      'If you have the letter as a file, check the file itself: its SHA-256 must be this one. On paper, compare what it says with the file of whoever gave it to you.',
    unknownTitle: 'We know no such letter',
    unknown:
      'We issued no letter with this case number and this code. Please compare both with the letter. If they are right, it is not from us.',
    again: 'Check another',
  },
  ja: {
    title: '当社からのものかどうかの確認',
    lead: 'お手元の回答書、パッケージ、対応の記録が、当社の発行したものか、発行時のままかを確認できます。',
    fileTitle: 'ファイルを確認する',
    fileLead:
      'ファイルはお手元から出ません。確認はこのページを開いているブラウザーの中で行われ、内容が送信されることはありません。',
    choose: 'ファイルを選ぶか、ここにドロップしてください',
    chooseHint:
      'パッケージ（ZIP）、回答書（PDF）、または対応の記録（ZIP、もしくは receipt.json と receipt.jws の両方）。',
    noScript:
      'スクリプトを許可したブラウザーと、保護された接続が必要です。お使いのパソコンで、当社を介さずに確認することもできます。',
    script: {
      checking: '確認しています…',
      failed: 'ファイルを最後まで読み取れませんでした。もう一度お試しください。',
      case: '受付番号',
      issuedOn: '発行日時',
      files: '収録ファイル数',
      fingerprint: '証明書のフィンガープリント（SHA-256）',
      checked: '確認したこと',
      notChecked: '確認していないこと',
      contents: '記載の内容が事実かどうか。発行したとおりの記載であることだけを確認しました。',
      receiptNeeds:
        '対応の記録は、署名とあわせて確認します。receipt.json と receipt.jws を同時に選んでください。',
      letterNeeds:
        'このPDFには署名がありません。紙の回答書やその写しは、下の確認コードで確認できます。',
    },
    letterTitle: '紙の回答書を確認する',
    letterLead:
      '回答書の受付番号と、各ページの下部にある確認コードを入力してください。当社が発行した回答書かどうかをお答えします。',
    caseId: '受付番号',
    caseIdHint: '例：KJ-7F3K2-9QXM4。回答書の冒頭に記載しています。',
    code: '確認コード',
    codeHint: '英数字10桁（例：20F99F2696）',
    send: '確認する',
    whole: 'このページを使わずに確認することもできます。',
    keys: '証明書と検証の方法',
    issuedTitle: '当社が発行した回答書です',
    issued: 'この受付番号と確認コードの回答書は、当社が発行したものです。',
    issuedOn: '発行日',
    sha256: 'letter.pdf の SHA-256',
    compare:
      '回答書をファイルでお持ちの場合は、ファイルそのものを確認してください。その SHA-256 は上の値と一致します。紙でお持ちの場合は、元のファイルの内容とお見比べください。',
    unknownTitle: '該当する回答書はありません',
    unknown:
      'この受付番号と確認コードの組み合わせで発行した回答書はありません。もう一度回答書とお見比べください。入力に誤りがなければ、当社が発行したものではありません。',
    again: '別のものを確認する',
  },
};

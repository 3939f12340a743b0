/** Words of `/keys`, in both languages. */
import type { Language } from '../../../core/law/rights.ts';

interface KeysWords {
  title: string;
  lead: string;
  present: string;
  past: string;
  pastLead: string;
  of: string;
  validity: string;
  signedUntil: string;
  key: string;
  kinds: Readonly<Record<'RS256' | 'ES256', string>>;
  sha256: string;
  pem: string;
  jwks: string;
  howTitle: string;
  how: readonly string[];
  page: string;
  command: string;
  mail: string;
}

export const KEYS_WORDS: Readonly<Record<Language, KeysWords>> = {
  en: {
    title: 'Our keys and how to check an answer',
    lead: 'Every letter, package and mail from us is signed with the key whose certificate is published here.',
    present: 'The certificate we sign with now',
    past: 'Certificates we signed with before',
    pastLead:
      'Answers from before a key was replaced stay valid: they were signed with one of these.',
    of: 'Issued to',
    validity: 'Valid',
    signedUntil: 'Signed answers until',
    key: 'Kind of key',
    kinds: { RS256: 'RSA with SHA-256', ES256: 'ECDSA P-256 with SHA-256' },
    sha256: 'Fingerprint (SHA-256)',
    pem: 'All certificates (PEM)',
    jwks: 'All keys (JWK Set)',
    howTitle: 'How to check',
    how: [
      'Open the package (zip) you downloaded. It holds the letter, your data, a list of everything with its hash (manifest.json), and the signature.',
      'Let a tool check the signature. Our own (below) also works without a network.',
      'Compare the fingerprint that it shows with the one on this page. They must be the same.',
    ],
    page: 'Check a file or a letter on this site',
    command: 'On a computer of your own:',
    mail: 'Our mails are signed by S/MIME: your mail program shows who signed. A mail that is not signed, or asks for documents by reply, is not from us.',
  },
  ja: {
    title: '証明書と検証の方法',
    lead: '当社からの書面、データ、メールには、ここに掲載している証明書の鍵で電子署名を付しています。',
    present: '現在使用している証明書',
    past: '過去に使用した証明書',
    pastLead: '鍵を更新する前の回答は、次のいずれかの証明書の鍵で署名されており、現在も有効です。',
    of: '発行先',
    validity: '有効期間',
    signedUntil: '署名に使用した期間の終わり',
    key: '鍵の種類',
    kinds: { RS256: 'RSA（SHA-256を使用）', ES256: 'ECDSA P-256（SHA-256を使用）' },
    sha256: 'フィンガープリント（SHA-256）',
    pem: 'すべての証明書をダウンロード（PEM）',
    jwks: 'すべての鍵をダウンロード（JWK Set）',
    howTitle: '検証の方法',
    how: [
      'ダウンロードしたファイル（zip）を開きます。書面、データ、全ファイルのハッシュ値の一覧（manifest.json）、署名が入っています。',
      '署名をツールで検証します。下記の当社のツールは、ネットワークなしでも使えます。',
      '表示されたフィンガープリントを、このページのものと照合します。同じでなければなりません。',
    ],
    page: 'このサイトでファイルや回答書を確認する',
    command: 'お使いのパソコンで確認する場合：',
    mail: '当社からのメールには S/MIME の署名があり、メールソフトで署名者を確認できます。署名のないメールや、返信で書類を求めるメールは、当社からのものではありません。',
  },
};

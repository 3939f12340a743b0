/** Why an upload was not taken, and the page that says so in both languages. */
import { html } from 'hono/html';
import { type Markup, quietPage } from './quiet-page.ts';

const REFUSALS = {
  'not-ours': {
    status: 403,
    en: 'This upload form is not valid. Please open the page from your e-mail again.',
    ja: 'このアップロード用フォームは無効です。メールのリンクからページを開き直してください。',
  },
  expired: {
    status: 410,
    en: 'This upload form has expired. Please go back, reload the page and try again.',
    ja: 'このアップロード用フォームの有効期限が切れています。前のページを再読み込みして、もう一度お試しください。',
  },
  used: {
    status: 409,
    en: 'A file was already sent with this form. Please go back and reload the page.',
    ja: 'このフォームではすでにファイルが送信されています。前のページを再読み込みしてください。',
  },
  'no-file': {
    status: 400,
    en: 'No file arrived. Please go back and choose a file.',
    ja: 'ファイルが届きませんでした。前のページに戻り、ファイルを選択してください。',
  },
  'too-large': {
    status: 413,
    en: 'This file is too large. Please go back and choose a smaller one.',
    ja: 'ファイルのサイズが大きすぎます。前のページに戻り、より小さいファイルを選択してください。',
  },
  'wrong-type': {
    status: 415,
    en: 'This kind of file is not accepted. Please send a JPEG or PNG picture, or a PDF.',
    ja: 'この種類のファイルは受け付けていません。JPEGまたはPNGの画像、もしくはPDFをお送りください。',
  },
  broken: {
    status: 400,
    en: 'The file did not arrive whole. Please go back and try again.',
    ja: 'ファイルを最後まで受信できませんでした。前のページに戻り、もう一度お試しください。',
  },
} as const;

type Reason = keyof typeof REFUSALS;

export class UploadRefused extends Error {
  override readonly name = 'UploadRefused';
  readonly reason: Reason;
  /** The page that the form belongs to, once the form has proved to be ours. */
  readonly backTo: string | undefined;
  constructor(reason: Reason, options?: ErrorOptions & { backTo?: string }) {
    super(`upload refused: ${reason}`, options);
    this.reason = reason;
    this.backTo = options?.backTo;
  }
}

export function refusalStatus(refusal: UploadRefused) {
  return REFUSALS[refusal.reason].status;
}

export function refusalPage({ reason, backTo }: UploadRefused): Markup {
  const { en, ja } = REFUSALS[reason];
  return quietPage(
    'Upload · アップロード',
    html`<h1>The file was not taken</h1>
<p>${en}</p>
${backTo ? html`<p><a href="${backTo}">Back</a></p>` : ''}
<section lang="ja">
<h1>ファイルを受け付けられませんでした</h1>
<p>${ja}</p>
${backTo ? html`<p><a href="${backTo}">戻る</a></p>` : ''}
</section>`,
  );
}

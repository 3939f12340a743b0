/** Words about an answer on paper, in both languages. */
import type { Language } from '../../../core/law/rights.ts';

interface PostingWords {
  task: string;
  next: string;
  outcome: string;
  done: string;
  addressNeeded: string;
  dayWrong: string;
  postalAddress: string;
  onPaper: string;
  postedOn: (day: string) => string;
  title: string;
  help: string;
  check: string;
  cover: string;
  coverHint: string;
  letter: string;
  data: string;
  dataHint: string;
  post: string;
  address: string;
  addressHint: string;
  enterHint: string;
  how: string;
  posted: string;
  on: string;
  tracking: string;
  trackingHint: string;
  electronic: string;
  electronicHint: string;
  remark: string;
  remarkHint: string;
  button: string;
}

const en: PostingWords = {
  task: 'posting the answer',
  next: 'The answer is made and goes out on paper. An operator prints and posts it.',
  outcome: 'by link after all',
  done: 'Recorded. The requester is told by mail.',
  addressNeeded: 'Write the postal address, as it stands on the envelope.',
  dayWrong: 'Choose the day on which it was posted: not ahead, and not before there was an answer.',
  postalAddress: 'Postal address',
  onPaper: 'On paper',
  postedOn: (day) => `posted on ${day}`,
  title: 'Print and post the answer',
  help: 'The requester is answered on paper (L-19). The request counts as answered on the day of posting.',
  check: 'Check the postal address below.',
  cover: 'Open the cover sheet',
  coverHint:
    'Open the cover sheet (button at the end of this form) and print it. Its address shows in the window of a long envelope (長形3号), folded at the marks.',
  letter: 'Print the letter (PDF)',
  data: 'Download the data (ZIP)',
  dataHint:
    'Unpack it, open index.html and print it. Each time is logged; delete the file afterwards.',
  post: 'Post it so that it can be tracked and is handed over to a person.',
  address: 'Postal address',
  addressHint:
    'Line by line as on the envelope, without the name. What stands here goes onto the cover sheet.',
  enterHint:
    'Only where the answer is wanted on paper: line by line as on the envelope, without the name.',
  how: 'What was done?',
  posted: 'It was posted',
  on: 'Day of posting',
  tracking: 'Tracking number',
  trackingHint: 'The requester sees it on the page of their case. Leave it empty if there is none.',
  electronic: 'Hand it over by link instead',
  electronicHint: 'Only with the requester’s consent. They get the mail with the link.',
  remark: 'How the requester agreed',
  remarkHint: 'For the record, sealed.',
  button: 'Record it',
};

const ja: PostingWords = {
  task: '回答の郵送',
  next: '回答ができました。書面での受取りをご希望のため、担当者が印刷して郵送します。',
  outcome: 'リンクでの受渡しに変更',
  done: '記録しました。請求者にメールでお知らせします。',
  addressNeeded: '封筒に書くとおりに、郵送先の住所を入力してください。',
  dayWrong: '郵送した日を選んでください。先の日付や、回答ができる前の日付は選べません。',
  postalAddress: '郵送先',
  onPaper: '書面の郵送',
  postedOn: (day) => `${day}に郵送`,
  title: '回答を印刷して郵送してください',
  help: '書面での受取りをご希望です（L-19）。郵送した日をもって、回答したものとします。',
  check: '下の郵送先を確認します。',
  cover: '送付状を開く',
  coverHint:
    '下のボタンで送付状を開き、印刷します。折り目の印で折ると、長形3号の窓付き封筒の窓に宛先が見えます。',
  letter: '回答書（PDF）を印刷する',
  data: 'データ一式（ZIP）をダウンロードする',
  dataHint:
    '展開して index.html を開き、印刷します。ダウンロードは記録されます。印刷後はファイルを削除してください。',
  post: '追跡でき、手渡しされる方法（書留・レターパックプラスなど）で郵送します。',
  address: '郵送先',
  addressHint:
    '封筒に書くとおりに、行を分けて入力します（氏名を除く）。この内容を送付状に印刷します。',
  enterHint:
    '書面での受取りをご希望の場合のみ。封筒に書くとおりに、行を分けて入力します（氏名を除く）。',
  how: '実施した内容',
  posted: '郵送した',
  on: '郵送した日',
  tracking: '追跡番号',
  trackingHint: '請求者のページに表示します。ない場合は空欄にしてください。',
  electronic: '郵送に代えて、リンクで受け渡す',
  electronicHint: '請求者の同意がある場合に限ります。リンクをメールで送信します。',
  remark: '同意を得た方法',
  remarkHint: '記録用です。暗号化して保管します。',
  button: '記録する',
};

export const POSTING_WORDS: Readonly<Record<Language, PostingWords>> = { en, ja };

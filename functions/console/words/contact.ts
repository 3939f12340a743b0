/** Words about mails that came back, in both languages. */
import type { Party } from '../../../core/case/events.ts';
import type { Language } from '../../../core/law/rights.ts';

interface ContactWords {
  /** In the queue. */
  task: string;
  done: string;
  addressNeeded: string;
  mailTo: string;
  title: Readonly<Record<Party, string>>;
  help: Readonly<Record<Party, string>>;
  /** Of an answer that waits to be fetched. */
  held: string;
  came: (what: string, when: string, permanent: boolean) => string;
  how: string;
  resent: string;
  resentHint: string;
  corrected: string;
  correctedHint: string;
  correctedSecond: string;
  email: string;
  otherwise: string;
  otherwiseHint: Readonly<Record<Party, string>>;
  remark: string;
  remarkHint: string;
  proposed: (address: string, who: string, when: string) => string;
  agreed: string;
  agreedHint: string;
  own: string;
  button: string;
}

const en: ContactWords = {
  task: 'a mail came back',
  done: 'Recorded. What is to be mailed again is on its way.',
  addressNeeded: 'Write an address like name@example.com.',
  mailTo: 'Written to at',
  title: {
    requester: 'Our mail to the requester came back',
    subject: 'Our mail to the person concerned came back',
    recipient: 'Our notice to a recipient of the data came back',
  },
  help: {
    requester:
      'They may know nothing of what we wrote. Find another way to reach them, for example by the telephone number in the request.',
    subject:
      'The person for whom the agent asks could not be asked for their permission. If the address is wrong, tell the agent: they must ask anew with the right one.',
    recipient:
      'It must still be told. Reach it another way, and see to it that the address is mended.',
  },
  held: 'The answer does not expire before you have seen to this. Afterwards the requester has the whole time again.',
  came: (what, when, permanent) => `${what}: ${when}${permanent ? '' : ' (may work another time)'}`,
  how: 'How do you go on?',
  resent: 'Send again to the same address',
  resentHint: 'The mailbox was full, or the server down, and works again.',
  corrected: 'Write to another address',
  correctedHint:
    'Only once you have checked with the person, by another way than e-mail, that it is theirs. Links and codes sent before open nothing any more.',
  correctedSecond:
    'The old address was confirmed. So the answer goes to a new one only when an approver has agreed: somebody who says that their address has changed may be somebody else.',
  email: 'New address',
  otherwise: 'It is seen to otherwise',
  otherwiseHint: {
    requester: 'They know by telephone or post, or there is nothing that they still need to know.',
    subject: 'The agent has been told, or there is nothing more to ask.',
    recipient: 'It has been told another way.',
  },
  remark: 'What you did and how you checked',
  remarkHint: 'For the record, sealed; nobody outside reads it.',
  proposed: (address, who, when) =>
    `To be written to from now on: ${address}, proposed by ${who}, ${when}.`,
  agreed: 'Agree to the new address',
  agreedHint:
    'You have looked at how it was checked, and that is enough for an answer to go there.',
  own: 'You proposed this address yourself. Another approver must agree.',
  button: 'Record it',
};

const ja: ContactWords = {
  task: 'メール不達への対応',
  done: '記録しました。再送が必要なメールは送信しています。',
  addressNeeded: 'name@example.com の形でメールアドレスを入力してください。',
  mailTo: '現在の送信先',
  title: {
    requester: '請求者宛てのメールが届きませんでした',
    subject: 'ご本人宛てのメールが届きませんでした',
    recipient: '情報の提供先への通知が届きませんでした',
  },
  help: {
    requester:
      '請求者は、お知らせの内容をご存じない可能性があります。請求書にある電話番号など、別の方法で連絡してください。',
    subject:
      '代理人に委任したかどうかを、ご本人に確認できていません。アドレスが誤っている場合は、正しいアドレスで請求し直すよう代理人に伝えてください。',
    recipient: '通知の義務は残っています。別の方法で通知し、送信先の設定を見直してください。',
  },
  held: '対応が済むまで、回答の受取期限は進みません。対応後、請求者の受取期間は改めて始まります。',
  came: (what, when, permanent) => `${what}: ${when}${permanent ? '' : '（後で届く可能性あり）'}`,
  how: '対応方法',
  resent: '同じアドレスに再送する',
  resentHint: '受信箱の容量超過やサーバーの停止が原因で、すでに解消している場合。',
  corrected: '別のアドレスに送る',
  correctedHint:
    'メール以外の方法で、ご本人のアドレスであることを確かめた場合に限ります。以前のリンクとコードは使えなくなります。',
  correctedSecond:
    '元のアドレスは確認済みのため、新しいアドレスに回答を送るには承認者の同意が必要です。「アドレスが変わった」という連絡は、なりすましの可能性があります。',
  email: '新しいアドレス',
  otherwise: '別の方法で対応済み',
  otherwiseHint: {
    requester: '電話や郵便で伝えた、またはこれ以上お知らせすることがない場合。',
    subject: '代理人に伝えた、または確認が不要になった場合。',
    recipient: '別の方法で通知した場合。',
  },
  remark: '対応の内容と確認の方法',
  remarkHint: '記録用です。暗号化して保管し、外部には表示しません。',
  proposed: (address, who, when) => `新しい送信先: ${address}（提案: ${who}、${when}）`,
  agreed: '新しい送信先に同意する',
  agreedHint: '確認の方法を見て、回答の送信先として十分であると判断した場合。',
  own: 'ご自身の提案です。別の承認者の同意が必要です。',
  button: '記録する',
};

export const CONTACT_WORDS: Readonly<Record<Language, ContactWords>> = { en, ja };

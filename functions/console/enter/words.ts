/** Words of the form for requests that came by phone, post or in person (L-31). */
import type { Arrival } from '../../../core/case/events.ts';
import type { Language } from '../../../core/law/rights.ts';

interface EnterWords {
  nav: string;
  title: string;
  lead: string;
  how: string;
  arrivals: Readonly<Record<Arrival, string>>;
  on: string;
  onHint: (days: number) => string;
  rights: string;
  rightsHint: string;
  residence: string;
  delivery: string;
  name: string;
  email: string;
  emailHint: string;
  phone: string;
  message: string;
  messageHint: string;
  language: string;
  button: string;
  after: string;
  errors: Readonly<
    Record<
      | 'how'
      | 'on'
      | 'future'
      | 'too-old'
      | 'rights'
      | 'mixed'
      | 'residence'
      | 'delivery'
      | 'name'
      | 'email'
      | 'phone'
      | 'message'
      | 'language',
      string
    >
  >;
}

export const ENTER_WORDS: Readonly<Record<Language, EnterWords>> = {
  en: {
    nav: 'Enter a request',
    title: 'Enter a request that came by phone, post or in person',
    lead: 'A request counts however it came, also when it reached a colleague or answered one of our mails. Write down what the person asked for; the clocks run from the day on which it came.',
    how: 'How it came',
    arrivals: { phone: 'by phone', post: 'by post', 'in-person': 'in person' },
    on: 'Day on which it came',
    onHint: (days) =>
      `The day on which anybody in the company received it, not today's. At most ${days} days back; answer an older one by hand, at once.`,
    rights: 'What the person asks for',
    rightsHint: 'Rights of one law only: a person has a case for each law.',
    residence: 'Where the person lives',
    delivery: 'How the answer is wanted',
    name: 'Name of the person',
    email: 'E-mail address of the person',
    emailHint:
      'The link to the case goes there, and the person confirms by it. Never a colleague’s address.',
    phone: 'Telephone number',
    message: 'What was said or written',
    messageHint:
      'In the person’s own words where you can. Needed for an inquiry. No document numbers.',
    language: 'Language of the answer',
    button: 'Open the case',
    after:
      'The case opens at once, and the person gets a mail. An opt-out or limit is carried out without waiting for it.',
    errors: {
      how: 'Choose how it came.',
      on: 'Enter the day on which it came.',
      future: 'The day on which it came cannot lie in the future.',
      'too-old': 'That day lies too far back. Answer the request by hand, at once.',
      rights: 'Choose at least one right.',
      mixed: 'These rights do not belong to where the person lives. Choose rights of one law only.',
      residence: 'Choose where the person lives.',
      delivery: 'Choose how the answer is wanted.',
      name: 'Enter the name, 200 characters at most.',
      email: 'Enter an e-mail address like name@example.com.',
      phone: 'Enter a telephone number of 40 characters at most.',
      message: 'Enter what was asked, 4,000 characters at most.',
      language: 'Choose a language.',
    },
  },
  ja: {
    nav: '請求の登録',
    title: '電話・郵送・対面で受けた請求の登録',
    lead: '請求は、どのような経路で届いても有効です。他の社員に届いたものや、当社のメールへの返信も同じです。ご本人が求めている内容を登録してください。期限は、届いた日から数えます。',
    how: '受付の方法',
    arrivals: { phone: '電話', post: '郵送', 'in-person': '対面' },
    on: '届いた日',
    onHint: (days) =>
      `本日ではなく、社内の誰かが最初に受け取った日を入力してください。${days}日前まで登録できます。それより前のものは、直ちに手作業で対応してください。`,
    rights: '請求の内容',
    rightsHint: '1つの法令に基づく請求だけを選んでください。法令ごとに別の案件になります。',
    residence: 'ご本人のお住まい',
    delivery: '回答の方法のご希望',
    name: 'ご本人の氏名',
    email: 'ご本人のメールアドレス',
    emailHint:
      'お手続のページへのリンクを送信し、ご本人に確認していただきます。社員のアドレスは入力しないでください。',
    phone: '電話番号',
    message: 'お話または書面の内容',
    messageHint:
      'できるだけご本人の言葉のまま入力してください。お問い合わせの場合は必須です。書類の番号は入力しないでください。',
    language: '回答の言語',
    button: '案件を作成する',
    after:
      '案件は直ちに作成され、ご本人にメールが送信されます。販売・共有の停止と利用の制限は、ご本人の確認を待たずに実施されます。',
    errors: {
      how: '受付の方法を選んでください。',
      on: '届いた日を入力してください。',
      future: '届いた日に未来の日付は入力できません。',
      'too-old': '届いた日が古すぎるため登録できません。直ちに手作業で対応してください。',
      rights: '請求の内容を1つ以上選んでください。',
      mixed:
        'お住まいの地域では選べない請求が含まれています。1つの法令に基づく請求だけを選んでください。',
      residence: 'ご本人のお住まいを選んでください。',
      delivery: '回答の方法を選んでください。',
      name: '氏名を200文字以内で入力してください。',
      email: 'メールアドレスを name@example.com の形で入力してください。',
      phone: '電話番号を40文字以内で入力してください。',
      message: '請求の内容を4,000文字以内で入力してください。',
      language: '言語を選んでください。',
    },
  },
};

/** Words for requests by agents (L-22), in both languages. */
import type { Language } from '../../../core/law/rights.ts';

interface AgentWords {
  form: {
    who: string;
    self: string;
    other: string;
    otherHint: string;
    kind: string;
    subject: string;
    subjectName: string;
    subjectNameHint: string;
    subjectEmail: string;
    subjectEmailHint: string;
    /** Heads the agent's own fields. */
    you: string;
  };
  errors: Readonly<Record<'agentKind' | 'subjectName' | 'subjectEmail' | 'sameEmail', string>>;
  task: { title: string; text: string; button: string };
  upload: {
    title: string;
    lead: string;
    uploadTitle: (proof: string) => string;
    show: string;
    cover: string;
    coverWhat: string;
    use: string;
    sent: string;
  };
  points: string;
  declaration: (name: string) => string;
  evidence: string;
  permission: {
    title: string;
    lead: (company: string) => string;
    agent: string;
    asked: string;
    question: string;
    yes: string;
    no: string;
    either: string;
    declarationTitle: string;
    declarationWhy: string;
    declare: string;
    typed: string;
    doneTitle: string;
    doneYes: string;
    doneNo: string;
    overTitle: string;
    over: string;
  };
}

export const AGENT_WORDS: Readonly<Record<Language, AgentWords>> = {
  en: {
    form: {
      who: 'For whom do you ask?',
      self: 'For myself',
      other: 'For somebody else',
      otherHint: 'As an agent, a parent or a legal representative. We ask you for proof of it.',
      kind: 'How may you act for them?',
      subject: 'The person for whom you ask',
      subjectName: 'Their name',
      subjectNameHint: 'As our services know it.',
      subjectEmail: 'Their own e-mail address',
      subjectEmailHint:
        'The one under which our services may know them. With signed permission, we write to it to ask whether they gave it; it must not be yours then.',
      you: 'About you, who write to us',
    },
    errors: {
      agentKind: 'Choose how you may act for the other person.',
      subjectName: 'Enter the name of the person for whom you ask.',
      subjectEmail: 'Enter their e-mail address in the form name@example.com.',
      sameEmail:
        'Enter the other person’s own e-mail address, not yours: we ask them whether they gave you permission.',
    },
    task: {
      title: 'Show that you may make this request',
      text: 'Please upload the paper by which you may act for the other person. One of us looks at it; then it is destroyed.',
      button: 'Choose a paper',
    },
    upload: {
      title: 'Which paper do you send?',
      lead: 'One is enough.',
      uploadTitle: (proof) => `Upload: ${proof}`,
      show: 'What it must show',
      cover: 'What to cover',
      coverWhat:
        'Everything else: numbers, other people, anything that has nothing to do with this request. Of several pages make one PDF.',
      use: 'We use it only to see that you may make this request, and destroy it as soon as it has been looked at.',
      sent: 'Thank you. One of us looks at it, usually within two working days, and we write to you.',
    },
    points:
      'Please give the details of the person for whom you ask, as they once told them to us. Not your own.',
    declaration: (name) =>
      `I, ${name}, declare under penalty of perjury under the laws of the State of California that I may act for the person whose personal information this request concerns, and that what I have stated here of that person is true and correct.`,
    evidence:
      'It is a document of the person for whom you ask. Where they have none, as a small child, send yours.',
    permission: {
      title: 'Did you give this permission?',
      lead: (company) =>
        `Somebody has sent ${company} a privacy request and says that you asked them in writing to do so.`,
      agent: 'Who asks',
      asked: 'What for',
      question: 'Did you give them permission to ask for this?',
      yes: 'Yes, I gave permission',
      no: 'No',
      either:
        'If you say no, the request is closed and nothing is handed out. Neither answer has any disadvantage for you.',
      declarationTitle: 'Declaration, if your answer is yes',
      declarationWhy:
        'The rules of California ask for it before specific pieces of information are handed out. A false declaration can be punished.',
      declare: 'I declare this',
      typed: 'Type your full name as your signature',
      doneTitle: 'Thank you for your answer',
      doneYes: 'We go on with the request. You need not do anything more.',
      doneNo: 'The request is closed, and nothing is handed out.',
      overTitle: 'Your answer is not needed any more',
      over: 'The request has been answered by you already, or was closed.',
    },
  },
  ja: {
    form: {
      who: 'どなたの情報についてのご請求ですか',
      self: '自分の情報',
      other: '他の方の情報（代理人として）',
      otherHint: '任意代理人、親権者、法定代理人の方。代理権を確認できる書面をお願いします。',
      kind: 'ご本人との関係',
      subject: 'ご本人（情報の対象となる方）について',
      subjectName: 'ご本人のお名前',
      subjectNameHint: '当社のサービスで使われたお名前',
      subjectEmail: 'ご本人のメールアドレス',
      subjectEmailHint:
        '当社のサービスで使われたアドレス。署名入りの委任による場合は、このアドレスへ委任の事実を確認するメールをお送りします（代理人のアドレスは使えません）。',
      you: '代理人（ご入力の方）について',
    },
    errors: {
      agentKind: 'ご本人との関係をお選びください。',
      subjectName: 'ご本人のお名前を入力してください。',
      subjectEmail: 'ご本人のメールアドレスを name@example.com の形式で入力してください。',
      sameEmail:
        '代理人のアドレスではなく、ご本人のメールアドレスを入力してください。ご本人に委任の事実を確認いたします。',
    },
    task: {
      title: '代理権を確認する書面の提出',
      text: 'ご本人を代理できることを示す書面をお送りください。担当者が確認した後、直ちに廃棄します。',
      button: '書面を選ぶ',
    },
    upload: {
      title: 'どの書面をお送りになりますか',
      lead: '一点で結構です。',
      uploadTitle: (proof) => `${proof}の提出`,
      show: '必要な記載',
      cover: '隠していただく部分',
      coverWhat:
        '番号、他の方の情報など、今回のご請求に関係のない部分。複数のページは一つのPDFにまとめてください。',
      use: '代理権の確認のみに利用し、確認後直ちに廃棄します。',
      sent: 'ありがとうございます。担当者が通常2営業日以内に確認し、メールでお知らせします。',
    },
    points:
      '代理人の方ではなく、ご本人の情報を入力してください。以前ご本人が当社にお知らせになった内容です。',
    declaration: (name) =>
      `私、${name}は、この請求の対象である個人情報の本人を代理する権限を有すること、および本人についてここに述べたことが真実かつ正確であることを、カリフォルニア州法に基づき、偽証罪の罰則を承知のうえで宣誓します。`,
    evidence:
      'ご本人の書類をお送りください。小さなお子さまなど、ご本人が書類をお持ちでない場合は、代理人の方の書類で結構です。',
    permission: {
      title: '委任のご確認',
      lead: (company) =>
        `あなたから書面で委任を受けたという方から、${company}に個人情報に関する請求がありました。`,
      agent: '請求した方',
      asked: '請求の内容',
      question: 'この請求を委任されましたか。',
      yes: '委任しました',
      no: '委任していません',
      either:
        '「委任していません」の場合、請求の受付を終了し、情報はお渡ししません。どちらを選ばれても、不利益はありません。',
      declarationTitle: '宣誓（委任された場合）',
      declarationWhy:
        'カリフォルニア州の規則により、個々の情報をお渡しする前に必要です。虚偽の宣誓は処罰されることがあります。',
      declare: '上記のとおり宣誓します',
      typed: '署名として氏名を入力してください',
      doneTitle: 'ご回答ありがとうございます',
      doneYes: '請求のお手続を進めます。これ以上のお手続は必要ありません。',
      doneNo: '請求の受付を終了します。情報をお渡しすることはありません。',
      overTitle: 'ご回答は不要になりました',
      over: 'すでにご回答いただいているか、請求の受付が終了しています。',
    },
  },
};

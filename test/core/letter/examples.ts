/** Letters to look at and to test with. Invented people. */
import type { LetterData } from '../../../core/letter/data.ts';

export const disclosure: LetterData = {
  caseId: 'KJ-7F3K2-9QXM4',
  language: 'ja',
  regime: 'appi',
  organisation: {
    name: 'レバレジーズ株式会社',
    address: ['〒150-6190 東京都渋谷区渋谷2-24-12', '渋谷スクランブルスクエア24階・25階'],
    contact: ['個人情報お問い合わせ窓口', 'privacy@example.jp'],
  },
  requester: { name: '髙橋 グエン・ティ・フオン' },
  receivedAt: '2026-11-19T15:30:00.000Z',
  decidedAt: '2026-11-27T02:00:00.000Z',
  rights: [
    {
      title: '保有個人データの開示（個人情報の保護に関する法律 第33条第1項）',
      outcome:
        'ご請求の一部を開示いたします。開示する内容は、添付のデータ（同封の「index.html」からご覧いただけます）に収めております。',
      reasons: [
        {
          text: '一部の情報は、第三者の権利利益を害するおそれがあるため、お渡しすることができません。該当する箇所は、その種類のみを下記に記載しております。',
          citation: '個人情報の保護に関する法律 第33条第2項第1号',
        },
        { text: '本人確認のためにご提出いただいた書類は、確認後すみやかに破棄いたしました。' },
      ],
      withheld: [
        {
          kind: '他の応募者に関する記述',
          count: 3,
          reason: 'ご本人以外の方の情報が含まれ、その方の権利利益を害するおそれがあるためです。',
        },
        {
          kind: 'パスワード',
          count: 1,
          reason: '安全管理のため、内容はどなたにもお渡ししておりません。',
        },
      ],
      stores: [
        {
          name: '会員データベース（KikokuGO.com）',
          count: 12,
          state: 'complete',
          how: '登録されたメールアドレスおよび電話番号により検索し、最後のページまで確認しました。',
        },
        {
          name: '応募管理（ShigotoSagashi.com）',
          count: 1204,
          state: 'complete',
          how: '会員番号により検索し、最後のページまで確認しました。',
        },
        {
          name: '紙の面談記録',
          count: 2,
          state: 'by-hand',
          how: '担当者が書庫の記録を確認しました。',
        },
        {
          name: '旧メール配信システム',
          count: 0,
          state: 'left-out',
          how: 'システムの障害により確認できませんでした。復旧後、あらためてご連絡いたします。',
        },
      ],
      thirdParties: [],
      period: null,
    },
  ],
  fee: { amount: 500, currency: 'usd', paidAt: '2026-11-24T03:00:00.000Z' },
  objection: [
    'この決定にご不服がある場合は、上記の窓口までお申し出ください。あらためて検討のうえ、ご回答いたします。',
    'また、個人情報保護委員会の相談窓口（個人情報保護法相談ダイヤル 03-6457-9849）にご相談いただくこともできます。',
  ],
  verification: { code: 'K7QF-2MXR-9D4T', address: 'https://privacy.example.jp/verify' },
};

export const knowAndOptOut: LetterData = {
  caseId: 'KJ-0H8TZ-4C1VR',
  language: 'en',
  regime: 'ccpa',
  organisation: {
    name: 'Leverages Co., Ltd.',
    address: [
      'Shibuya Scramble Square 24F/25F',
      '2-24-12 Shibuya, Shibuya-ku, Tokyo 150-6190, Japan',
    ],
    contact: ['privacy@example.com'],
  },
  requester: { name: 'María-José Nguyễn Thị Hương', actingFor: '赵陈 김민준 नेपा 😀 👩‍👩‍👧' },
  receivedAt: '2026-11-19T08:00:00.000Z',
  decidedAt: '2026-12-01T20:00:00.000Z',
  rights: [
    {
      title: 'Opt out of the sale and sharing of your information',
      outcome: 'Done on November 19, 2026. We no longer sell or share your information.',
      reasons: [],
      withheld: [],
      stores: [],
      thirdParties: [
        {
          name: 'Meta Platforms, Inc.',
          request: 'Stop using your information, and ask others to do the same',
          toldAt: '2026-11-19T08:01:00.000Z',
        },
        {
          name: 'Google LLC',
          request: 'Stop using your information, and ask others to do the same',
          toldAt: '2026-11-19T08:01:00.000Z',
        },
      ],
    },
    {
      title: 'Know the specific pieces of information we hold',
      outcome:
        'Granted in part. What we may hand out is in the package that came with this letter.',
      reasons: [
        {
          text: 'Some identifiers could harm you if they fell into the wrong hands. The law tells us never to hand them out, even to you, and to name their kinds instead.',
          citation: '11 CCR § 7024(d)',
        },
      ],
      withheld: [
        {
          kind: 'Driver’s license number',
          count: 1,
          reason: 'A government identification number, named but never handed out.',
        },
        {
          kind: 'Bank account number',
          count: 2,
          reason: 'A financial account number, named but never handed out.',
        },
      ],
      stores: [
        {
          name: 'Leverages Career U.S. members',
          count: 41,
          state: 'complete',
          how: 'Searched by your e-mail address and telephone number; every page read to the last.',
        },
        {
          name: 'Application tracking',
          count: 0,
          state: 'complete',
          how: 'Searched by your member number; every page read to the last.',
        },
      ],
      thirdParties: [],
      period: { from: '2022-01-01', to: '2026-11-19' },
    },
  ],
  fee: null,
  objection: [
    'If you think that this decision is wrong, write to us at the address above and say why. Someone who did not take part in it will look at it again.',
    'You may also complain to the California Privacy Protection Agency at https://cppa.ca.gov/webapplications/complaint or to the California Attorney General.',
  ],
  verification: { code: 'B3NW-8HTK-5VQ2', address: 'https://privacy.example.com/verify' },
};

/** The words of the stand-in's checkout page. */
export const WORDS = {
  en: {
    title: 'Payment (stand-in)',
    notice: 'This page stands in for Stripe. No real card is charged, and none is asked for.',
    item: 'For',
    amount: 'Amount',
    pay: (amount: string) => `Pay ${amount}`,
    back: 'Go back without paying',
    paid: 'This payment has been made. Nothing more is due.',
    expired: 'This payment page has expired. Nothing was charged.',
    onward: 'Continue',
    tests: 'For testing',
    late: 'Let a further payment arrive, although this page is paid or expired',
    resend: 'Send the notices of this payment again',
    sent: 'Done.',
    unknown: 'There is no such payment.',
    other: '日本語',
  },
  ja: {
    title: 'お支払い（代替画面）',
    notice:
      'この画面は Stripe の代わりです。実際のカード請求は発生せず、カード番号もお尋ねしません。',
    item: '内容',
    amount: '金額',
    pay: (amount: string) => `${amount} を支払う`,
    back: '支払わずに戻る',
    paid: 'お支払いは完了しています。これ以上のお支払いは不要です。',
    expired: 'この支払い画面は期限が切れました。請求は発生していません。',
    onward: '次へ進む',
    tests: 'テスト用',
    late: '支払い済み・期限切れでも、もう一件の支払いを発生させる',
    resend: 'この支払いの通知をもう一度送る',
    sent: '完了しました。',
    unknown: 'この支払いは見つかりません。',
    other: 'English',
  },
} as const;

export type Language = keyof typeof WORDS;

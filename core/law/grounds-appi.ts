/** Grounds under APPI: for disclosure L-20 (Art. 33(2)), for the others Arts. 32, 34, 35. */
import { type Ground, ground } from './ground.ts';
import type { Outcome } from './outcomes.ts';
import type { Right } from './rights.ts';
import { APPI_2022 } from './rule.ts';

const APPI = { confidence: 'Q', valid: APPI_2022 } as const;

export const NOT_HELD_APPI = ground({
  ...APPI,
  id: 'appi.not-held',
  cites: ['L-18', 'APPI 33(3)', 'P-7'],
  letter: {
    en: 'We searched our systems and hold no retained personal data about you to which your request applies.',
    ja: '当社のシステムを調査した結果、ご請求の対象となる保有個人データは存在しませんでした。',
  },
  operator: { en: 'No such data is held', ja: '対象となる保有個人データが存在しない' },
});

export const IDENTITY_APPI = ground({
  ...APPI,
  id: 'appi.identity-not-established',
  cites: ['L-10', 'L-18', 'APPI 37', 'P-7', 'P-8-1'],
  letter: {
    en: 'We may act on a request only when it comes from the person concerned or their representative. We could not establish this from what was sent to us.',
    ja: 'ご本人または代理人からの請求であることが確認できた場合に限り、対応することができます。ご提出いただいた内容からは、その確認ができませんでした。',
  },
  operator: { en: 'Identity not established', ja: '本人確認ができない' },
});

const HARM = ground({
  ...APPI,
  id: 'appi.harm-to-rights',
  cites: ['L-18', 'L-20', 'APPI 33(2)(i)'],
  letter: {
    en: 'Disclosure is likely to harm the life, body, property or other rights or interests of you or of someone else.',
    ja: '開示することにより、ご本人または第三者の生命、身体、財産その他の権利利益を害するおそれがあるためです。',
  },
  operator: {
    en: 'Harm to life, body, property or rights',
    ja: '生命・身体・財産その他の権利利益を害するおそれ',
  },
  needsReason: true,
});

const HINDRANCE = ground({
  ...APPI,
  id: 'appi.serious-hindrance',
  cites: ['L-18', 'L-20', 'APPI 33(2)(ii)'],
  letter: {
    en: 'Disclosure is likely to seriously hinder the proper conduct of our business.',
    ja: '開示することにより、当社の業務の適正な実施に著しい支障を及ぼすおそれがあるためです。',
  },
  operator: { en: 'Serious hindrance to the business', ja: '業務の適正な実施に著しい支障' },
  needsReason: true,
});

const OTHER_LAW = ground({
  ...APPI,
  id: 'appi.other-law',
  cites: ['L-18', 'L-20', 'APPI 33(2)(iii)'],
  letter: {
    en: 'Disclosure would violate another law.',
    ja: '開示することが他の法令に違反することとなるためです。',
  },
  operator: { en: 'Breach of another law', ja: '他の法令に違反' },
  needsReason: true,
});

/** Neither law nor policy says what follows; a disclosure that is not paid for is not begun. (ours) */
export const NOT_PAID_APPI = ground({
  ...APPI,
  confidence: 'M',
  id: 'appi.fee-not-paid',
  cites: ['L-08', 'L-09', 'L-18', 'APPI 38', 'P-7'],
  letter: {
    en: 'The fee for disclosure was not paid in time. You can ask again whenever you like.',
    ja: '開示の手数料のお支払いを期日までに確認できなかったためです。改めてご請求いただくことができます。',
  },
  operator: { en: 'Fee not paid', ja: '手数料の支払いがない' },
});

const REFUSE_DISCLOSURE = [HARM, HINDRANCE, OTHER_LAW];

const DISCLOSED = ground({
  ...APPI,
  id: 'appi.disclosed',
  cites: ['L-19', 'APPI 33(2)', 'P-7'],
  letter: {
    en: 'We disclose to you all the data that your request covers.',
    ja: 'ご請求の対象となる内容を、すべて開示いたします。',
  },
  operator: { en: 'Disclose everything', ja: '全部を開示' },
});

const METHOD = ground({
  ...APPI,
  id: 'appi.method-difficult',
  cites: ['L-18', 'L-19', 'APPI 33(2)', 'APPI 33(3)', 'P-7'],
  letter: {
    en: 'Disclosure by the method that you chose would be very costly or is otherwise difficult. We therefore disclose in writing.',
    ja: 'ご指定の方法による開示は、多額の費用を要するなど困難であるため、書面の交付により開示いたします。',
  },
  operator: {
    en: 'Chosen method costly or difficult: in writing',
    ja: '指定の方法が困難なため書面で開示',
  },
  needsReason: true,
});

const NOTIFIED = ground({
  ...APPI,
  id: 'appi.purpose-notified',
  cites: ['APPI 32(2)', 'P-2'],
  letter: {
    en: 'We notify you of the purposes for which your data is used.',
    ja: 'お客様の保有個人データの利用目的を通知いたします。',
  },
  operator: { en: 'Notify the purposes', ja: '利用目的を通知' },
});

const PURPOSE_REFUSALS = [
  ground({
    ...APPI,
    id: 'appi.purpose-clear',
    cites: ['L-18', 'APPI 32(2)(i)', 'P-2'],
    letter: {
      en: 'The purposes of use are clear from what we have published in section 2 of our privacy policy.',
      ja: '利用目的は、当社プライバシーポリシー第2条の公表内容により明らかであるためです。',
    },
    operator: { en: 'Purpose is clear from the policy', ja: '公表内容により明らか' },
  }),
  ground({
    ...APPI,
    confidence: 'M',
    id: 'appi.purpose-harm',
    cites: ['L-18', 'APPI 32(2)(ii)', 'APPI 21(4)(i)'],
    letter: {
      en: 'Notification is likely to harm the life, body, property or other rights or interests of you or of someone else.',
      ja: '通知することにより、ご本人または第三者の生命、身体、財産その他の権利利益を害するおそれがあるためです。',
    },
    operator: {
      en: 'Harm to life, body, property or rights',
      ja: '生命・身体・財産その他の権利利益を害するおそれ',
    },
    needsReason: true,
  }),
  ground({
    ...APPI,
    confidence: 'M',
    id: 'appi.purpose-company-interest',
    cites: ['L-18', 'APPI 32(2)(ii)', 'APPI 21(4)(ii)'],
    letter: {
      en: 'Notification is likely to harm our rights or legitimate interests.',
      ja: '通知することにより、当社の権利または正当な利益を害するおそれがあるためです。',
    },
    operator: {
      en: "Harm to the company's legitimate interests",
      ja: '当社の権利・正当な利益を害するおそれ',
    },
    needsReason: true,
  }),
];

const CORRECTED = ground({
  ...APPI,
  id: 'appi.corrected',
  cites: ['APPI 34(2)', 'APPI 34(3)', 'P-8-1'],
  letter: {
    en: 'We looked into it and corrected the data as you asked.',
    ja: '調査の結果、ご請求のとおり内容を訂正いたしました。',
  },
  operator: { en: 'Corrected as asked', ja: '請求どおり訂正' },
});

const CORRECTION_REFUSALS = [
  ground({
    ...APPI,
    id: 'appi.factual',
    cites: ['L-18', 'APPI 34(1)', 'APPI 34(3)', 'P-8-1'],
    letter: {
      en: 'We looked into it and found the data to be in accordance with the facts.',
      ja: '調査の結果、当該内容は事実に反するものではないと判断したためです。',
    },
    operator: { en: 'The data is factual', ja: '内容は事実に合致' },
    needsReason: true,
  }),
  ground({
    ...APPI,
    id: 'appi.correction-not-needed',
    cites: ['L-18', 'APPI 34(2)', 'P-8-1'],
    letter: {
      en: 'A correction is not needed for the purpose for which the data is used.',
      ja: '利用目的の達成に必要な範囲を超える訂正であるためです。',
    },
    operator: { en: 'Not needed for the purpose of use', ja: '利用目的の達成に必要な範囲を超える' },
    needsReason: true,
  }),
  ground({
    ...APPI,
    id: 'appi.correction-other-procedure',
    cites: ['L-18', 'APPI 34(2)', 'P-8-3'],
    letter: {
      en: 'Another law provides a procedure of its own for this correction.',
      ja: '当該訂正については、他の法令により特別の手続が定められているためです。',
    },
    operator: { en: 'Another law has its own procedure', ja: '他の法令に特別の手続がある' },
    needsReason: true,
  }),
];

const CEASED = ground({
  ...APPI,
  id: 'appi.ceased',
  cites: ['APPI 35(2)', 'APPI 35(6)', 'P-8-1'],
  letter: {
    en: 'We have stopped using your data as you asked.',
    ja: 'ご請求のとおり、保有個人データの利用を停止いたしました。',
  },
  operator: { en: 'Use stopped', ja: '利用を停止' },
});

const ERASED = ground({
  ...APPI,
  id: 'appi.erased',
  cites: ['APPI 35(2)', 'APPI 35(6)', 'P-8-1', 'P-8-2'],
  letter: {
    en: 'We have erased your data as you asked.',
    ja: 'ご請求のとおり、保有個人データを消去いたしました。',
  },
  operator: { en: 'Erased', ja: '消去' },
});

const ALTERNATIVE = ground({
  ...APPI,
  id: 'appi.alternative-measure',
  cites: ['L-18', 'APPI 35(2)', 'APPI 35(4)', 'APPI 35(6)'],
  letter: {
    en: 'What you asked for would be very costly or is otherwise difficult. We have taken another measure that protects your rights and interests.',
    ja: 'ご請求の措置は多額の費用を要するなど困難であるため、お客様の権利利益を保護するために必要なこれに代わる措置を講じました。',
  },
  operator: { en: 'Costly or difficult: alternative measure', ja: '困難なため代替措置' },
  needsReason: true,
});

const CESSATION_REFUSALS = [
  ground({
    ...APPI,
    id: 'appi.no-cause-to-cease',
    cites: ['L-18', 'L-20', 'APPI 35(1)', 'APPI 35(5)', 'P-8-1', 'P-8-3'],
    letter: {
      en: 'We looked into it and found none of the causes for which the law and section 8 of our privacy policy provide that use is stopped.',
      ja: '調査の結果、法令および当社プライバシーポリシー第8条に定める利用停止等の事由に該当しないと判断したためです。',
    },
    operator: { en: 'None of the legal causes is given', ja: '利用停止等の事由に該当しない' },
    needsReason: true,
  }),
  ground({
    ...APPI,
    confidence: 'M',
    id: 'appi.duty-to-keep',
    cites: ['L-18', 'P-8-3'],
    letter: {
      en: 'Another law obliges us to keep this data.',
      ja: '他の法令により、当該データの保存が義務付けられているためです。',
    },
    operator: { en: 'Another law obliges to keep it', ja: '他の法令による保存義務' },
    needsReason: true,
  }),
];

const PROVISION_CEASED = ground({
  ...APPI,
  id: 'appi.provision-ceased',
  cites: ['APPI 35(4)', 'APPI 35(6)'],
  letter: {
    en: 'We have stopped giving your data to third parties.',
    ja: 'ご請求のとおり、第三者への提供を停止いたしました。',
  },
  operator: { en: 'Provision stopped', ja: '第三者提供を停止' },
});

const PROVISION_REFUSALS = [
  ground({
    ...APPI,
    id: 'appi.provision-lawful',
    cites: ['L-18', 'APPI 35(3)', 'APPI 35(5)', 'P-5'],
    letter: {
      en: 'We looked into it and found that the provision is lawful and that none of the causes for stopping it is given.',
      ja: '調査の結果、第三者への提供は適法に行われており、提供停止の事由に該当しないと判断したためです。',
    },
    operator: { en: 'Provision is lawful', ja: '提供は適法で停止事由に該当しない' },
    needsReason: true,
  }),
];

type Catalogue = Readonly<Partial<Record<Outcome, readonly Ground[]>>>;

/** Everything but what would harm the person themselves in the wrong hands (L-14, under APPI by L-20). */
const WITHHELD_KINDS = ground({
  ...APPI,
  id: 'appi.withheld-kinds',
  cites: ['L-14', 'L-18', 'L-20', 'APPI 33(2)(i)'],
  confidence: 'M',
  letter: {
    en: 'We disclose the data that your request covers, except for some kinds that could harm you if they fell into other hands. We name those kinds and do not disclose the values.',
    ja: 'ご請求の対象となる内容を開示いたします。ただし、第三者の手に渡った場合にご本人の権利利益を害するおそれがある一部の情報については、その種類のみをお知らせし、内容は開示いたしません。',
  },
  operator: { en: 'Kinds never handed out are withheld', ja: '交付しない種類の情報を除いて開示' },
});

const DISCLOSURE: Catalogue = {
  disclose: [DISCLOSED],
  partial: [WITHHELD_KINDS, ...REFUSE_DISCLOSURE],
  refuse: [...REFUSE_DISCLOSURE, IDENTITY_APPI, NOT_PAID_APPI],
  'not-held': [NOT_HELD_APPI],
  'method-changed': [METHOD],
};

export const APPI_GROUNDS: Readonly<Partial<Record<Right, Catalogue>>> = {
  'appi.disclose': DISCLOSURE,
  'appi.disclose-provision': DISCLOSURE,
  'appi.purpose': { notify: [NOTIFIED], refuse: [...PURPOSE_REFUSALS, IDENTITY_APPI] },
  'appi.correct': {
    corrected: [CORRECTED],
    partial: CORRECTION_REFUSALS,
    refuse: [...CORRECTION_REFUSALS, IDENTITY_APPI],
    'not-held': [NOT_HELD_APPI],
  },
  'appi.cease': {
    ceased: [CEASED],
    erased: [ERASED],
    alternative: [ALTERNATIVE],
    refuse: [...CESSATION_REFUSALS, IDENTITY_APPI],
    'not-held': [NOT_HELD_APPI],
  },
  'appi.cease-provision': {
    ceased: [PROVISION_CEASED],
    alternative: [ALTERNATIVE],
    refuse: [...PROVISION_REFUSALS, IDENTITY_APPI],
    'not-held': [NOT_HELD_APPI],
  },
};

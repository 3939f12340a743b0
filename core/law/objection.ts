/**
 * How to object to an answer, and to whom to complain (L-18): printed under every decision that gives
 * less than was asked for. The CCPA knows no appeal that a business must offer, so none is promised:
 * we look again when asked, and the authorities are named.
 */
import { COMPANY } from './company.ts';
import type { Language, Regime } from './rights.ts';

export interface Objection {
  /** Whole paragraphs, ready to print. */
  paragraphs: string[];
  links: { label: string; url: string }[];
  cites: readonly string[];
}

const PPC = 'https://www.ppc.go.jp/personalinfo/pipldial/';
const CPPA = 'https://cppa.ca.gov/webapplications/complaint';
const ATTORNEY_GENERAL =
  'https://oag.ca.gov/contact/consumer-complaint-against-business-or-company';

/** Where to write to; the policy's desk unless a deployment says otherwise. */
export interface Desk {
  organisation: string;
  contactAddress: string;
}

function policyDesk(language: Language): string {
  const { name, address, phone, email } = COMPANY;
  return language === 'ja'
    ? `${name} ${address.ja} 電話 ${phone} メール ${email}`
    : `${name}, ${address.en}, telephone ${phone}, e-mail ${email}`;
}

function ourDesk(language: Language, desk: Desk | undefined): string {
  const ja = language === 'ja';
  const where = desk
    ? `${desk.organisation}${ja ? ' ' : ', '}${desk.contactAddress}`
    : policyDesk(language);
  return ja
    ? `回答にご納得いただけない場合は、その理由を添えて下記の窓口までお申し出ください。改めて検討いたします。${where}`
    : `If you do not agree with our answer, please tell us and say why; we look at it again: ${where}.`;
}

function appi(language: Language, desk: Desk | undefined): Objection {
  const cites = ['L-18', 'L-21', 'APPI 36', 'APPI 39', 'APPI 40', 'P-9'];
  if (language === 'ja')
    return {
      paragraphs: [
        ourDesk('ja', desk),
        '個人情報の取扱いに関する苦情は、個人情報保護委員会の「個人情報保護法相談ダイヤル」（電話 03-6457-9849、平日9:30～17:30）にもご相談いただけます。当社が認定個人情報保護団体の対象事業者である場合は、当該団体にもお申し出いただけます。',
        'このほか、裁判所に訴えを提起することができます。開示、訂正、利用停止等の請求に係る訴えは、原則として、請求が当社に到達した日から2週間を経過した後に提起することができます（個人情報の保護に関する法律第39条）。',
      ],
      links: [{ label: '個人情報保護委員会 個人情報保護法相談ダイヤル', url: PPC }],
      cites,
    };
  return {
    paragraphs: [
      ourDesk('en', desk),
      'You can also take a complaint about the handling of personal information to the Personal Information Protection Commission of Japan (telephone +81 3-6457-9849, weekdays 9:30 to 17:30 Japan time, in Japanese), and, where the company belongs to one, to an accredited personal information protection organisation.',
      'You may also bring the matter before a court in Japan. As a rule, a suit for disclosure, correction or cessation can be brought once two weeks have passed since your request reached us (Act on the Protection of Personal Information, Art. 39).',
    ],
    links: [{ label: 'Personal Information Protection Commission', url: PPC }],
    cites,
  };
}

function ccpa(language: Language, desk: Desk | undefined): Objection {
  const cites = ['L-18', 'L-29', 'Civ. 1798.145(h)', 'Civ. 1798.199.45', 'P-9', 'P-15'];
  if (language === 'ja')
    return {
      paragraphs: [
        ourDesk('ja', desk),
        'カリフォルニア州プライバシー保護庁（California Privacy Protection Agency）またはカリフォルニア州司法長官（Attorney General）に苦情を申し立てることもできます。',
        '権利を行使されたことを理由として、お客様を不利に取り扱うことはありません。',
      ],
      links: [
        { label: 'California Privacy Protection Agency', url: CPPA },
        { label: 'California Attorney General', url: ATTORNEY_GENERAL },
      ],
      cites,
    };
  return {
    paragraphs: [
      ourDesk('en', desk),
      'You can also complain to the California Privacy Protection Agency or to the Attorney General of California.',
      'We do not discriminate or retaliate against anyone for exercising a right.',
    ],
    links: [
      { label: 'California Privacy Protection Agency', url: CPPA },
      { label: 'California Attorney General', url: ATTORNEY_GENERAL },
    ],
    cites,
  };
}

export function objection(regime: Regime, language: Language, desk?: Desk): Objection {
  return regime === 'appi' ? appi(language, desk) : ccpa(language, desk);
}

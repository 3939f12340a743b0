/**
 * The demo company's people. All invented; addresses of mail end in example.jp and
 * example.com, American phone numbers are of the 555-01xx kept for fiction. The first
 * ones are written by hand, each for something that goes wrong elsewhere; the rest is a crowd.
 */
export type ServiceName = 'kikokugo' | 'shigotosagashi' | 'career';

export interface DemoPerson {
  /** Stable handle for tests. */
  id: string;
  language: 'ja' | 'en';
  family: string;
  given: string;
  familyKana: string;
  givenKana: string;
  email: string;
  phone: string;
  /** `YYYY-MM-DD` */
  born: string;
  gender: 'female' | 'male' | 'not stated';
  nationality: string;
  postalCode: string;
  address: string;
  school: string;
  employer: string;
  lineId: string | null;
  services: readonly ServiceName[];
  /** The address as a service has it, where it is written otherwise or is another one. */
  emailIn?: Partial<Record<ServiceName | 'newsletter' | 'inquiry', string>>;
  /** How much there is of them: a busy person fills several pages in every store. */
  busy?: boolean;
}

const handWritten: DemoPerson[] = [
  {
    // Held in all three; in Career U.S. under another address, found by her KikokuGO number.
    id: 'hanako',
    language: 'ja',
    family: '山田',
    given: '花子',
    familyKana: 'ヤマダ',
    givenKana: 'ハナコ',
    email: 'hanako.yamada@example.jp',
    phone: '090-0000-1201',
    born: '1996-04-12',
    gender: 'female',
    nationality: '日本',
    postalCode: '150-0041',
    address: '東京都渋谷区神南1-2-3 メゾン神南405',
    school: '青葉大学',
    employer: '株式会社あおぞら商事',
    lineId: 'hanako_y',
    services: ['kikokugo', 'shigotosagashi', 'career'],
    emailIn: {
      shigotosagashi: 'Hanako.Yamada@Example.jp',
      career: 'hanako.y@example.com',
      newsletter: 'ｈａｎａｋｏ．ｙａｍａｄａ＠ｅｘａｍｐｌｅ．ｊｐ',
      inquiry: 'HANAKO.YAMADA@EXAMPLE.JP',
    },
    busy: true,
  },
  {
    // The Californian: numbers that must never be shown (L-14).
    id: 'emily',
    language: 'en',
    family: 'Tanaka',
    given: 'Emily',
    familyKana: 'タナカ',
    givenKana: 'エミリー',
    email: 'emily.tanaka@example.com',
    phone: '(415) 555-0142',
    born: '1994-09-30',
    gender: 'female',
    nationality: 'United States',
    postalCode: '94110',
    address: '2145 Valencia Street Apt 7, San Francisco, CA',
    school: 'Redwood State University',
    employer: 'Bayline Logistics Inc.',
    lineId: null,
    services: ['shigotosagashi', 'career'],
    emailIn: { shigotosagashi: 'Emily.Tanaka@example.com' },
    busy: true,
  },
  {
    // One of two 佐藤 健.
    id: 'ken-tokyo',
    language: 'ja',
    family: '佐藤',
    given: '健',
    familyKana: 'サトウ',
    givenKana: 'ケン',
    email: 'ken.sato@example.jp',
    phone: '080-0000-2301',
    born: '1990-01-15',
    gender: 'male',
    nationality: '日本',
    postalCode: '160-0022',
    address: '東京都新宿区新宿3-4-5',
    school: '西武蔵大学',
    employer: '東都システム株式会社',
    lineId: 'ken_tokyo',
    services: ['kikokugo', 'shigotosagashi'],
  },
  {
    // The other 佐藤 健; read Takeru, written alike.
    id: 'ken-osaka',
    language: 'ja',
    family: '佐藤',
    given: '健',
    familyKana: 'サトウ',
    givenKana: 'タケル',
    email: 'takeru.s@example.jp',
    phone: '080-0000-2302',
    born: '1990-01-15',
    gender: 'male',
    nationality: '日本',
    postalCode: '530-0001',
    address: '大阪府大阪市北区梅田2-3-4',
    school: '浪速工科大学',
    employer: '関西精機株式会社',
    lineId: null,
    services: ['kikokugo'],
  },
  {
    // A family with one telephone: 一郎, 明美 and 大輔.
    id: 'ichiro',
    language: 'ja',
    family: '鈴木',
    given: '一郎',
    familyKana: 'スズキ',
    givenKana: 'イチロウ',
    email: 'ichiro.suzuki@example.jp',
    phone: '03-0000-4500',
    born: '1962-07-01',
    gender: 'male',
    nationality: '日本',
    postalCode: '156-0042',
    address: '東京都世田谷区羽根木1-10-2',
    school: '南郷大学',
    employer: '羽根木印刷有限会社',
    lineId: null,
    services: ['kikokugo'],
  },
  {
    id: 'akemi',
    language: 'ja',
    family: '鈴木',
    given: '明美',
    familyKana: 'スズキ',
    givenKana: 'アケミ',
    email: 'akemi.suzuki@example.jp',
    phone: '+81 3 0000 4500',
    born: '1965-11-23',
    gender: 'female',
    nationality: '日本',
    postalCode: '156-0042',
    address: '東京都世田谷区羽根木1-10-2',
    school: '多摩女子短期大学',
    employer: '羽根木印刷有限会社',
    lineId: 'akemi_s',
    services: ['kikokugo', 'shigotosagashi'],
  },
  {
    id: 'daisuke',
    language: 'ja',
    family: '鈴木',
    given: '大輔',
    familyKana: 'スズキ',
    givenKana: 'ダイスケ',
    email: 'daisuke.suzuki@example.jp',
    phone: '０３（００００）４５００',
    born: '1998-02-28',
    gender: 'male',
    nationality: '日本',
    postalCode: '156-0042',
    address: '東京都世田谷区羽根木1-10-2',
    school: '青葉大学',
    employer: '株式会社ミライ計画',
    lineId: 'dice_k',
    services: ['shigotosagashi'],
  },
  {
    // Her name is written with old kanji in one place and with new ones in another.
    id: 'mio',
    language: 'ja',
    family: '渡邉',
    given: '澪',
    familyKana: 'ワタナベ',
    givenKana: 'ミオ',
    email: 'mio.watanabe@example.jp',
    phone: '070-0000-3310',
    born: '2001-12-05',
    gender: 'female',
    nationality: '日本',
    postalCode: '810-0001',
    address: '福岡県福岡市中央区天神4-5-6',
    school: '博多国際大学',
    employer: 'カフェ・リンデン',
    lineId: 'mio_w',
    services: ['kikokugo'],
  },
  {
    // Held by one service only, with accents and an apostrophe.
    id: 'zoe',
    language: 'en',
    family: "O'Brien",
    given: 'Zoë',
    familyKana: 'オブライエン',
    givenKana: 'ゾーイ',
    email: 'zoe.obrien@example.com',
    phone: '+1 213 555 0177',
    born: '1988-03-17',
    gender: 'female',
    nationality: 'Ireland',
    postalCode: '90026',
    address: '818 Echo Park Avenue, Los Angeles, California',
    school: 'University of the Pacific Coast',
    employer: 'Lumen & Sons LLC',
    lineId: null,
    services: ['career'],
  },
];

const FAMILIES = [
  ['高橋', 'タカハシ', 'Takahashi'],
  ['伊藤', 'イトウ', 'Ito'],
  ['中村', 'ナカムラ', 'Nakamura'],
  ['小林', 'コバヤシ', 'Kobayashi'],
  ['加藤', 'カトウ', 'Kato'],
  ['吉田', 'ヨシダ', 'Yoshida'],
] as const;
const GIVENS = [
  ['翔', 'ショウ', 'Sho', 'male'],
  ['美咲', 'ミサキ', 'Misaki', 'female'],
  ['蓮', 'レン', 'Ren', 'male'],
  ['陽菜', 'ヒナ', 'Hina', 'female'],
] as const;
const ENGLISH = [
  ['Nguyen', 'グエン', 'Daniel', 'ダニエル', 'male', 'Vietnam'],
  ['Garcia', 'ガルシア', 'Sofia', 'ソフィア', 'female', 'Mexico'],
  ['Kim', 'キム', 'Grace', 'グレース', 'female', 'Korea'],
  ['Patel', 'パテル', 'Arjun', 'アルジュン', 'male', 'India'],
  ['Johnson', 'ジョンソン', 'Marcus', 'マーカス', 'male', 'United States'],
  ['Silva', 'シルバ', 'Beatriz', 'ベアトリス', 'female', 'Brazil'],
] as const;

function japaneseCrowd(): DemoPerson[] {
  return FAMILIES.flatMap(([family, familyKana, familyRoman], f) =>
    GIVENS.map(([given, givenKana, givenRoman, gender], g): DemoPerson => {
      const number = f * GIVENS.length + g;
      return {
        id: `crowd-${familyRoman}-${givenRoman}`.toLowerCase(),
        language: 'ja',
        family,
        given,
        familyKana,
        givenKana,
        email: `${givenRoman}.${familyRoman}@example.jp`.toLowerCase(),
        phone: `090-0000-${5000 + number}`,
        born: `${1985 + (number % 18)}-${pad((number % 12) + 1)}-${pad(((number * 7) % 28) + 1)}`,
        gender,
        nationality: '日本',
        postalCode: `2${pad(number)}-00${pad(f + 1)}`,
        address: `神奈川県横浜市中区本町${f + 1}-${g + 1}-${number + 1}`,
        school: number % 2 === 0 ? '青葉大学' : '湘南経済大学',
        employer: number % 3 === 0 ? '株式会社ミライ計画' : '横浜海運株式会社',
        lineId: number % 2 === 0 ? `${givenRoman}${number}`.toLowerCase() : null,
        services: number % 3 === 0 ? ['kikokugo', 'shigotosagashi'] : ['kikokugo'],
      };
    }),
  );
}

function englishCrowd(): DemoPerson[] {
  return ENGLISH.map(([family, familyKana, given, givenKana, gender, nationality], number) => ({
    id: `crowd-${family}-${given}`.toLowerCase(),
    language: 'en',
    family,
    given,
    familyKana,
    givenKana,
    email: `${given}.${family}@example.com`.toLowerCase(),
    phone: `(415) 555-01${pad(50 + number)}`,
    born: `${1987 + number}-${pad(number + 2)}-${pad(number * 4 + 3)}`,
    gender,
    nationality,
    postalCode: `9411${number}`,
    address: `${120 + number * 11} Market Street, San Francisco, CA`,
    school: 'Redwood State University',
    employer: number % 2 === 0 ? 'Bayline Logistics Inc.' : 'Coastline Health',
    lineId: null,
    services: number % 2 === 0 ? ['career'] : ['career', 'shigotosagashi'],
  }));
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

export const demoPeople: readonly DemoPerson[] = [
  ...handWritten,
  ...japaneseCrowd(),
  ...englishCrowd(),
];

/** @throws {RangeError} for a handle that nobody has */
export function demoPerson(id: string): DemoPerson {
  const person = demoPeople.find((entry) => entry.id === id);
  if (!person) throw new RangeError(`nobody in the demo is called '${id}'`);
  return person;
}

export function peopleIn(service: ServiceName): readonly DemoPerson[] {
  return demoPeople.filter(({ services }) => services.includes(service));
}

/** The person's number in KikokuGO, which Career U.S. also knows. */
export function memberNumber(person: DemoPerson): number {
  return 1001 + demoPeople.indexOf(person);
}

export function emailIn(
  person: DemoPerson,
  place: keyof NonNullable<DemoPerson['emailIn']>,
): string {
  return person.emailIn?.[place] ?? person.email;
}

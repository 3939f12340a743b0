import { describe, expect, it } from 'vitest';
import { acceptedForms, normalForm } from '../../core/data-map/identity.ts';
import { phoneDigits } from '../../core/data-map/normal.ts';
import { normalAddress, sameAddress } from '../../core/data-map/normal-address.ts';

const same: [kind: Parameters<typeof normalForm>[0], one: string, other: string][] = [
  ['email', 'Hanako.Yamada@Example.JP ', 'ｈａｎａｋｏ．ｙａｍａｄａ＠ｅｘａｍｐｌｅ．ｊｐ'],
  ['email', 'a@example.com', 'a\u200b@example.com'],
  ['phone', '090-1234-5678', '+81 90 1234 5678'],
  ['phone', '０９０（１２３４）５６７８', '+81 (0)90-1234-5678'],
  ['phone', '03-1234-5678', '0081 3 1234 5678'],
  ['phone', '(415) 555-0142', '+1 415.555.0142'],
  ['name', '山田 花子', '山田　花子'],
  ['name', 'ヤマダ ハナコ', 'やまだはなこ'],
  ['name', 'ﾔﾏﾀﾞ ﾊﾅｺ', 'ヤマダハナコ'],
  ['name', '渡邉 澪', '渡辺澪'],
  ['name', '髙橋', '高橋'],
  ['name', 'Zoë O’Brien', "ZOE O'BRIEN"],
  ['name', 'Ōno Yūki', 'Ono Yuki'],
  ['name', 'ｴﾐﾘｰ・ﾀﾅｶ', 'エミリータナカ'],
  ['date-of-birth', '1996-04-12', '１９９６年４月１２日'],
  ['date-of-birth', '1996/4/12', '平成8年4月12日'],
  ['date-of-birth', '1996-04-12', 'H8.4.12'],
  ['date-of-birth', '1994-09-30', '09/30/1994'],
  ['date-of-birth', '1994-09-30', 'September 30, 1994'],
  ['date-of-birth', '1994-09-30', '30 Sep 1994'],
  ['date-of-birth', '1994-09-30', '19940930'],
  ['date-of-birth', '2019-05-03', '令和元年5月3日'],
  ['address', '〒150-0041 東京都渋谷区神南一丁目２番３号', '東京都渋谷区神南1-2-3'],
  ['address', '東京都渋谷区神南1丁目2番地3', '東京都渋谷区神南１ー２ー３'],
  [
    'address',
    '2145 Valencia Street, Apt 7, San Francisco, CA 94110',
    '2145 valencia st #7 San Francisco, California',
  ],
  ['school', 'Redwood State University', 'redwood state univ.'],
  ['employer', '株式会社あおぞら商事', '㈱ アオゾラ商事'],
  ['employer', 'Bayline Logistics Inc.', 'BAYLINE LOGISTICS'],
];

const different: typeof same = [
  ['email', 'hanako.yamada@example.jp', 'hanako.yamada@example.com'],
  ['email', 'h.anako@example.jp', 'hanako@example.jp'],
  ['phone', '090-1234-5678', '080-1234-5678'],
  ['phone', '03-1234-5678', '+1 312 345 6789'],
  ['name', '佐藤 健', '佐藤 建'],
  ['name', 'ハナコ', 'バナコ'],
  ['name', 'カキ', 'ガギ'],
  ['date-of-birth', '1996-04-12', '1996-12-04'],
  ['address', '2145 Valencia St, San Francisco, CA', '12145 Valencia St, San Francisco, CA'],
  ['address', '12345 Main St, Fresno, CA', '54321 Main St, Fresno, CA'],
  ['school', '青葉大学', '若葉大学'],
];

describe('the normal form', () => {
  it.each(same)('of %s is equal for %j and %j', (kind, one, other) => {
    expect(normalForm(kind, one)).toBe(normalForm(kind, other));
    expect(normalForm(kind, one)).not.toBe('');
  });

  it.each(different)('of %s is not equal for %j and %j', (kind, one, other) => {
    expect(normalForm(kind, one)).not.toBe(normalForm(kind, other));
  });

  it('takes a name in whatever order its parts are written', () => {
    const forms = acceptedForms('name', ['Emily Tanaka']);
    expect(forms).toContain(normalForm('name', 'Tanaka Emily'));
    expect(forms).not.toContain(normalForm('name', 'Emily'));
  });

  it.each(['1996-02-30', '12/13', 'soon', '', '1996-13-01'])('knows that %j is no date', (text) => {
    expect(normalForm('date-of-birth', text)).toBe('');
  });

  it('says nothing for text that says nothing, so that two empty fields never agree', () => {
    expect(acceptedForms('phone', ['--', ' '])).toEqual([]);
    expect(acceptedForms('name', ['・', '  '])).toEqual([]);
  });

  it('knows every string of digits that a number may be stored as', () => {
    expect(phoneDigits(normalForm('phone', '+81 90 1234 5678'))).toContain('819012345678');
    expect(phoneDigits(normalForm('phone', '415-555-0142'))).toContain('14155550142');
  });
});

describe('two addresses', () => {
  const agree = (one: string, other: string) =>
    sameAddress(normalAddress(one), normalAddress(other));

  it('agree with and without a building or a prefecture', () => {
    expect(agree('東京都渋谷区神南1-2-3 メゾン神南405', '東京都渋谷区神南1丁目2番3号')).toBe(true);
    expect(agree('渋谷区神南1-2-3', '東京都渋谷区神南1-2-3')).toBe(true);
  });

  it('do not agree by town or by nothing', () => {
    expect(agree('東京都渋谷区神南', '東京都渋谷区神南1-2-3')).toBe(false);
    expect(agree('', '')).toBe(false);
    expect(agree('1-2-3', '東京都渋谷区神南1-2-3')).toBe(false);
  });
});

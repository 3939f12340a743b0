import { expect, it } from 'vitest';
import { sayCitation } from '../../../core/law/citation.ts';

it.each([
  [
    'APPI 33(2)(i)',
    '個人情報保護法第33条第2項第1号',
    'Act on the Protection of Personal Information, Art. 33(2)(i)',
  ],
  ['APPI 37', '個人情報保護法第37条', 'Act on the Protection of Personal Information, Art. 37'],
  [
    'Civ. 1798.130(a)(2)',
    'カリフォルニア州民法第1798.130(a)(2)条',
    'California Civil Code § 1798.130(a)(2)',
  ],
  [
    '11 CCR 7024(d)',
    'カリフォルニア州規則集第11編第7024(d)条',
    'California Code of Regulations, title 11, § 7024(d)',
  ],
  ['L-18', null, null],
  ['P-7', null, null],
])('says %s as a reader would look it up', (cite, ja, en) => {
  expect([sayCitation(cite, 'ja'), sayCitation(cite, 'en')]).toEqual([ja, en]);
});

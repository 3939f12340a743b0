import { describe, expect, it } from 'vitest';
import type { Block } from '../../../core/letter/blocks.ts';
import { letterFor } from '../../../core/letter/content.ts';
import type { LetterData } from '../../../core/letter/data.ts';
import { disclosure, knowAndOptOut } from './examples.ts';

function wordsOf(data: LetterData): string {
  return JSON.stringify(letterFor(data).blocks);
}
function headings(data: LetterData): string[] {
  return letterFor(data).blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
}
function tables(data: LetterData): Extract<Block, { kind: 'table' }>[] {
  return letterFor(data).blocks.filter((block) => block.kind === 'table');
}

describe('the letter', () => {
  it('gives each right its section, in the order asked', () => {
    expect(headings(knowAndOptOut).slice(0, 2)).toEqual([
      '1. Opt out of the sale and sharing of your information',
      '2. Know the specific pieces of information we hold',
    ]);
  });

  it('tells the day of receipt where the law’s clock runs', () => {
    // 15:30 UTC is already the next day in Tokyo, and still the same in Los Angeles.
    expect(wordsOf(disclosure)).toContain('2026年11月20日');
    expect(wordsOf({ ...disclosure, regime: 'ccpa' })).toContain('2026年11月19日');
  });

  it('says that the period was extended, until when, and when that was told (L-02)', () => {
    const extension = { at: '2026-12-10T20:00:00.000Z', until: '2027-02-17' };
    expect(wordsOf({ ...knowAndOptOut, extension })).toContain(
      'to February 17, 2027, as we wrote to you on December 10, 2026',
    );
    expect(wordsOf({ ...disclosure, extension })).toContain('2027年2月17日まで（2026年12月11日に');
    expect(wordsOf(knowAndOptOut)).not.toContain('Period extended');
  });

  it('names what is withheld by its kind (L-14)', () => {
    const withheld = tables(knowAndOptOut).find(({ head }) => head[0] === 'Kind');
    expect(withheld?.rows.map(([kind]) => kind)).toEqual([
      ['Driver’s license number'],
      ['Bank account number'],
    ]);
  });

  it('gives reasons with their citation (L-18)', () => {
    expect(wordsOf(knowAndOptOut)).toContain('(11 CCR § 7024(d))');
    expect(wordsOf(disclosure)).toContain('（個人情報の保護に関する法律 第33条第2項第1号）');
  });

  it('prints no empty brackets where a ground has nothing to look up', () => {
    const [right] = disclosure.rights;
    if (right === undefined) throw new Error('the example has a right');
    const reasons = [{ text: '理由', citation: '' }];
    expect(wordsOf({ ...disclosure, rights: [{ ...right, reasons }] })).not.toContain('（）');
  });

  it('never hides a store that was left out, and counts nothing for it', () => {
    const searched = tables(disclosure).find(({ head }) => head[0] === 'システム');
    expect(searched?.rows.at(-1)?.slice(0, 3)).toEqual([
      ['旧メール配信システム'],
      ['–'],
      [{ text: '未調査', strong: true }],
    ]);
  });

  it('tells of one search once, and of another again', () => {
    const [right] = disclosure.rights;
    if (right === undefined) throw new Error('the example has a right');
    const twice = { ...disclosure, rights: [right, { ...right, title: '訂正' }] };
    const searched = (data: LetterData) =>
      tables(data).filter(({ head }) => head[0] === 'システム');
    expect(searched(twice)).toHaveLength(1);
    expect(wordsOf(twice)).toContain(`「1. ${right.title}」に記載したとおりです。`);
    const less = { ...right, stores: right.stores.slice(1) };
    expect(searched({ ...disclosure, rights: [right, less] })).toHaveLength(2);
    const none = { ...right, stores: [] };
    expect(wordsOf({ ...disclosure, rights: [none, none] })).not.toContain('記載したとおり');
  });

  it('answers by category: what is held, from where, what for, and who received it (L-13)', () => {
    const [right] = knowAndOptOut.rights;
    if (right === undefined) throw new Error('the example has a right');
    const category = {
      name: 'Identifiers',
      collected: 'Name; e-mail address',
      sources: 'Yourself',
      purposes: 'Registration',
      disclosedTo: '',
      passedOn: { how: 'shared', to: 'Meta (advertising)' },
    } as const;
    const rights = [{ ...right, categories: [category] }];
    const facts = letterFor({ ...knowAndOptOut, rights }).blocks.find(
      (block) => block.kind === 'facts' && block.rows.some(({ label }) => label === 'Shared with'),
    );
    expect(facts?.kind === 'facts' && facts.rows).toEqual([
      { label: 'What we hold', value: ['Name; e-mail address'] },
      { label: 'Where from', value: ['Yourself'] },
      { label: 'What for', value: ['Registration'] },
      { label: 'Shared with', value: ['Meta (advertising)'] },
    ]);
    expect(wordsOf({ ...disclosure, rights })).toContain('業務目的での開示先');
  });

  it('tells which third parties were told, and when', () => {
    const told = tables(knowAndOptOut).find(({ head }) => head[0] === 'Who');
    expect(told?.rows).toHaveLength(2);
    expect(JSON.stringify(told?.rows)).toContain('November 19, 2026');
  });

  it('says how to object, whatever was decided (L-18)', () => {
    for (const paragraph of knowAndOptOut.objection)
      expect(wordsOf(knowAndOptOut)).toContain(paragraph);
  });

  it('speaks of a fee only where one was paid, and of its return', () => {
    expect(headings(knowAndOptOut)).not.toContain('Fee');
    expect(wordsOf(disclosure)).toContain('5.00');
    const fee = {
      amount: 500,
      currency: 'usd',
      paidAt: '2026-11-24T03:00:00.000Z',
      refundedAt: '2026-11-26T03:00:00.000Z',
    } as const;
    expect(wordsOf({ ...knowAndOptOut, fee })).toContain(
      'You paid $5.00 on November 23, 2026. We returned the whole amount on November 25, 2026.',
    );
  });

  it('keeps names, case numbers and codes on one line', () => {
    const words = wordsOf(disclosure);
    for (const whole of ['髙橋 グエン・ティ・フオン 様', 'KJ-7F3K2-9QXM4', 'K7QF-2MXR-9D4T'])
      expect(words).toContain(`{"text":"${whole}","unbroken":true}`);
  });
});

import { describe, expect, it } from 'vitest';
import type { Identity } from '../../core/data-map/identity.ts';
import { byPerson, type CandidateRow, matchPoints } from '../../core/match-points.ts';

const identities = {
  email: [['email']],
  name: [['family', 'given'], ['kana']],
  phone: [['phone'], ['mobile']],
  'date-of-birth': [['born']],
  address: [['address']],
  school: [['school']],
  employer: [['employer']],
};

function candidate(row: Record<string, unknown>, links: string[] = []): CandidateRow {
  return { row, identities, links };
}

const held = candidate({
  email: 'hanako.yamada@example.jp',
  family: '山田',
  given: '花子',
  kana: 'ヤマダハナコ',
  phone: '090-1234-5678',
  mobile: '+81 90 1234 5678',
  born: '1996-04-12',
  address: '東京都渋谷区神南1-2-3',
  school: '青葉大学',
});

const claims: Identity = {
  email: ['hanako.yamada@example.jp'],
  name: ['山田花子', 'やまだ はなこ'],
  phone: ['09012345678'],
  'date-of-birth': ['1996-04-12'],
};

const count = (claimed: Identity, people: CandidateRow[][], rules = {}) =>
  matchPoints(claimed, people, { countEmail: false, ...rules });

describe('match points (L-10)', () => {
  it('count each thing once, however often it is given or held', () => {
    expect(count(claims, [[held]])).toBe(3);
    expect(count({ phone: ['09012345678', '+819012345678'] }, [[held]])).toBe(1);
  });

  it('count the confirmed address of mail only where that is declared', () => {
    expect(count({ email: claims.email }, [[held]])).toBe(0);
    expect(count({ email: claims.email }, [[held]], { countEmail: true })).toBe(1);
  });

  it('never count the field whose correction is asked for (L-17)', () => {
    expect(count(claims, [[held]], { except: ['date-of-birth'] })).toBe(2);
  });

  it('never add up two people: the best one counts', () => {
    const father = candidate({ family: '山田', given: '太郎', phone: '09012345678' });
    const other = candidate({ family: '山田', given: '花子', born: '1971-01-01' });
    expect(count(claims, [[father], [other]])).toBe(1);
  });

  it('count one text once that is given as two things', () => {
    const row = candidate({ school: '青葉大学', employer: '青葉大学' });
    expect(count({ school: ['青葉大学'], employer: ['青葉大学'] }, [[row]])).toBe(1);
  });

  it('are none where nothing is claimed, held or alike', () => {
    expect(count({}, [[held]])).toBe(0);
    expect(count(claims, [])).toBe(0);
    expect(count({ phone: ['---'], name: ['　'] }, [[candidate({ phone: '', family: '' })]])).toBe(
      0,
    );
  });

  it('take a name in either order and an address without its building', () => {
    const emily = candidate({ family: 'Tanaka', given: 'Emily' });
    expect(count({ name: ['Emily Tanaka'] }, [[emily]])).toBe(1);
    expect(count({ address: ['東京都渋谷区神南一丁目2番3号 メゾン405'] }, [[held]])).toBe(1);
  });
});

describe('rows of candidates', () => {
  it('are one person’s when references tie them, in whatever order they come', () => {
    const people = byPerson([
      candidate({ school: 'A' }, ['users.id=1']),
      candidate({ x: 1 }, ['apps.id=9']),
      candidate({ family: 'B' }, ['users.id=1', 'apps.id=9']),
      candidate({ family: 'C' }, ['users.id=2']),
    ]);
    expect(people.map((rows) => rows.length).sort()).toEqual([1, 3]);
  });

  it('are not one person’s for sharing a mailbox', () => {
    const email = 'family@example.jp';
    expect(byPerson([candidate({ email }), candidate({ email })])).toHaveLength(2);
  });
});

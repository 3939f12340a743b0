/** Things that people do, invented the same way every time. */
import type { DemoPerson } from './people.ts';

/** Instant `hours` after the demo company's first day, 2023-04-01 in Tokyo. */
export function after(hours: number): string {
  return new Date(Date.UTC(2023, 2, 31, 15) + hours * 3_600_000).toISOString();
}

export function pick<T>(list: readonly [T, ...T[]], number: number): T {
  return list[Math.abs(number) % list.length] ?? list[0];
}

/** Numbers 0 … count-1, each with an instant some hours after the one before; none later than mid-2026. */
export function times(count: number, from: number): { number: number; at: string }[] {
  return Array.from({ length: count }, (_, number) => ({
    number,
    at: after((from % 400) * 31 + number * 17 + ((number * from) % 11)),
  }));
}

export const employersJa = [
  '株式会社青海テクノロジー',
  '日の出フーズ株式会社',
  '合同会社ノースリンク',
  '株式会社さくらトラベル',
  '大和精密工業株式会社',
] as const;

export const employersEn = [
  'Golden Gate Robotics, Inc.',
  'Pacific Rim Foods',
  'Mission Bay Analytics',
  'Sierra Learning Co.',
  'Harborview Hotels',
] as const;

export function resumeOf(person: DemoPerson): string {
  return person.language === 'ja'
    ? `【職務要約】${person.school}を卒業後、${person.employer}にて法人営業と海外窓口を担当。\n【活かせる経験】英語での交渉、展示会の企画運営、CRM導入。\n【自己PR】人と人のあいだを丁寧につなぐ仕事を続けてきました。新しい環境でも学び続けます 🌸`
    : `SUMMARY\nGraduate of ${person.school}; ${person.employer}. Bilingual operations coordinator with a focus on vendors in Japan.\nHIGHLIGHTS\n• Cut customs paperwork time by a third — naïve forms replaced by one checklist\n• Led a team of four across two time zones`;
}

export function messageOf(person: DemoPerson, number: number): string {
  return person.language === 'ja'
    ? pick(
        [
          '面接の日程についてご相談させてください。',
          '書類を送付いたしました。ご確認をお願いいたします。',
          'ありがとうございます。引き続きよろしくお願いいたします。',
          '「次回は対面で」とのこと、承知しました。当日の持ち物を教えてください。',
        ],
        number,
      )
    : pick(
        [
          'Could we move the interview to Thursday afternoon?',
          'Attached is my updated résumé — thank you for looking at it.',
          'Thanks! I am looking forward to meeting the team.',
          'I would rather not relocate before June.',
        ],
        number,
      );
}

export const userAgents = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0',
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/130.0',
] as const;

/** An address of the blocks kept for documentation (RFC 5737). */
export function ipOf(seed: number): string {
  return `203.0.113.${(seed % 250) + 1}`;
}

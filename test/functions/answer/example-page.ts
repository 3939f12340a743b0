/** A page of a package with one collection of any rows, and values that mean harm. */

import type { AboutRecords } from '../../../functions/answer/index-page/reader.js';
import type { IndexPage } from '../../../functions/answer/index-page.ts';

export const HOSTILE = [
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '"><img src=x onerror=alert(1)>',
  "' autofocus onfocus='alert(1)",
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'photo\u202egnp.exe',
  '\u2066\u2067isolated',
  '&lt;script&gt;',
  '__proto__',
  'constructor',
  '{{alert(1)}}',
  '\u0000\u0007\u2028\ud800',
];

export const about: AboutRecords = {
  fields: { email: 'email', 'jobs.title': 'work-experience' },
  kinds: { email: { en: 'E-mail address', ja: 'メールアドレス' } },
  withheld: { password: { en: 'account password', ja: 'アカウントのパスワード' } },
  files: {
    'photo.png': { path: 'data/crm/files/photo.png', bytes: 4000, picture: true },
    'cv.pdf': { path: 'data/crm/files/cv #.pdf', bytes: 4_000_000 },
  },
  json: 'data/crm/members.json',
};

export function pageWith(rows: readonly Record<string, unknown>[], count = rows.length): IndexPage {
  return {
    caseId: 'KJ-7F3K2-9QXM4',
    organisation: 'Leverages U.S. Inc.',
    language: 'en',
    regime: 'appi',
    lawCategories: {},
    stores: [
      {
        title: { en: 'KikokuGO database', ja: 'KikokuGO データベース' },
        entry: {
          store: 'crm',
          state: 'complete',
          note: null,
          collections: [
            {
              collection: 'members',
              query: 'members by email',
              pages: 1,
              exhausted: true,
              count,
              startedAt: '2026-11-26T01:00:00.000Z',
              finishedAt: '2026-11-26T01:00:02.000Z',
              collectedSha256: 'ab'.repeat(32),
              withheld: { password: 1 },
              json: 'data/crm/members.json',
              csv: 'data/crm/members.csv',
            },
          ],
          unreached: [],
          files: ['data/crm/files/photo.png'],
        },
        collections: [
          {
            title: { en: 'Members', ja: '会員' },
            query: { en: 'members by email', ja: '会員（メールアドレス）' },
            fields: { email: 'email', photo: 'photo', seen: 'log' },
            kinds: ['email'],
            rows,
          },
        ],
        unreached: [{ en: 'Seminar guests', ja: 'セミナー参加者' }],
        files: [
          { name: 'photo.png', path: 'data/crm/files/photo.png', bytes: 4000, picture: true },
        ],
      },
    ],
  };
}

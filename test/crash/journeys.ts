/** The requests that are carried through the crashes, each by a person of their own. */
import type { Ending } from '../../core/case/ending.ts';
import type { Wish } from './requester.ts';

export interface Journey {
  what: string;
  wish: Wish;
  ends: Ending;
  /** Charges that are kept, and those that are given back. */
  kept: number;
  refunded: number;
}

const letter = [
  'From: Emily Tanaka <emily.tanaka@example.com>',
  'To: privacy@leverages.example',
  'Subject: What do you know about me?',
  'Message-ID: <one@example.com>',
  'Date: Thu, 19 Nov 2026 08:00:00 +0000',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="part"',
  '',
  '--part',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Hello, under the CCPA please send me everything you have.',
  '--part',
  'Content-Type: application/pdf',
  'Content-Disposition: attachment; filename="note.pdf"',
  '',
  '%PDF-1.7',
  '%%EOF',
  '--part--',
  '',
].join('\r\n');

export const JOURNEYS: readonly Journey[] = [
  {
    what: 'appi.disclose from the form to the download',
    wish: {
      ...{ email: 'hanako.yamada@example.jp', language: 'ja', name: '山田 花子' },
      ...{ residence: 'japan', rights: ['appi.disclose'], getsAnswer: true, payments: 1 },
      points: { name: '山田 花子', phone: '+81 90 0000 1201', dateOfBirth: '1996-04-12' },
    },
    ...{ ends: 'answered', kept: 1, refunded: 0 },
  },
  {
    what: 'ccpa.know-specific by mail',
    wish: {
      ...{ email: 'emily.tanaka@example.com', language: 'en', name: 'Emily Tanaka' },
      ...{
        residence: 'california',
        rights: ['ccpa.know-specific'],
        getsAnswer: true,
        mail: letter,
      },
      points: {
        ...{ name: 'Emily Tanaka', phone: '(415) 555-0142', dateOfBirth: '1994-09-30' },
        school: 'Redwood State University',
      },
    },
    ...{ ends: 'answered', kept: 0, refunded: 0 },
  },
  {
    what: 'ccpa.delete, carried out in the stores',
    wish: {
      ...{ email: 'sofia.garcia@example.com', language: 'en', name: 'Sofia Garcia' },
      ...{ residence: 'california', rights: ['ccpa.delete'], getsAnswer: true },
      points: { name: 'Sofia Garcia', phone: '(415) 555-0151', dateOfBirth: '1988-03-07' },
    },
    ...{ ends: 'answered', kept: 0, refunded: 0 },
  },
  {
    what: 'ccpa.opt-out',
    wish: {
      ...{ email: 'olivia@example.com', language: 'en', name: 'Olivia Reed' },
      ...{ residence: 'california', rights: ['ccpa.opt-out'] },
      points: { name: 'Olivia Reed' },
    },
    ...{ ends: 'answered', kept: 0, refunded: 0 },
  },
  {
    what: 'an opt-out and a request to know in one case, by somebody not on file',
    wish: {
      ...{ email: 'noah@example.com', language: 'en', name: 'Noah Park' },
      ...{
        residence: 'california',
        rights: ['ccpa.opt-out', 'ccpa.know-specific'],
        getsAnswer: true,
      },
      points: {
        name: 'Noah Park',
        phone: '(415) 555-0199',
        dateOfBirth: '1980-02-02',
        school: 'X',
      },
    },
    ...{ ends: 'answered', kept: 0, refunded: 0 },
  },
  {
    what: 'appi.disclose, paid twice',
    wish: {
      ...{ email: 'ken.sato@example.jp', language: 'ja', name: '佐藤 健' },
      ...{ residence: 'japan', rights: ['appi.disclose'], getsAnswer: true, payments: 2 },
      points: { name: '佐藤 健', phone: '080-0000-2301', dateOfBirth: '1990-01-15' },
    },
    ...{ ends: 'answered', kept: 1, refunded: 1 },
  },
  {
    what: 'appi.disclose, nothing held, so that the fee is given back',
    wish: {
      ...{ email: 'nobody@example.jp', language: 'ja', name: '無名 太郎' },
      ...{ residence: 'japan', rights: ['appi.disclose'], getsAnswer: true, payments: 1 },
      points: { name: '無名 太郎', phone: '090-9999-9999' },
    },
    ...{ ends: 'answered', kept: 0, refunded: 1 },
  },
  {
    what: 'appi.disclose, withdrawn',
    wish: {
      ...{ email: 'mio@example.jp', language: 'ja', name: '高橋 澪' },
      ...{ residence: 'japan', rights: ['appi.disclose'], withdraws: true },
      points: { name: '高橋 澪' },
    },
    ...{ ends: 'withdrawn', kept: 0, refunded: 0 },
  },
];

/** How long an answer may take, and what it may cost. */
import { type LawRow, read, remembered } from './row.ts';

export const TIME_AND_MONEY: readonly LawRow[] = [
  {
    id: 'L-01',
    title: 'The CCPA clock starts on receipt and never pauses',
    says: [
      'Under the CCPA the time to answer runs from the day on which the request was received, whatever the state of verification, and nothing stops it.',
      'A request that cannot be verified by day 45 may be denied for that reason.',
    ],
    sources: read('11 CCR 7021(b)'),
    doubt: null,
    ours: 'How long we wait for a requester is chosen so that four waits in a row still end before the target. Six days before it nobody is waited for any more: what is not verified by then is answered as such.',
  },
  {
    id: 'L-02',
    title: 'One extension, announced in time',
    says: [
      'An answer under the CCPA may be put off once, by 45 more days, 90 in all from receipt.',
      'The notice of it, with its reason, must go out within the first 45 days.',
      'Opt-out, limit and the rights under the APPI know no extension.',
    ],
    sources: read('11 CCR 7021(b)', 'Civ. 1798.130(a)(2)'),
    doubt: null,
    ours: null,
  },
  {
    id: 'L-03',
    title: 'Receipt is confirmed',
    says: [
      'Receipt of a CCPA request to know, delete or correct is confirmed within 10 business days, with how verification works and when an answer is to be expected.',
      'No confirmation is needed where the request has been granted or denied already.',
    ],
    sources: read('11 CCR 7021(a)'),
    doubt: null,
    ours: 'We confirm at once, under both regimes.',
  },
  {
    id: 'L-04',
    title: 'Two dates for every clock: target and limit',
    says: [
      'Limit: receipt is day 0 and the last day is day N; business days are Monday to Friday but for the state holidays of California.',
      'Target: what we steer by, safe under the strictest reading. Receipt counts as day 1, the last day is rolled back to a working day, and business days are counted Monday to Saturday with no holiday skipped.',
      'Example: received Thursday 19 November 2026 in Los Angeles. 10 business days: target 1 December, limit 4 December. 15 business days: target 7 December, limit 11 December. 45 days: target 31 December, limit Sunday 3 January 2027. 90 days: target 16 February 2027, limit 17 February.',
    ],
    sources: read('Civ. 7', 'Civ. 9', 'Gov. 6700', 'Gov. 6701', 'Gov. 6800'),
    doubt:
      'The codes do not say which of the readings holds for the CCPA’s business days; the target is early enough for each.',
    ours: 'To have a target besides the limit is our choice.',
  },
  {
    id: 'L-05',
    title: 'State holidays of California',
    says: [
      'January 1; Martin Luther King Day (third Monday of January); Lunar New Year; February 12; third Monday of February; March 31; April 24; Memorial Day; June 19; July 4; Labor Day; September 9; Native American Day (fourth Friday of September); second Monday of October; November 11; Thanksgiving; December 25.',
      'A holiday on a Sunday moves to Monday; of those on a Saturday only November 11 moves, to Friday. The day after Thanksgiving is a holiday of the courts only.',
    ],
    sources: [...read('Gov. 6700', 'Gov. 6701'), ...remembered('Gov. 6700(a)')],
    doubt:
      'The list is partly from memory (Lunar New Year, April 24, Native American Day): compare it with Gov. 6700 as it stands.',
    ours: null,
  },
  {
    id: 'L-06',
    title: 'Opt-out and limit ask for no identity',
    says: [
      'For a request to opt out of sale and sharing, or to limit the use of sensitive information, no verification of identity may be asked; name and contact may be.',
      'Such a request never waits behind an identity check or a fee, whatever else was asked for with it, and is carried out within 15 business days.',
      'It may be denied only on a good-faith, reasonable and documented belief that it is fraudulent; the requester is told, with an explanation why. A limit needs nothing where only the uses of 7027(m) are made.',
    ],
    sources: read(
      '11 CCR 7060(b)',
      '11 CCR 7026(e)',
      '11 CCR 7026(f)',
      '11 CCR 7027(f)',
      '11 CCR 7027(g)',
    ),
    doubt: null,
    ours: null,
  },
  {
    id: 'L-07',
    title: 'The CCPA is free of charge',
    says: [
      'Nothing may be charged for a request under the CCPA.',
      'Only a manifestly unfounded or excessive request may be refused (or charged for), and the company bears the burden of showing it: a named approver records why.',
    ],
    sources: [...read('Civ. 1798.130(a)(2)'), ...remembered('Civ. 1798.145(h)(3)')],
    doubt: 'The exception for unfounded or excessive requests is from memory.',
    ours: 'We never charge: such a request is refused or answered free.',
  },
  {
    id: 'L-08',
    title: 'What the APPI lets us charge',
    says: [
      'Under the APPI a fee may be taken only for notice of the purpose of use and for disclosure; it must be reasonable in view of the actual cost and made public beforehand.',
      'The policy sets US$5 a request, for disclosure only. Correction, cessation and erasure are free.',
    ],
    sources: read('APPI 38', 'APPI 32(1)', 'P-7'),
    doubt: null,
    ours: 'One fee a case, however many disclosures it asks for.',
  },
  {
    id: 'L-09',
    title: 'When the fee is taken and when it goes back',
    says: [
      'The fee is taken after identity is established and before data is collected.',
      'It goes back if the request is refused before disclosure for the company’s reasons, or if the company holds no data.',
    ],
    sources: [],
    doubt: null,
    ours: 'The whole of this rule. A refund is always of the whole fee; withdrawal before collection brings it back, too.',
  },
  {
    id: 'L-21',
    title: 'Two weeks before a suit',
    says: [
      'Under the APPI no suit may be brought until two weeks after the request arrived; until then the company can still answer.',
      'This is why our target under the APPI is 14 days: the law itself says “without delay” and names no day.',
    ],
    sources: read('APPI 39'),
    doubt: null,
    ours: 'The target of 14 days.',
  },
];

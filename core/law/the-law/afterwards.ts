/** What follows a request: those who must be told, records, figures, and how the person is treated. */
import { type LawRow, read, remembered, secondary } from './row.ts';

export const AFTERWARDS: readonly LawRow[] = [
  {
    id: 'L-23',
    title: 'The browser’s signal',
    says: [
      'The header “Sec-GPC: 1” (Global Privacy Control), exactly “1”, is a valid request to opt out for the browser, the device, and the consumer where they are known.',
      'The site shows that the signal was honoured.',
    ],
    sources: [...read('11 CCR 7025'), ...secondary('11 CCR 7025(c)(6)')],
    doubt: 'That the site must show it (since 2026) is from a secondary source.',
    ours: null,
  },
  {
    id: 'L-24',
    title: 'No asking to opt in again',
    says: [
      'After an opt-out or a limit nobody is asked to opt in again for 12 months.',
      'Opting in takes two steps: a request and a separate confirmation.',
    ],
    sources: secondary('Civ. 1798.135(c)(4)', '11 CCR 7028(a)'),
    doubt: 'Both from a secondary source.',
    ours: null,
  },
  {
    id: 'L-26',
    title: 'Third parties are told of an opt-out',
    says: [
      'Every third party to whom the data was sold or shared between request and completion is told of the opt-out and asked to comply.',
    ],
    sources: secondary('11 CCR 7026(f)'),
    doubt: 'From a secondary source.',
    ours: 'We tell everyone named in P-13, whenever the data went there.',
  },
  {
    id: 'L-27',
    title: 'Records',
    says: [
      'Of each CCPA request are kept for 24 months: the request, its date, kind and channel, date and kind of the answer, and the basis of a denial. They are used for nothing else.',
      'Logs of APPI requests: 36 months.',
    ],
    sources: read('11 CCR 7101'),
    doubt: null,
    ours: 'The 36 months under the APPI.',
  },
  {
    id: 'L-28',
    title: 'Figures of the year',
    says: [
      'For each calendar year: requests received, granted in whole or in part, denied (with why), by right, and the median and mean number of days to answer.',
    ],
    sources: secondary('11 CCR 7102'),
    doubt:
      'The duty to publish falls on companies with very many consumers (from memory: 10 million); a lawyer should confirm. We compute them in any case.',
    ours: null,
  },
  {
    id: 'L-29',
    title: 'Nobody is worse off for asking',
    says: [
      'No discrimination and no retaliation for a request.',
      'No act of its own carries this out. It is honoured by what is left undone: nothing here worsens a service, threatens, or treats one who asked before differently; a refused or expired case never stands against a new one; and every answer under the CCPA that gives less than asked says so.',
    ],
    sources: [...read('P-15'), ...remembered('Civ. 1798.125')],
    doubt: 'The statute’s text is from memory.',
    ours: null,
  },
  {
    id: 'L-33',
    title: 'Corrections and deletions are passed on',
    says: [
      'To group companies, to client companies to which the person applied, to recruiting companies to whom data was sold, and to the modules of Meta, X and Google.',
    ],
    sources: read('P-6', 'P-14', 'P-5-2', 'P-13', 'P-4'),
    doubt: null,
    ours: null,
  },
  {
    id: 'L-34',
    title: 'A case keeps the version under which it came',
    says: [
      'A change of the policy is recorded with the date from which it holds; so is a change of these rules.',
      'A case keeps the version of policy and rules that were in force on the day it was received.',
    ],
    sources: read('P-10', 'P-17'),
    doubt: null,
    ours: 'That a case keeps its version is ours; P-10 asks for the effective date.',
  },
];

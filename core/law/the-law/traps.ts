/** Where the company’s policy says less, or more, than the law: the law wins. */
import { type LawRow, read, remembered } from './row.ts';

interface Trap extends LawRow {
  /** The rules that keep us out of it. */
  keptBy: readonly string[];
}

export const TRAPS: readonly Trap[] = [
  {
    id: 'T-1',
    title: 'The US$5 of P-7',
    says: ['The fee never reaches a CCPA request, a correction, a cessation or a deletion.'],
    keptBy: ['L-07', 'L-08'],
    sources: read('P-7', 'Civ. 1798.130(a)(2)', 'APPI 38'),
    doubt: null,
    ours: null,
  },
  {
    id: 'T-2',
    title: 'The copy of an id that P-16-1 asks of everyone',
    says: ['Never for opt-out and limit; elsewhere only as the last step of the ladder.'],
    keptBy: ['L-06', 'L-10'],
    sources: read('P-16-1', '11 CCR 7060(b)', '11 CCR 7060(c)'),
    doubt:
      'For a disclosure under the APPI a document is asked for in every case, after the details have matched (P-7); a lawyer should confirm that this is still proportionate.',
    ours: null,
  },
  {
    id: 'T-3',
    title: 'P-8-2 deletes “if the company determines”',
    says: [
      'Under the CCPA deletion is not at the company’s discretion: only the exceptions of the law keep anything.',
    ],
    keptBy: ['L-16'],
    sources: [...read('P-8-2', '11 CCR 7022'), ...remembered('Civ. 1798.105(d)')],
    doubt: 'The exceptions are from memory.',
    ours: null,
  },
  {
    id: 'T-4',
    title: 'What P-8-1 leaves out',
    says: [
      'Stopping provision to third parties (APPI 35(3)) and improper use (a breach of Art. 19) can be asked for and are answered.',
    ],
    keptBy: ['L-20'],
    sources: read('P-8-1', 'APPI 35(3)', 'APPI 19'),
    doubt: null,
    ours: null,
  },
  {
    id: 'T-5',
    title: 'P-15 says that sensitive data is used for §7027(m) purposes only',
    says: [
      'A request to limit is taken and answered all the same; “nothing to change” is an answer.',
    ],
    keptBy: ['L-06'],
    sources: read('P-15', '11 CCR 7027(m)'),
    doubt: null,
    ours: null,
  },
  {
    id: 'T-6',
    title: 'The signed proof of P-16-2',
    says: ['Not required with a power of attorney, nor for a browser’s signal.'],
    keptBy: ['L-22', 'L-23'],
    sources: read('P-16-2', '11 CCR 7063', '11 CCR 7025'),
    doubt: null,
    ours: null,
  },
  {
    id: 'T-7',
    title: 'P-11-1 calls photographs of faces biometric',
    says: [
      'A photograph that the person uploaded is released; templates measured from it are not.',
    ],
    keptBy: ['L-14'],
    sources: read('P-11-1', '11 CCR 7024(d)'),
    doubt: null,
    ours: null,
  },
];

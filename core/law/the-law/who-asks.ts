/** Who asks: identity, documents, agents, children, and what a stranger may learn. */
import { type LawRow, read, remembered } from './row.ts';

export const WHO_ASKS: readonly LawRow[] = [
  {
    id: 'L-10',
    title: 'The ladder of verification',
    says: [
      'First the account or the data already held (details that must match), and only then a document.',
      'Sensitive data is not asked for where that can be avoided. Evidence is used for verification only and destroyed as soon as practical after it has been judged.',
      'No notary may be asked for, and no fee for verification.',
    ],
    sources: read('11 CCR 7060(c)', '11 CCR 7060(d)', '11 CCR 7060(e)'),
    doubt: null,
    ours: 'How many details must match under the APPI, which asks only that verification be proportionate.',
  },
  {
    id: 'L-11',
    title: 'Documents, and the My Number card',
    says: [
      'Accepted are passport, driver’s license, My Number card, student ID and the like.',
      'Of a My Number card the front only. Its back, the 12-digit number and the notification card are never accepted, stored or copied; a file in which a valid 12-digit My Number (by its check digit) is read is refused and destroyed at once.',
    ],
    sources: read('P-16-1', 'Number Act 15', 'Number Act 20'),
    doubt: null,
    ours: null,
  },
  {
    id: 'L-12',
    title: 'Authenticate again before release',
    says: [
      'An account to which the person is logged in may be used to verify them; before anything is released they authenticate again.',
    ],
    sources: read('11 CCR 7061'),
    doubt: null,
    ours: 'There are no accounts here: the private link is confirmed by a code to the confirmed address before each release.',
  },
  {
    id: 'L-13',
    title: 'Not verified to the high degree: categories',
    says: [
      'A request for specific pieces whose requester cannot be verified to the high degree is evaluated as a request for categories.',
    ],
    sources: read('11 CCR 7024(a)'),
    doubt: null,
    ours: null,
  },
  {
    id: 'L-22',
    title: 'Agents',
    says: [
      'Under the CCPA an agent shows a signed permission, and the consumer either verifies their own identity or confirms directly that they gave it. Neither is needed where a power of attorney under Probate Code 4121 to 4130 is shown; a power of attorney may not be demanded.',
      'For an opt-out by an agent the signed permission alone suffices.',
      'Under the APPI the legal representative (of a minor or an adult ward) or a delegated agent may ask. The policy asks for signed written proof.',
    ],
    sources: [...read('11 CCR 7063', '11 CCR 7026(j)', 'P-16-2'), ...remembered('APPI 37(3)')],
    doubt: 'Number and paragraph of the article of the APPI are from memory; its content was read.',
    ours: null,
  },
  {
    id: 'L-25',
    title: 'Children',
    says: [
      'The information of a child under 13 is sold or shared only if the parent opts in; from 13 to 15 only if the child opts in.',
    ],
    sources: remembered('Civ. 1798.120(c)'),
    doubt:
      'From memory: the ages, and whether “actual knowledge” of the age is needed, should be confirmed.',
    ours: null,
  },
  {
    id: 'L-31',
    title: 'A request sent the wrong way',
    says: [
      'A request sent the wrong way (to a person, to a shop, as a reply) is treated as if it had come the right way, or answered with directions.',
    ],
    sources: read('11 CCR 7020(e)'),
    doubt: null,
    ours: 'Mail that a machine sent is not answered.',
  },
  {
    id: 'L-32',
    title: 'Nobody learns who is on file',
    says: [
      'Whether a person is on file is never revealed to somebody who is not verified: the same words, after the same time.',
    ],
    sources: [],
    doubt: 'No text is cited: it follows from the duty not to disclose to the unverified.',
    ours: 'The whole of this rule.',
  },
];

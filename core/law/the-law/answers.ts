/** What an answer gives, keeps back and says, and how it travels. */
import { type LawRow, read, remembered, secondary } from './row.ts';

export const ANSWERS: readonly LawRow[] = [
  {
    id: 'L-14',
    title: 'Never disclosed, only named by kind',
    says: [
      'Social security, driver’s license and other government id numbers, financial account numbers, health insurance or medical id numbers, passwords, security questions and answers, and unique biometric data from measurements are never handed out: the answer names their kind.',
      'A photograph that the person uploaded is released.',
    ],
    sources: read('11 CCR 7024(d)'),
    doubt: null,
    ours: 'We hold it under the APPI, too.',
  },
  {
    id: 'L-15',
    title: 'How far back a request to know reaches',
    says: [
      'A CCPA request to know covers everything since 1 January 2022, unless the person asks for a period; the form offers “all” or a range.',
      'Twice in 12 months it is free and must be answered.',
    ],
    sources: [...secondary('11 CCR 7024(h)'), ...remembered('Civ. 1798.130(b)')],
    doubt:
      'The reach is from a secondary source (regulations as amended from 2026); twice in 12 months is from memory.',
    ours: 'A third request within 12 months is shown to the operator, who decides; nothing is refused by machine.',
  },
  {
    id: 'L-16',
    title: 'Deletion',
    says: [
      'Erase, de-identify or aggregate; tell service providers, contractors, and the third parties to whom the data was sold or shared, and keep proof of it.',
      'What an exception keeps is named with the exception, and the rest is deleted. Archived or backup copies wait until they are next restored or used, so that erasures are done again after a restore.',
      'Whoever is denied deletion is offered the opt-out.',
      'The exceptions: complete the transaction; security; debugging; free speech; CalECPA; research; internal uses aligned with expectations; a legal obligation.',
    ],
    sources: [...read('11 CCR 7022'), ...remembered('Civ. 1798.105(d)')],
    doubt: 'The list of exceptions is from memory: compare it with Civ. 1798.105(d).',
    ours: null,
  },
  {
    id: 'L-17',
    title: 'Correction',
    says: [
      'Decide by the totality of the circumstances; deny only where the contested information is more likely than not accurate. Ask for documents only as far as they are needed; tell service providers.',
      'Delete in place of correcting only where that harms nobody, or where the person agrees.',
      'A person who is denied may have the item noted as contested, and for health data add a statement of at most 250 words.',
    ],
    sources: read('11 CCR 7023'),
    doubt: null,
    ours: null,
  },
  {
    id: 'L-18',
    title: 'A denial gives its reasons',
    says: [
      'A denial states its reasons and, where there is one, how to appeal. Under the APPI a refusal explains its reason (a duty of effort), and that no data is held is an answer of its own.',
    ],
    sources: read('APPI 36', 'APPI 33(3)', 'P-7'),
    doubt: null,
    ours: 'We look again whenever asked, and name the authorities.',
  },
  {
    id: 'L-19',
    title: 'The method of disclosure under the APPI',
    says: [
      'Disclose by the method that the person chose, an electronic record included.',
      'Where that costs too much or is difficult, tell them first, then disclose on paper; on paper, too, where no method was chosen and ours was objected to.',
    ],
    sources: read('APPI 33(2)', 'APPI 33(3)', 'P-7'),
    doubt: null,
    ours: null,
  },
  {
    id: 'L-20',
    title: 'Grounds of refusal and of cessation under the APPI',
    says: [
      'Disclosure may be refused for harm to life, body, property or other rights of anyone; for serious hindrance to the business; or where it would breach another law.',
      'One may ask to stop where data was used beyond its purpose or obtained by deceit, is no longer needed, has leaked, or where rights or legitimate interests are likely to be harmed.',
    ],
    sources: [...read('APPI 33(2)', 'P-8-1'), ...secondary('APPI 35')],
    doubt: 'The grounds of Art. 35 are partly from a secondary source.',
    ours: null,
  },
  {
    id: 'L-30',
    title: 'Answers travel by a secured channel',
    says: [
      'A mail carries case number, state and link, and never the personal data, images of documents or details of the decision.',
      'The portal authenticates again, the link expires (after 7 days; it can be issued again), and each download is logged.',
    ],
    sources: remembered('11 CCR 7024(f)', '11 CCR 7024(g)'),
    doubt: 'The paragraphs on reasonable security of the answer are from memory.',
    ours: 'Days of the link and the second factor.',
  },
];

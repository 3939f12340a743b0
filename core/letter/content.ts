/** The answer in words: one letter a case, each right its section. */
import type { Instant } from '../ids.ts';
import { ZONES } from '../law/calendar.ts';
import type { Language } from '../law/rights.ts';
import { answers, offer } from './answers.ts';
import { type Block, type LetterPages, type Line, type Run, sentence } from './blocks.ts';
import { categories } from './categories.ts';
import { changes } from './changes.ts';
import type { LetterData, LetterFee, LetterRight, LetterStore } from './data.ts';
import { LETTER_WORDS, type LetterWords } from './words.ts';

export function letterFor(data: LetterData): LetterPages {
  const { language, organisation, verification } = data;
  const words = LETTER_WORDS[language];
  const day = daysIn(language, ZONES[data.regime]);
  const titles = data.rights.map(({ title }, index) =>
    data.rights.length > 1 ? `${index + 1}. ${title}` : title,
  );
  const searchedAs = (index: number): string | null => {
    const stores = JSON.stringify(data.rights[index]?.stores);
    const first = data.rights.findIndex((one) => JSON.stringify(one.stores) === stores);
    return first < index ? (titles[first] ?? null) : null;
  };
  return {
    language,
    paper: PAPER[data.regime],
    title: `${words.title} (${data.caseId})`,
    author: organisation.name,
    signature: words.signature(organisation.name),
    date: new Date(data.decidedAt),
    blocks: [
      ...opening(data, words, day),
      ...data.rights.flatMap((right, index) =>
        section(right, titles[index] ?? right.title, searchedAs(index), words, day, language),
      ),
      ...(data.fee === null ? [] : feeBlocks(data.fee, words, day, language)),
      { kind: 'heading', text: words.objection },
      ...data.objection.map(paragraph),
      { kind: 'heading', text: words.genuine },
      {
        kind: 'paragraph',
        line: woven(words.genuineBody(verification.code, verification.address), [
          verification.code,
          verification.address,
        ]),
      },
      ...signOff(data, words),
    ],
    foot: {
      check: words.foot.check(verification.code, verification.address),
      page: words.foot.page,
    },
  };
}

/** As it is printed where the law is. */
const PAPER = { appi: 'A4', ccpa: 'LETTER' } as const;

interface Days {
  /** The day in the regime's zone on which something happened. */
  at(instant: Instant): string;
  /** A day of the calendar, `YYYY-MM-DD`, which has no zone. */
  on(date: string): string;
}

function daysIn(language: Language, zone: string): Days {
  const told = (timeZone: string) =>
    new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-US', { dateStyle: 'long', timeZone });
  const here = told(zone);
  const calendar = told('UTC');
  return {
    at: (instant) => here.format(new Date(instant)),
    on: (date) => calendar.format(new Date(`${date}T00:00:00Z`)),
  };
}

function opening(data: LetterData, words: LetterWords, day: Days): Block[] {
  const { organisation, requester, language } = data;
  const received = day.at(data.receivedAt);
  const sender: Line[] = [organisation.name, ...organisation.address, ...organisation.contact].map(
    (text, index) => [index === 0 ? { text, strong: true, unbroken: true } : text],
  );
  const addressee: Line[] = [
    [unbroken(language === 'ja' ? words.dear(requester.name) : requester.name)],
    ...(requester.actingFor === undefined
      ? []
      : [[unbroken(words.onBehalfOf(requester.actingFor))]]),
  ];
  const date: Line = [unbroken(day.at(data.decidedAt))];
  const letterhead: Block[] =
    language === 'ja'
      ? [
          { kind: 'aside', lines: [date] },
          { kind: 'address', lines: addressee },
          { kind: 'aside', lines: sender },
        ]
      : [
          { kind: 'address', lines: sender },
          { kind: 'address', lines: [date] },
          { kind: 'address', lines: addressee },
        ];
  return [
    ...letterhead,
    { kind: 'title', text: words.title },
    ...(language === 'en' ? [paragraphOf([unbroken(words.dear(requester.name))])] : []),
    paragraphOf(woven(words.opening(received, data.caseId), [received, data.caseId])),
    ...(words.begin === null ? [] : [{ kind: 'middle' as const, text: words.begin }]),
    {
      kind: 'facts',
      rows: [
        { label: words.reference.case, value: [{ text: data.caseId, unbroken: true }] },
        { label: words.reference.received, value: [unbroken(received)] },
        ...extensionRow(data, words, day),
        { label: words.reference.decided, value: [unbroken(day.at(data.decidedAt))] },
        { label: words.reference.basis, value: [words.basis[data.regime]] },
      ],
    },
  ];
}

function extensionRow({ extension }: LetterData, words: LetterWords, day: Days) {
  if (!extension) return [];
  const { label, value } = words.extended;
  return [{ label, value: [value(day.on(extension.until), day.at(extension.at))] }];
}

function section(
  right: LetterRight,
  title: string,
  /** An earlier section that tells of the same search. */
  searchedAs: string | null,
  words: LetterWords,
  day: Days,
  language: Language,
): Block[] {
  return [
    { kind: 'heading', text: title },
    {
      kind: 'outcome',
      label: words.decision,
      line: [{ text: sentence(right.outcome), strong: true }],
    },
    ...(right.period === undefined
      ? []
      : [
          {
            kind: 'facts' as const,
            rows: [
              {
                label: words.reference.period,
                value: [
                  right.period === null
                    ? words.everything
                    : words.period(day.on(right.period.from), day.on(right.period.to)),
                ],
              },
            ],
          },
        ]),
    ...reasons(right, words),
    ...answers(right, words),
    ...categories(right, language),
    ...withheld(right, words),
    ...searched(right.stores, searchedAs, words),
    ...changes(right, language),
    ...told(right, words, day),
    ...offer(right, words),
  ];
}

function reasons({ reasons: given }: LetterRight, words: LetterWords): Block[] {
  if (given.length === 0) return [];
  return [
    { kind: 'subheading', text: words.reasons },
    {
      kind: 'list',
      items: given.map(
        ({ text, citation }): Line =>
          citation === undefined || citation === '' ? [text] : [text, ...words.cited(citation)],
      ),
    },
  ];
}

function withheld(right: LetterRight, words: LetterWords): Block[] {
  if (right.withheld.length === 0) return [];
  return [
    { kind: 'subheading', text: words.withheld },
    paragraph(words.withheldIntro),
    {
      kind: 'table',
      head: words.withheldHead,
      rows: right.withheld.map(({ kind, count, reason }) => [
        [sentence(kind)],
        [count === null ? '–' : words.records(count)],
        [reason],
      ]),
      widths: [4, 2, 6],
    },
  ];
}

function searched(
  stores: readonly LetterStore[],
  searchedAs: string | null,
  words: LetterWords,
): Block[] {
  if (stores.length === 0) return [];
  if (searchedAs !== null)
    return [{ kind: 'subheading', text: words.searched }, paragraph(words.searchedAs(searchedAs))];
  const state = {
    complete: words.complete,
    'by-hand': words.byHand,
    'left-out': words.leftOut,
  };
  return [
    { kind: 'subheading', text: words.searched },
    paragraph(words.searchedIntro),
    {
      kind: 'table',
      head: words.searchedHead,
      rows: stores.map((store) => [
        [store.name],
        [store.state === 'left-out' ? '–' : sentence(words.records(store.count))],
        [
          {
            text: sentence(state[store.state]),
            ...(store.state === 'left-out' ? { strong: true } : {}),
          },
        ],
        [store.how],
      ]),
      widths: [4, 2, 3, 6],
    },
  ];
}

function told(right: LetterRight, words: LetterWords, day: Days): Block[] {
  if (right.thirdParties.length === 0) return [];
  return [
    { kind: 'subheading', text: words.thirdParties },
    {
      kind: 'table',
      head: words.thirdPartiesHead,
      rows: right.thirdParties.map(({ name, request, toldAt }) => [
        [name],
        [request],
        [unbroken(day.at(toldAt))],
      ]),
      widths: [5, 6, 4],
    },
  ];
}

function feeBlocks(fee: LetterFee, words: LetterWords, day: Days, language: Language): Block[] {
  const amount = new Intl.NumberFormat(language === 'ja' ? 'ja-JP' : 'en-US', {
    style: 'currency',
    currency: fee.currency.toUpperCase(),
    currencyDisplay: language === 'ja' ? 'name' : 'symbol',
  }).format(fee.amount / 100);
  const text =
    fee.refundedAt === undefined
      ? words.feePaid(amount, day.at(fee.paidAt))
      : words.feeRefunded(amount, day.at(fee.paidAt), day.at(fee.refundedAt));
  return [{ kind: 'heading', text: words.fee }, paragraph(text)];
}

function signOff(data: LetterData, words: LetterWords): Block[] {
  if (data.language === 'ja')
    return [{ kind: 'keep', lines: 3 }, paragraph(words.closing), { kind: 'end', text: words.end }];
  return [
    { kind: 'keep', lines: 4 },
    paragraph(words.closing),
    { kind: 'address', lines: [[words.end], [{ text: data.organisation.name, unbroken: true }]] },
  ];
}

function unbroken(text: string): Run {
  return { text, unbroken: true };
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', line: [text] };
}

function paragraphOf(line: Line): Block {
  return { kind: 'paragraph', line };
}

/** A sentence in pieces, of which some must stay whole. */
function woven(pieces: readonly string[], whole: readonly string[]): Line {
  return pieces.map((piece) => (whole.includes(piece) ? unbroken(piece) : piece));
}

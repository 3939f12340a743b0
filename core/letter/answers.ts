/** What the letter itself answers, where no data goes with it. */
import type { Block } from './blocks.ts';
import type { LetterRight } from './data.ts';
import type { LetterWords } from './words.ts';

export function answers(right: LetterRight, words: LetterWords): Block[] {
  return [...purposes(right, words), ...recipients(right, words), ...reply(right, words)];
}

function purposes({ purposes: given = [] }: LetterRight, words: LetterWords): Block[] {
  if (given.length === 0) return [];
  return [
    { kind: 'subheading', text: words.purposes },
    { kind: 'list', items: given.map((text) => [text]) },
  ];
}

function recipients({ recipients: given = [] }: LetterRight, words: LetterWords): Block[] {
  if (given.length === 0) return [];
  return [
    { kind: 'subheading', text: words.recipients },
    { kind: 'paragraph', line: [words.recipientsIntro] },
    {
      kind: 'table',
      head: words.recipientsHead,
      rows: given.map(({ name, why, section }) => [[name], [why], [section]]),
      widths: [5, 7, 2],
    },
  ];
}

/** The last of a right's section. */
export function offer({ offer: given }: LetterRight, words: LetterWords): Block[] {
  if (given === undefined) return [];
  return [
    { kind: 'subheading', text: words.offer },
    { kind: 'paragraph', line: [given] },
  ];
}

/** A line as the operator broke it is a paragraph. */
function reply({ reply: given = '' }: LetterRight, words: LetterWords): Block[] {
  const lines = given.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return [];
  return [
    { kind: 'subheading', text: words.reply },
    ...lines.map((line): Block => ({ kind: 'paragraph', line: [line] })),
  ];
}

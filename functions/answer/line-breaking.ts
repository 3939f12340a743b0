/**
 * Where a line may end, in Latin and Japanese text alike: between words, between
 * Japanese characters, but never so that a line begins or ends with what may not
 * stand there (禁則, JIS X 4051), and never inside a name.
 */
import type { Line } from '../../core/letter/blocks.ts';
import { type Piece, spell } from './typeface.ts';

const NEVER_FIRST = new Set(
  '、。，．,.・：；:;？！?!゛゜´｀¨ヽヾゝゞ々〻ー―…‥’”)）〕］]｝}〉》」』】〙〗〟°′″℃¢％%‰ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ～〜–‐゠様',
);
const NEVER_LAST = new Set('‘“(（〔［[｛{〈《「『【〘〖〝￥¥＄$£＃#＠@〒§');
const JAPANESE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef—…‥]/u;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

interface Glyph extends Piece {
  width: number;
  mayEndHere: boolean;
}

/**
 * @param measure width of one piece of text, in the unit of `width`
 * @returns lines of pieces, none wider than `width` (but for the space that it ends with) unless a single
 *   character is
 */
export function breakLines(
  line: Line,
  width: number,
  measure: (piece: Piece) => number,
): Piece[][] {
  const glyphs = glyphsOf(line, measure);
  const lines: Piece[][] = [];
  let start = 0;
  while (start < glyphs.length) {
    const end = endOfLine(glyphs, start, width);
    const atSpace = glyphs[end - 1]?.text === ' ' || glyphs[end]?.text === ' ';
    lines.push(joined(glyphs.slice(start, end), atSpace && end < glyphs.length));
    start = end;
    while (glyphs[start]?.text === ' ') start += 1;
  }
  return lines.length === 0 ? [[]] : lines;
}

function endOfLine(glyphs: readonly Glyph[], start: number, width: number): number {
  let used = 0;
  let lastGood = -1;
  for (let index = start; index < glyphs.length; index += 1) {
    const glyph = glyphs[index];
    if (glyph === undefined) break;
    used += glyph.width;
    // A space may hang over the edge: it is not seen there.
    if (used > width && glyph.text !== ' ' && index > start)
      return lastGood > start ? lastGood : index;
    if (glyph.mayEndHere) lastGood = index + 1;
  }
  return glyphs.length;
}

function glyphsOf(line: Line, measure: (piece: Piece) => number): Glyph[] {
  const all: (Glyph & { held: number | null })[] = [];
  line.forEach((run, index) => {
    const {
      text,
      strong = false,
      unbroken = false,
    } = typeof run === 'string' ? { text: run } : run;
    const shown = spaced(text);
    const hrefs = hrefsIn(shown);
    for (const { segment, index: at } of graphemes.segment(shown)) {
      const piece = spell(segment, strong);
      while (at >= (hrefs[0]?.to ?? at + 1)) hrefs.shift();
      const href = at >= (hrefs[0]?.from ?? at + 1) ? hrefs[0]?.href : undefined;
      all.push({
        ...piece,
        ...(href !== undefined && { href }),
        width: measure(piece),
        mayEndHere: false,
        held: unbroken ? index : null,
      });
    }
  });
  return all.map(({ held, ...glyph }, index) => {
    const next = all[index + 1];
    const together = held !== null && held === next?.held;
    return {
      ...glyph,
      mayEndHere: next !== undefined && !together && mayPart(glyph.text, next.text),
    };
  });
}

const ADDRESS = /(https?:\/\/[!-;=?-~]*[/\w])|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/g;

/** What of a text leads somewhere: pages and mail addresses. */
function hrefsIn(text: string): { from: number; to: number; href: string }[] {
  return [...text.matchAll(ADDRESS)].map(({ 0: whole, 1: page, index }) => ({
    from: index,
    to: index + whole.length,
    href: page ?? `mailto:${whole}`,
  }));
}

/** The typeface has § as wide as a kanji, and with it the space that follows. */
function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('§ ', '§');
}

function mayPart(before: string, after: string): boolean {
  if (after === ' ') return false;
  if (NEVER_FIRST.has(after) || NEVER_LAST.has(before)) return false;
  if (before === ' ') return true;
  // A number and what it counts: 第1号, 12件.
  if (/\d/.test(before) || (before === '第' && /\d/.test(after))) return false;
  if (before === '-' || before === '/') return /\p{L}/u.test(after);
  return JAPANESE.test(before) || JAPANESE.test(after);
}

/** @param goesOn after a space, which stays: whoever hears the text needs it between the words */
function joined(glyphs: readonly Glyph[], goesOn: boolean): Piece[] {
  const pieces: Piece[] = [];
  for (const { text, face, href } of glyphs) {
    const last = pieces.at(-1);
    if (last !== undefined && last.face === face && last.href === href) last.text += text;
    else pieces.push({ text, face, ...(href !== undefined && { href }) });
  }
  const last = pieces.at(-1);
  if (last !== undefined) last.text = `${last.text.trimEnd()}${goesOn ? ' ' : ''}`;
  return pieces;
}

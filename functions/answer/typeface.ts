/** The letter's typefaces, and what is written where none has a sign for a character. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { create, type Font } from 'fontkit';

export type Face =
  | 'regular'
  | 'strong'
  | 'western'
  | 'western-strong'
  | 'chinese'
  | 'korean'
  | 'emoji';
export interface Piece {
  text: string;
  face: Face;
  /** Where it leads, on a screen. */
  href?: string;
}

class UnreadableTypeface extends Error {
  override readonly name = 'UnreadableTypeface';
}

const packaged = createRequire(import.meta.url);
const beside = (entry: string, path: string) => join(dirname(packaged.resolve(entry)), path);

const FILES: Record<Face, string> = {
  regular: beside('@embedpdf/fonts-jp', '../fonts/NotoSansJP-Regular.otf'),
  strong: beside('@embedpdf/fonts-jp', '../fonts/NotoSansJP-Bold.otf'),
  // Letters of Europe that a Japanese typeface lacks: ł, ş, ґ, ά.
  western: beside('@embedpdf/fonts-latin', '../fonts/NotoSans-Regular.ttf'),
  'western-strong': beside('@embedpdf/fonts-latin', '../fonts/NotoSans-Bold.ttf'),
  chinese: beside('@embedpdf/fonts-sc', '../fonts/NotoSansHans-Regular.otf'),
  korean: beside('@embedpdf/fonts-kr', '../fonts/NotoSansKR-Regular.otf'),
  emoji: beside(
    '@expo-google-fonts/noto-emoji/metadata.json',
    '400Regular/NotoEmoji_400Regular.ttf',
  ),
};

const opened = new Map<Face, Font>();

/**
 * Read when first needed and kept, for measuring and for embedding (a document takes only the
 * characters it uses): a letter must not cost the typefaces' size, and their opening, each time.
 */
export function typeface(face: Face): Font {
  const known = opened.get(face);
  if (known !== undefined) return known;
  const font = create(readFileSync(FILES[face]));
  if ('fonts' in font) throw new UnreadableTypeface('one typeface a file is expected');
  opened.set(face, font);
  return font;
}

/** In parts of the size. */
export function widthOf({ text, face }: Piece): number {
  const font = typeface(face);
  const [only, second] = text;
  const width =
    only !== undefined && second === undefined
      ? font.glyphForCodePoint(only.codePointAt(0) ?? 0).advanceWidth
      : font.layout(text).advanceWidth;
  return width / font.unitsPerEm;
}

// Joiners, directions and selectors of form: not seen themselves.
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
// Of those, the selectors of an ideograph's variant (名前の異体字) belong to the text typeface.
const STRAY = /(?![\u{e0100}-\u{e01ef}])\p{Default_Ignorable_Code_Point}/gu;

// Other scripts in that typeface need shaping across characters, which is not done here.
const OF_EUROPE = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;

/**
 * A character as it can be printed: itself, its nearest equal, or its number
 * (`[U+1200]`), never an empty box.
 */
export function spell(grapheme: string, strong: boolean): Piece {
  const text: Face = strong ? 'strong' : 'regular';
  const shown = grapheme.replace(STRAY, '');
  if (covers(text, shown)) return { text: shown, face: text };
  const western: Face = strong ? 'western-strong' : 'western';
  if (OF_EUROPE.test(shown) && covers(western, shown)) return { text: shown, face: western };
  for (const face of ['chinese', 'korean'] as const)
    if (covers(face, shown)) return { text: shown, face };
  if (covers('emoji', grapheme)) return { text: grapheme, face: 'emoji' };
  const equal = shown.normalize('NFKC');
  if (covers(text, equal)) return { text: equal, face: text };
  const spelled = Array.from(grapheme.replace(UNSEEN, ''), (character) =>
    covers(text, character) ? character : numberOf(character),
  );
  return { text: spelled.join(''), face: text };
}

function covers(face: Face, text: string): boolean {
  return Array.from(text.replace(UNSEEN, '')).every((character) =>
    typeface(face).hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
  );
}

function numberOf(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `[U+${hex}]`;
}

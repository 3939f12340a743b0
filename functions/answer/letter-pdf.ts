/** The letter on paper. The same pages give the same bytes. */
import type { LetterPages } from '../../core/letter/blocks.ts';

/** @returns the bytes of a tagged PDF with its typefaces embedded */
export async function letterPdf(pages: LetterPages): Promise<Uint8Array> {
  // What sets type is large and slow to load: that is for the first letter, not for every start.
  const { setLetter } = await import('./letter-setting.ts');
  return setLetter(pages);
}

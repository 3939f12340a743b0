/** The letter on paper. The same pages give the same bytes. */
import type { LetterPages } from '../../core/letter/blocks.ts';
import type { Ports } from '../../platform/ports.ts';
import { type Signed, signatureRoom, signPdf } from './pades.ts';

/** @returns the bytes of a tagged PDF with its typefaces embedded, not signed: a draft to look at */
export async function letterPdf(pages: LetterPages): Promise<Uint8Array> {
  return (await setting()).setLetter(pages);
}

/**
 * The letter as it goes out.
 * @param at when it is said to be signed
 */
export async function signedLetterPdf(
  ports: Pick<Ports, 'signer' | 'timeStamps'>,
  pages: LetterPages,
  at: Date,
): Promise<Signed> {
  const room = await signatureRoom(ports);
  const { setLetter } = await setting();
  return signPdf(ports, await setLetter(pages, { at, room }));
}

/** What sets type is large and slow to load: that is for the first letter, not for every start. */
const setting = () => import('./letter-setting.ts');

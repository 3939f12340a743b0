/** A file to be checked, read in pieces wherever it lies. Everything in this folder runs in browsers, too. */

export interface Source {
  size: number;
  /** The bytes from `start` up to and without `end`; fewer where the file ends before. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** A file that a browser was given, or bytes in memory. */
export const blobSource = (blob: Blob): Source => ({
  size: blob.size,
  read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
});

/** Small enough for a phone, large enough to be quick. */
const PIECE = 1 << 20;

export async function* piecesOf(source: Source, start: number, end: number) {
  for (let from = start; from < end; from += PIECE) {
    const piece = await source.read(from, Math.min(end, from + PIECE));
    if (piece.length === 0) return;
    yield piece;
  }
}

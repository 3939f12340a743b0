/** What goes into a vault, cut into the chunks that it is sealed in. */
import { CHUNK } from './vault-cipher.ts';

/**
 * The body cut into whole chunks and a last one. Two buffers take turns: what is
 * yielded holds good only until the next is asked for.
 */
export async function* chunksOf(
  body: AsyncIterable<unknown>,
): AsyncGenerator<{ plain: Uint8Array; isLast: boolean }> {
  let filling = Buffer.allocUnsafe(CHUNK);
  let waiting = Buffer.allocUnsafe(CHUNK);
  let hasWaiting = false;
  let filled = 0;
  for await (const piece of body) {
    const bytes = bytesOf(piece);
    for (let taken = 0; taken < bytes.length; ) {
      const copied = bytes.copy(filling, filled, taken);
      taken += copied;
      filled += copied;
      if (filled < CHUNK) continue;
      if (hasWaiting) yield { plain: waiting, isLast: false };
      [waiting, filling] = [filling, waiting];
      hasWaiting = true;
      filled = 0;
    }
  }
  if (hasWaiting && filled > 0) yield { plain: waiting, isLast: false };
  const last = hasWaiting && filled === 0 ? waiting : filling.subarray(0, filled);
  yield { plain: last, isLast: true };
}

/** Without a copy where there are bytes already. */
function bytesOf(piece: unknown): Buffer {
  if (typeof piece === 'string') return Buffer.from(piece);
  if (piece instanceof Uint8Array)
    return Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
  throw new TypeError('the vault takes streams of bytes or text');
}
